"""The digest of a morning: what waits for somebody, and all that is overdue or due, once a working day.

It is made in portions, each a transaction: first what is to be told is noted case by case, then it is put in
one person after the other. Whoever is killed is followed by another who goes on where it was.
"""

import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from math import inf
from typing import Final

from desk.office import House
from desk.sending.hearing import Hear, hearing
from desk.sending.routes import reached
from store.diary import Watched
from workflow.again import until_kept
from workflow.alerts import RING_ON
from workflow.digests import Morning, Place, Stage
from workflow.errors import Conflict
from workflow.outbox import EVERYBODY, Line, MessageKind, Route, Told, code_of, digest_name
from workflow.workdays import Workdays
from workflow.yearly import reports_owed

#: A deadline with the unit it is in, and to whom that case was given.
Ringing = tuple[int, str, Place]
#: How many cases are looked at in one transaction.
PORTION: Final = 500


def write_digests(
    house: House, routes: Sequence[Route], today: date, at: datetime, until: float = inf
) -> bool:
    """Put in the digests of a day, each once, however often this is asked for; whether they are all in.

    What waits for its reader is folded in, so that each alert is told once; what rings on is listed again
    every working day from its last day on, and nothing is left out. A portion begins no later than `until`,
    by `time.monotonic`.
    """
    morning = house.ledger.digests.begin(today, at)
    return morning.stage is Stage.TOLD or _made(house, routes, morning, at, until)


def _made(house: House, routes: Sequence[Route], morning: Morning, at: datetime, until: float) -> bool:
    """Make the digests from where they are; whether they are all in."""
    today = morning.day
    hear, leads = hearing(house, today), _leads(house, routes)
    while morning.stage is not Stage.TOLD:
        if time.monotonic() > until:
            return False
        try:
            if morning.stage is Stage.GATHERING:
                morning = _gather(house, morning, hear, leads)
            else:
                morning = _tell(house, morning, leads, at)
        except Conflict:
            # Another makes them as well: whoever comes second looks how far they are.
            morning = house.ledger.digests.begin(today, at)
    return True


def _leads(house: House, routes: Sequence[Route]) -> Mapping[str, Sequence[Route]]:
    """By which routes somebody is reached, by login and in order; the group of a robot first."""
    people, found = house.ledger.accounts.people(), dict[str, list[Route]]()
    for route in routes:
        for login in reached(route, people):
            found.setdefault(login, []).append(route)
    return dict(sorted(found.items()))


@until_kept
def _gather(house: House, morning: Morning, hear: Hear, leads: Mapping[str, object]) -> Morning:
    """Note what a portion of the cases is to be told of; how far the digests are then."""
    workdays, ledger = _workdays(house, morning.day), house.ledger
    # What rings on rings again on the next working day, so that its case waits for that day at the latest.
    last = workdays.add(morning.day, 1)
    with ledger.transaction():
        cases = ledger.diary.watched_until(last, _case(morning), PORTION)
        if cases:
            then = replace(morning, after=f"{cases[-1].day} {cases[-1].id}")
            rings = [each for case in cases for each in _of_case(case)]
        else:
            then, rings = Morning(morning.day, Stage.TELLING), _of_units(house, morning.day)
        ledger.digests.go_on(morning, then)
        told = _told(rings, hear, workdays, morning.day)
        ledger.digests.note(morning.day, [each for each in told if each[0] in leads])
    return then


def _case(morning: Morning) -> tuple[date, int] | None:
    """After which case gathering goes on."""
    day, _, number = morning.after.partition(" ")
    return (date.fromisoformat(day), int(number)) if number else None


def _of_case(case: Watched) -> Iterator[Ringing]:
    for one in case.deadlines:
        if last_day := one.due_on or one.missed_on:
            yield case.unit, case.given_to, Place(case.ref, one.kind, one.line, last_day)


def _of_units(house: House, today: date) -> list[Ringing]:
    owed = reports_owed(house.office.law, house.ledger, today)
    return [
        (unit.id, "", Place(unit.name, due.kind, due.line, due.due_on)) for unit, due in owed if due.due_on
    ]


def _told(
    rings: Sequence[Ringing], hear: Hear, workdays: Workdays, today: date
) -> Iterator[tuple[str, Place]]:
    """What rings today and on, by who is told of it; all of it for the robot."""
    for unit, given_to, place in rings:
        if place.kind in RING_ON and place.due_on <= today:
            yield EVERYBODY, place
            for person in hear(unit, given_to, place.kind, _left(workdays, place.due_on, today)):
                yield person.login, place


@until_kept
def _tell(house: House, morning: Morning, leads: Mapping[str, Sequence[Route]], at: datetime) -> Morning:
    """Put in the digests of the next person; how far the digests are then."""
    ledger = house.ledger
    login = next((login for login in leads if _after(login) > morning.after), None)
    then = Morning(morning.day, Stage.TOLD)
    if login is not None:
        then = replace(morning, after=_after(login))
    with ledger.transaction():
        ledger.digests.go_on(morning, then)
        if login is not None:
            _put(house, morning.day, login, leads[login], at)
    return then


def _after(login: str) -> str:
    """What stands for somebody where telling goes on: the group has no login, and is not the beginning."""
    return f"/{login}"


def _put(house: House, today: date, login: str, routes: Sequence[Route], at: datetime) -> None:
    outbox, digests, name = house.ledger.outbox, house.ledger.digests, digest_name(today)
    noted, workdays = digests.noted(today, login), _workdays(house, today)
    for route in routes:
        waiting = outbox.fold(route, login, name)
        places = [
            Place(line.ref, line.kind, line.line, line.due_on) for one in waiting for line in one.told.lines
        ]
        if told := _lines((*places, *noted), workdays, today):
            code = code_of(house.config.office.name, route, login, name)
            outbox.put([Told(route, login, name, code, told, MessageKind.DIGEST)], at)
    digests.forget(today, login)


def _lines(places: Iterable[Place], workdays: Workdays, today: date) -> tuple[Line, ...]:
    """Each deadline once, as it was told last, the most overdue first."""
    last = {place[:3]: place for place in places}
    told = (Line(*place, _left(workdays, place.due_on, today)) for place in last.values())
    return tuple(sorted(told, key=lambda one: (one.left, one.ref, one.line)))


def _left(workdays: Workdays, due_on: date, today: date) -> int:
    return -workdays.between(due_on, today) if due_on < today else workdays.between(today, due_on)


def _workdays(house: House, today: date) -> Workdays:
    law = house.office.law
    return law.workdays(law.regime(today))
