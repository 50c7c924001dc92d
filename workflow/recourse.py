"""Until when the applicant may go to review or to court: periods that run from the day of receipt (签收)."""

import calendar
from dataclasses import dataclass
from datetime import date, timedelta

from workflow.case import Case
from workflow.remedies import Recourse
from workflow.vocabulary import ProceedingKind, RecourseKind
from workflow.workdays import Workdays

#: The proceedings that are a way the reply left open, once it is taken.
TAKEN_BY = {
    RecourseKind.REVIEW: (ProceedingKind.REVIEW,),
    RecourseKind.SUIT: (ProceedingKind.SUIT, ProceedingKind.SUIT_AFTER_REVIEW),
}


@dataclass(frozen=True, slots=True)
class OpenUntil:
    """A way open to the applicant through `until`; None where nobody knows the day of receipt yet.

    `filed_on` is the day the applicant took it, after which nothing runs any more.
    """

    kind: RecourseKind
    until: date | None
    provisional: bool
    filed_on: date | None = None


def recourses(case: Case) -> tuple[OpenUntil, ...]:
    """The ways the reply leaves open, as its letter said; none before it is served."""
    if case.served_on is None or case.answered_on is None:
        return ()
    remedy = case.statute.strictest(case.decisions, case.answered_on)
    return tuple(_open(recourse, case) for recourse in remedy.recourses) if remedy else ()


def _open(recourse: Recourse, case: Case) -> OpenUntil:
    filed_on = _taken(recourse.kind, case)
    if case.signed_on is None:
        return OpenUntil(recourse.kind, None, provisional=False, filed_on=filed_on)
    until = last_day(case.signed_on, recourse, case.clock.workdays)
    return OpenUntil(recourse.kind, until, case.clock.workdays.is_provisional(until), filed_on)


def _taken(kind: RecourseKind, case: Case) -> date | None:
    """The day the applicant took this way against the reply that now stands, not against an earlier one."""
    days = (one.filed.on for one in case.proceedings if one.kind in TAKEN_BY[kind])
    return min((day for day in days if case.answered_on and day >= case.answered_on), default=None)


def last_day(received: date, recourse: Recourse, workdays: Workdays) -> date:
    """The last day of a period in natural days or months; the day of receipt is not counted.

    《民法典》第二百零一条至第二百零三条: 到期月没有对应日的，月末日为期间的最后一日；最后一日是法定休假日的，
    以法定休假日结束的次日为最后一日.
    """
    day = _months_later(received, recourse.months) + timedelta(recourse.days)
    while not workdays.is_workday(day):
        day += timedelta(1)
    return day


def _months_later(day: date, months: int) -> date:
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))
