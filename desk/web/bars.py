"""How much of a period is used, paused and left on a day: what the bar beside a last day shows."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from workflow.case import Case
from workflow.clock import Deadline
from workflow.explain import DayMark, explain, explain_response
from workflow.vocabulary import DeadlineKind

#: The width of a bar in its own units.
WIDTH = 100


class Bar(NamedTuple):
    """The days of a period by the end of a day: `used`, `paused` so far, `left`, and `over` its last day.

    Working days, but of a period the law sets in natural days those; `left` is None while nobody knows.
    """

    used: int
    paused: int
    left: int | None
    over: int

    @property
    def widths(self) -> tuple[int, int, int]:
        """What is used, paused and over, in hundredths of the whole bar."""
        whole = self.used + self.paused + (self.left or 0) + self.over or 1
        used, paused, over = (WIDTH * part // whole for part in (self.used, self.paused, self.over))
        return used, paused, over


def bar_of(case: Case, deadline: Deadline, today: date) -> Bar | None:
    """The bar of a running deadline; none of one that has ended."""
    if not deadline.running:
        return None
    if deadline.kind is DeadlineKind.REPLY:
        return _of_reply(case, deadline, today)
    response = next((one for one in case.proceedings if one.line == deadline.line and one.limit), None)
    over = _over(case, deadline, today)
    if response:
        days = explain_response(response, case.clock.workdays)
        used, left = _parted((line.on for line in days if line.mark is DayMark.COUNTED), today)
    else:
        last = deadline.due_on or deadline.since
        used = case.clock.workdays.between(deadline.since, max(deadline.since, min(today, last)))
        left = case.clock.workdays.between(max(deadline.since, min(today, last)), last)
    return Bar(used, 0, left, over)


def _of_reply(case: Case, deadline: Deadline, today: date) -> Bar:
    """Of the count that now runs: what came before a restart is forgotten."""
    lines = [line for line in explain(case.clock) if line.on >= deadline.since]
    working = {DayMark.COUNTED, DayMark.DEFERRED}
    used, left = _parted((line.on for line in lines if line.mark in working), today)
    paused, _ = _parted((line.on for line in lines if line.mark is DayMark.EXCLUDED), today)
    if deadline.due_on is None:  # the days told end with the last entry, the pause goes on
        paused += case.clock.workdays.between(lines[-1].on, max(lines[-1].on, today))
    return Bar(used, paused, left if deadline.due_on else None, _over(case, deadline, today))


def _parted(days: Iterable[date], today: date) -> tuple[int, int]:
    """How many days lie up to today, and how many after."""
    told = list(days)
    past = sum(day <= today for day in told)
    return past, len(told) - past


def _over(case: Case, deadline: Deadline, today: date) -> int:
    due = deadline.due_on
    return case.clock.workdays.between(due, today) if due and due < today else 0
