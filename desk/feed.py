"""The last days of an office as a calendar file (RFC 5545): numbers and kinds of deadlines, nobody's name."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from hashlib import sha256

from icalendar import Calendar, Event

from desk.language import phrase
from desk.office import House
from store.diary import Due, DueDay

#: How far a feed reaches, in days from today, and how much of one day it tells.
BACK, FORWARD, EACH = timedelta(days=90), timedelta(days=400), 50
DAY = timedelta(days=1)
#: How often a subscriber is asked to look again.
REFRESH = timedelta(hours=6)


def feed_of(house: House, today: date) -> bytes:
    """What is due, as far as the house sees it; the same bytes all day long while nothing moves."""
    calendar = Calendar()
    calendar.add("prodid", "-//foi-desk//due days//ZH")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", phrase(house.config.office.lang, "Due days"))
    calendar.add("refresh-interval", REFRESH, parameters={"value": "DURATION"})
    for day in house.ledger.diary.between(today - BACK, today + FORWARD, EACH):
        for event in _events(house, day):
            event.add("dtstart", day.on)
            event.add("dtend", day.on + DAY)
            event.add("dtstamp", datetime.combine(today, time(), UTC))
            event.add("transp", "TRANSPARENT")
            calendar.add_component(event)
    told: bytes = calendar.to_ical()
    return told


def _events(house: House, day: DueDay) -> Iterator[Event]:
    lang = house.config.office.lang
    workdays = house.office.law.workdays(house.office.law.regime(day.on))
    mind = phrase(lang, " (provisional)") if workdays.is_provisional(day.on) else ""
    for due in day.dues:
        yield _event(_name(house, due), f"{due.kind.label(lang)} {due.ref}{mind}")
    if left := day.count - len(day.dues):
        yield _event(f"{_name(house)}{day.on}", phrase(lang, "and {n} more", n=left) + mind)


def _event(name: str, summary: str) -> Event:
    event = Event()
    # A deadline that moves keeps its name, so that a subscriber moves it too.
    event.add("uid", f"{sha256(name.encode()).hexdigest()[:32]}@foi-desk")
    event.add("summary", summary)
    return event


def _name(house: House, due: Due | None = None) -> str:
    told = (due.ref, due.kind.value, str(due.line)) if due else ()
    return "\n".join((house.config.office.name, *told))
