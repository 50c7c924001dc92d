"""Formulas: a figure that is a sum of others on its sheet is written as that sum."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from xlsxwriter.utility import xl_range, xl_rowcol_to_cell

from reports.count import Table
from reports.line import Column, Line
from reports.spans import Place


class Spot(NamedTuple):
    """Where a figure stands in the workbook, counted from nought."""

    sheet: str
    row: int
    col: int


Spots = Mapping[Place, Spot]
#: Formulas by the figure they reckon.
Sums = Mapping[Place | None, str]


def sums(table: Table, spots: Spots) -> Sums:
    """The formulas of a sheet: lines that add up others, and totals of the kinds of applicant.

    Only where they give the very figure: a table may hold what was published, which need not add up.
    """
    found: dict[Place | None, str] = {}
    for code, column in spots:
        parts = _parts(table.form.lines[code], column)
        if (
            parts
            and all(part in spots for part in parts)
            and _reckoned(table, parts) == table.cells[code][column]
        ):
            found[code, column] = f"=SUM({','.join(ranges(spots[part] for part in parts))})"
    return found


def ranges(spots: Iterable[Spot]) -> list[str]:
    """Cells of one sheet as a spreadsheet names them, neighbours in a column or a row as one range.

    >>> ranges([Spot("", 3, 1), Spot("", 4, 1), Spot("", 6, 1)])
    ['B4:B5', 'B7']
    """
    runs: list[list[Spot]] = []
    for spot in spots:
        if runs and _follows(runs[-1], spot):
            runs[-1].append(spot)
        else:
            runs.append([spot])
    return [
        xl_rowcol_to_cell(run[0].row, run[0].col)
        if len(run) == 1
        else xl_range(run[0].row, run[0].col, run[-1].row, run[-1].col)
        for run in runs
    ]


def _follows(run: Sequence[Spot], spot: Spot) -> bool:
    steps = {(b.row - a.row, b.col - a.col) for a, b in pairwise([*run, spot])}
    return steps in ({(1, 0)}, {(0, 1)})


def _parts(line: Line, column: str) -> list[Place]:
    """What a figure is the sum of: the parts of its line, or the kinds beside its total."""
    if line.parts:
        return [(part, column) for part in line.parts]
    if any(_is_total(other, line.columns) for other in line.columns if other.code == column):
        return [(line.code, other.code) for other in line.columns if other.kinds]
    return []


def _is_total(column: Column, columns: Sequence[Column]) -> bool:
    return not column.kinds and any(other.kinds for other in columns)


def _reckoned(table: Table, parts: Iterable[Place]) -> int | float:
    return sum(table.cells[code][column] for code, column in parts)
