"""The office's own days on the page of today: what was given to somebody, and the reports of last year."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from desk.due import given_within, reports_within
from desk.web.lights import Light, light_of
from desk.web.listed import Listed, listed
from desk.web.visit import Visit
from desk.words import SOON
from workflow.duties import DUTIES, Duty
from workflow.vocabulary import DeadlineKind


class Given(NamedTuple):
    """A case that was given to somebody until a day."""

    on: date
    stands: Light
    case: Listed


class Report(NamedTuple):
    """A report that a unit owes by a day; `href` leads to its table."""

    on: date
    stands: Light
    unit: str
    kind: str
    href: str


def given(visit: Visit, most: int) -> Sequence[Given]:
    """What was given out and is overdue or due within three working days, the earliest first."""
    dues = given_within(visit.house, visit.today, SOON, most)
    cases = {one.ref: one for one in listed(visit, visit.house.ledger.rows_of([due.ref for due in dues]))}
    return [Given(due.on, _light(visit, due.on), cases[due.ref]) for due in dues if due.ref in cases]


def reports(visit: Visit) -> Sequence[Report]:
    """The reports still owed, from the first day on which their units are told of them."""
    if not visit.person.roles & set(DUTIES[Duty.COUNT]):
        return []
    days = visit.house.office.policy.days
    within = max(0, *days(DeadlineKind.ANNUAL_REPORT), *days(DeadlineKind.LEVEL_REPORT))
    return [
        Report(
            due.due_on,
            _light(visit, due.due_on),
            unit.name,
            visit.display.word(due.kind),
            f"/reports/{due.line}?unit={unit.id}",
        )
        for unit, due in reports_within(visit.house, visit.today, within)
        if due.due_on
    ]


def _light(visit: Visit, on: date) -> Light:
    law = visit.house.office.law
    return light_of(visit.display.lang, on, law.workdays(law.regime(visit.today)), visit.today)
