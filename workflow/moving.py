"""Which last days of a case another law moves, and because of which days."""

from collections.abc import Iterator, Mapping
from datetime import date
from functools import lru_cache

from workflow.case import Case
from workflow.clock import Deadline
from workflow.explain import DayMark, explain
from workflow.law import Law
from workflow.ledger import Record
from workflow.proposals import Moved
from workflow.vocabulary import DeadlineKind
from workflow.weighing import recall
from workflow.workdays import Workdays

#: So many of the days that move a last day are told.
MOST = 12
_Key = tuple[str, int]


def moved_days(record: Record, old: Law, new: Law) -> list[Moved]:
    """The last days that another law moves or makes firm, in order of place.

    Told are those that somebody must still keep, and the reply day of any case: whether it was kept is
    counted by it.
    """
    was, now = recall(old, record), recall(new, record)
    before, after = _deadlines(was), _deadlines(now)
    keys = sorted(before.keys() | after.keys())
    return [one for key in keys for one in _moved(record.ref, (was, now), before.get(key), after.get(key))]


@lru_cache(maxsize=16)
def changed_days(old: Workdays, new: Workdays) -> tuple[date, ...]:
    """The days that are worked by one calendar and not by the other."""
    named = old.exceptions.keys() | new.exceptions.keys()
    return tuple(sorted(day for day in named if old.is_workday(day) != new.is_workday(day)))


def _deadlines(case: Case) -> Mapping[_Key, Deadline]:
    """The reply has one place, whichever entry began its period."""
    return {(d.kind.value, 0 if d.kind is DeadlineKind.REPLY else d.line): d for d in case.clock.deadlines}


def _moved(ref: str, cases: tuple[Case, Case], was: Deadline | None, now: Deadline | None) -> Iterator[Moved]:
    one = now or was
    assert one is not None
    before, after = _day(was), _day(now)
    was_provisional, provisional = bool(was and was.provisional), bool(now and now.provisional)
    moved = before != after
    if any(each and each.running for each in (was, now)):
        told = moved or was_provisional != provisional
    else:
        told = moved and one.kind is DeadlineKind.REPLY
    if told:
        because = _because(cases, one, before, after) if moved else ()
        yield Moved(ref, one.kind, one.line, before, after, was_provisional, provisional, because)


def _day(deadline: Deadline | None) -> date | None:
    return (deadline.due_on or deadline.missed_on) if deadline else None


def _because(
    cases: tuple[Case, Case], one: Deadline, before: date | None, after: date | None
) -> tuple[date, ...]:
    """The days within the period that count otherwise; a day that a pause excludes counts neither way."""
    last = max(filter(None, (before, after)), default=None)
    was, now = (case.clock for case in cases)
    if last is None:
        return ()
    days = [day for day in changed_days(was.workdays, now.workdays) if one.since < day <= last]
    if days and one.kind is DeadlineKind.REPLY:
        excluded = {line.on for line in explain(now) if line.mark is DayMark.EXCLUDED}
        days = [day for day in days if day not in excluded]
    return tuple(days[:MOST])
