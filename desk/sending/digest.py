"""The digest of a morning: what waits for somebody, and all that is overdue or due, once a working day."""

import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime

from desk.due import due_within
from desk.office import House
from desk.sending.routes import reached
from workflow.again import until_kept
from workflow.outbox import EVERYBODY, Line, MessageKind, Route, Told, code_of, digest_name
from workflow.people import Person
from workflow.recipients import recipients
from workflow.vocabulary import DeadlineKind, ProceedingKind
from workflow.workdays import Workdays

#: A deadline without the working days left: where it is, and its last day.
Place = tuple[str, DeadlineKind, int, date]


@until_kept
def write_digests(house: House, routes: Sequence[Route], today: date, at: datetime) -> None:
    """Put in the digests of a day, once, however often this is asked for.

    What waits for its reader is folded in, so that each alert is told once; what is overdue, or due today, is
    listed again every working day, and nothing is left out.
    """
    ledger = house.ledger
    with ledger.transaction():
        if not ledger.outbox.begin_digest(today, at):
            return
        law = house.office.law
        workdays, people = law.workdays(law.regime(today)), ledger.accounts.people()
        due, name = _due(house, today, people), digest_name(today)
        for route in routes:
            for login in reached(route, people):
                waiting = ledger.outbox.fold(route, login, name)
                lines = [line for one in waiting for line in one.told.lines]
                places = [(line.ref, line.kind, line.line, line.due_on) for line in lines] + due[login]
                if places:
                    told = _lines(places, workdays, today)
                    code = code_of(house.config.office.name, route, login, name)
                    ledger.outbox.put([Told(route, login, name, code, told, MessageKind.DIGEST)], at)


def _due(house: House, today: date, people: Sequence[Person]) -> Mapping[str, list[Place]]:
    """What is overdue or due today, by who is told of it; all of it for the robot."""
    units, told = house.ledger.units(), defaultdict[str, list[Place]](list)
    for ref, unit, given_to, place in _running(house, today):
        for login in (EVERYBODY, *recipients(unit, given_to, people, units)):
            told[login].append((ref, *place))
    return told


def _running(house: House, today: date) -> Iterator[tuple[str, int, str, tuple[DeadlineKind, int, date]]]:
    replies, answers = due_within(house, today, 0, sys.maxsize)
    for row in replies:
        if row.last_day is not None:
            yield row.ref, row.unit, row.assigned_to, (row.reply.kind, row.reply.line, row.last_day)
    given_to = {row.ref: row.assigned_to for row in house.ledger.rows_of({one.ref for one in answers})}
    for one in answers:
        awaited = one.proceeding
        if awaited.due_on is not None:
            of_review = awaited.kind is ProceedingKind.REVIEW
            kind = DeadlineKind.REVIEW_REPLY if of_review else DeadlineKind.EVIDENCE
            yield one.ref, one.unit, given_to[one.ref], (kind, awaited.line, awaited.due_on)


def _lines(places: Sequence[Place], workdays: Workdays, today: date) -> tuple[Line, ...]:
    """Each deadline once, as it was told last, the most overdue first."""
    last = {(ref, kind, line): due_on for ref, kind, line, due_on in places}
    told = (
        Line(ref, kind, line, due_on, _left(workdays, due_on, today))
        for (ref, kind, line), due_on in last.items()
    )
    return tuple(sorted(told, key=lambda one: (one.left, one.ref, one.line)))


def _left(workdays: Workdays, due_on: date, today: date) -> int:
    return -workdays.between(due_on, today) if due_on < today else workdays.between(today, due_on)
