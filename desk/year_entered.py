"""The figures of a year that no case can tell, each with where it comes from."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from desk.year_own import last_own
from desk.year_place import Year
from reports.checks import Figure
from reports.entered import carried, to_be_entered
from reports.line import Column, Line
from workflow.yearbook import figures_of


class Source(StrEnum):
    """Where a figure comes from."""

    ENTERED = "entered"
    CARRIED = "carried"
    MISSING = "missing"  # it counts as nought


@dataclass(frozen=True, slots=True)
class OwnFigure:
    """A figure: `before` is that of last year, `by` and `at` are of whoever entered it."""

    line: Line
    column: Column
    figure: Figure
    source: Source
    before: Figure | None
    by: str = ""
    at: datetime | None = None


def own_figures_told(year: Year) -> Iterator[OwnFigure]:
    """Every figure that a unit itself enters for a year, in the order of the form."""
    kept = year.house.ledger.entered(year.place)
    by_place = {(each.code, each.column): each for each in kept}
    last = last_own(year)
    follow = carried(year.form, figures_of(kept), last)
    for line, column in to_be_entered(year.form):
        before = last.get(line.code, {}).get(column.code)
        if each := by_place.get((line.code, column.code)):
            yield OwnFigure(line, column, each.figure, Source.ENTERED, before, each.by, each.at)
            continue
        over = follow.get(line.code, {}).get(column.code)
        source = Source.MISSING if over is None else Source.CARRIED
        yield OwnFigure(line, column, over or 0, source, before)
