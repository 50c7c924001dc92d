"""Until when the applicant may go to review or to court: periods that run from the day of receipt (签收)."""

import calendar
from dataclasses import dataclass
from datetime import date, timedelta

from workflow.case import Case
from workflow.remedies import Recourse
from workflow.vocabulary import RecourseKind
from workflow.workdays import Workdays


@dataclass(frozen=True, slots=True)
class OpenUntil:
    """A way open to the applicant through `until`; None where nobody knows the day of receipt yet."""

    kind: RecourseKind
    until: date | None
    provisional: bool


def recourses(case: Case) -> tuple[OpenUntil, ...]:
    """The ways the reply leaves open, as its letter said; none before it is served."""
    if case.served_on is None or case.answered_on is None:
        return ()
    remedy = case.statute.strictest(case.decisions, case.answered_on)
    return tuple(_open(r, case.signed_on, case.clock.workdays) for r in remedy.recourses) if remedy else ()


def _open(recourse: Recourse, received: date | None, workdays: Workdays) -> OpenUntil:
    if received is None:
        return OpenUntil(recourse.kind, None, provisional=False)
    until = last_day(received, recourse, workdays)
    return OpenUntil(recourse.kind, until, workdays.is_provisional(until))


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
