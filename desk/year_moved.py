"""What has moved since a table was frozen: case by case, fact by fact, and figure by figure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from desk.year_facets import facets_of
from desk.year_parts import Parts
from desk.year_place import Year
from reports.checks import Cells, Figure
from workflow.copies import Copies
from workflow.question import Measure, Question

#: What decides where a case is counted, by name.
Counted = Mapping[str, str | None]

#: How many cases are listed at a time.
PAGE = 500


@dataclass(frozen=True, slots=True)
class Moved:
    """A case that is no longer counted as it was; `name` is what differs.

    A proceeding over a case is told as `2026-0001/5`, with the entry of its filing.
    """

    ref: str
    name: str
    was: str | None
    now: str | None


@dataclass(frozen=True, slots=True)
class MovedCell:
    """A figure that is no longer what it was."""

    code: str
    column: str
    was: Figure
    now: Figure


def changes(was: Mapping[str, Counted], now: Mapping[str, Counted], thing: str = "case") -> Iterator[Moved]:
    """The cases, or proceedings, that are counted otherwise than they were, a line for each fact."""
    for ref in sorted(was.keys() | now.keys()):
        if ref not in was or ref not in now:
            yield Moved(ref, thing, ref if ref in was else None, ref if ref in now else None)
            continue
        before, after = was[ref], now[ref]
        for name in (name for name in before if before[name] != after[name]):
            yield Moved(ref, name, before[name], after[name])


def moved_cells(was: Cells, now: Cells) -> Iterator[MovedCell]:
    """The figures that are other than they were."""
    for code, row in was.items():
        for column in (column for column in row if row[column] != now[code][column]):
            yield MovedCell(code, column, row[column], now[code][column])


def in_year(copies: Copies, year: int) -> bool:
    """Whether a case is counted in a year at all: new in it, or carried into it."""
    facets = facets_of(copies)[0]
    return any(Question(measure).asks_for(facets, year) for measure in (Measure.NEW, Measure.CARRIED_IN))


def counted_cases(year: Year, made_of: Parts) -> Iterator[tuple[str, Counted]]:
    """How each case of a year is counted: those new in it, and those carried into it.

    Those of a unit that has its table are counted as it has them.
    """
    ledger, units = year.house.ledger, made_of.units(year)
    for held in made_of.held:
        # Two units that keep their cases elsewhere may have the same numbers.
        whose = f"{held.unit.name}：" if held.frozen.handed_in else ""
        yield from ((whose + ref, told) for ref, told in held.content["cases"].items())
    for measure in (Measure.NEW, Measure.CARRIED_IN):
        after = ""
        while page := ledger.cases(Question(measure), year.year, units, after, PAGE):
            for row in page:
                yield row.ref, as_counted(ledger.copies(ledger.read(row.ref)), year.year)
            after = page[-1].ref


def as_counted(copies: Copies, year: int) -> Counted:
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
