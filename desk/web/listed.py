"""Cases as the rows of a table, every cell in words: made here once, so that a page only sets them down."""

from collections.abc import Callable, Iterable
from datetime import date
from functools import cache
from typing import NamedTuple
from urllib.parse import quote

from desk.web.lights import Light, light_of
from desk.web.masking import hidden
from desk.web.visit import Visit
from desk.web.who import naming
from desk.words import weekday
from workflow.listing import Row


class Listed(NamedTuple):
    """A row of a list; `colour` and `standing` are its traffic light, empty once the clock has stopped."""

    ref: str
    href: str
    received: str
    state: str
    last_day: str
    colour: str
    standing: str
    applicant: str
    subject: str
    given_to: str


def listed(visit: Visit, rows: Iterable[Row]) -> list[Listed]:
    """Cases as somebody reads them today."""
    lang, days = visit.display.lang, _Days(visit.display.lang)
    named, lit, told = naming(visit), _lighting(visit), []
    for row in rows:
        light = lit(row.received_on, row.last_day) if row.reply.running else None
        told.append(
            Listed(
                ref=row.ref,
                href=f"/cases/{quote(row.ref, safe='')}",
                received=days[row.received_on],
                state=row.state.label(lang),
                last_day=days[row.last_day] if row.last_day else "",
                colour=light.colour if light else "",
                standing=light.words if light else "",
                applicant=hidden(row.applicant),
                subject=hidden(row.subject),
                given_to=named(row.assigned_to),
            )
        )
    return told


def _lighting(visit: Visit) -> Callable[[date, date | None], Light]:
    """The light of a day of receipt and a last day; the rows of a list share a few."""
    law, lang, today = visit.house.office.law, visit.display.lang, visit.today

    @cache
    def lit(received_on: date, last_day: date | None) -> Light:
        return light_of(lang, last_day, law.workdays(law.regime(received_on)), today)

    return lit


class _Days(dict[date, str]):
    """Days with their days of the week; the rows of a list share a few."""

    def __init__(self, lang: str) -> None:
        self._lang = lang

    def __missing__(self, day: date) -> str:
        told = self[day] = f"{day} {weekday(day, self._lang)}"
        return told
