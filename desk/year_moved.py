"""What has moved since a table was frozen: case by case, fact by fact."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from desk.year_place import Year
from workflow.copies import Copies
from workflow.question import Measure, Question

#: How many cases are listed at a time.
PAGE = 500


@dataclass(frozen=True, slots=True)
class Moved:
    """A case that is no longer counted as it was when the table was frozen; `name` is what differs."""

    ref: str
    name: str
    was: str | None
    now: str | None


def moved(year: Year, was: Mapping[str, Any]) -> list[Moved]:
    """The cases that are counted otherwise than they `were` in the table that holds, by reference."""
    now = dict(counted_cases(year))
    return [change for ref in sorted(was.keys() | now.keys()) for change in _changes(ref, was, now)]


def _changes(ref: str, was: Mapping[str, Any], now: Mapping[str, Any]) -> Iterator[Moved]:
    if ref not in was or ref not in now:
        yield Moved(ref, "case", ref if ref in was else None, ref if ref in now else None)
        return
    before, after = was[ref], now[ref]
    yield from (Moved(ref, name, before[name], after[name]) for name in before if before[name] != after[name])


def counted_cases(year: Year) -> Iterator[tuple[str, dict[str, str | None]]]:
    """How each case of a year is counted: those new in it, and those carried into it."""
    ledger = year.house.ledger
    for measure in (Measure.NEW, Measure.CARRIED_IN):
        after = ""
        while page := ledger.cases(Question(measure), year.year, year.units, after, PAGE):
            for row in page:
                yield row.ref, as_counted(ledger.copies(ledger.read(row.ref)), year.year)
            after = page[-1].ref


def as_counted(copies: Copies, year: int) -> dict[str, str | None]:
    """What decides where a case is counted; what was closed later was still open at the end of the year."""
    closed = copies.counted_on is not None and copies.counted_on.year <= year
    told = {
        "kind": copies.kind,
        "channel": copies.channel,
        "received_on": copies.received_on,
        "counted_on": copies.counted_on if closed else None,
        "counted_outcome": copies.counted_outcome if closed else None,
        "timeliness": copies.timeliness if closed else None,
        "notice": year if year in copies.unanswered_notices else None,
    }
    return {name: None if value is None else str(value) for name, value in told.items()}
