"""A table as it stands on paper: titles, heads and rows, for whoever prints it."""

from collections.abc import Iterator
from dataclasses import dataclass

from reports.checks import Figure
from reports.count import Table
from reports.form import Form
from reports.line import Layout, Line, LineKind, Section

OF_WHICH = "其中："


@dataclass(frozen=True, slots=True)
class Head:
    """What stands over a column of figures, and over it and its neighbours together."""

    wording: str
    group: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A printed row; one that `hangs` goes on with a list of 其中. A figure of None is printed as nothing."""

    code: str
    wording: str
    depth: int
    hangs: bool
    unit: str
    figures: tuple[Figure | None, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """One ruled table: `title` stands above it, `caption` is its first row, `stub` its top left corner.

    With `units`, every row names its unit; `over` stands over all the heads.
    """

    title: str
    caption: str
    stub: str
    units: bool
    heads: tuple[Head, ...]
    rows: tuple[Row, ...]
    over: str = ""


def grids(table: Table) -> list[Grid]:
    """The ruled tables of a form, in order."""
    found: list[Grid] = []
    for section in table.form.sections:
        match section.layout:
            case Layout.LINES:
                found.append(_lines(table, section))
            case Layout.BLOCKS:
                found += _blocks(table, section)
            case Layout.ACROSS:
                found.append(_across(table, section))
    return found


def _lines(table: Table, section: Section) -> Grid:
    columns = max((line.columns for line in section.lines), key=len)
    heads = tuple(Head(column.wording, column.group) for column in columns)
    rows = tuple(_row(table, line, len(columns)) for line in section.lines)
    units = any(row.unit for row in rows)
    return Grid(section.title, "", section.stub, units, heads, rows, section.over)


def _row(table: Table, line: Line, width: int) -> Row:
    cells = table.cells.get(line.code, {})
    figures = tuple(cells[column.code] for column in line.columns) or (None,) * width
    return Row(line.code, line.wording, line.depth, _hangs(table.form, line), line.unit, figures)


def _hangs(form: Form, line: Line) -> bool:
    first = next(other for other in form.lines.values() if other.parent == line.parent)
    return first is not line and first.wording.startswith(OF_WHICH)


def _blocks(table: Table, section: Section) -> Iterator[Grid]:
    title = section.title
    for heading in _headings(section):
        lines = [line for line in section.lines if line.parent == heading.code]
        heads = tuple(Head(column.wording) for column in lines[0].columns)
        rows = tuple(Row(x.code, x.wording, 0, False, "", _figures(table, x)) for x in lines)
        yield Grid(title, heading.wording, section.stub, False, heads, rows)
        title = ""


def _across(table: Table, section: Section) -> Grid:
    headings = _headings(section)
    under = {h.code: [line for line in section.lines if line.parent == h.code] for h in headings}
    rows = tuple(
        Row(h.code, h.wording, 0, False, "", tuple(f for x in under[h.code] for f in _figures(table, x)))
        for h in headings
    )
    heads = tuple(Head(line.wording) for line in under[headings[0].code])
    return Grid(section.title, "", section.stub, False, heads, rows)


def _headings(section: Section) -> list[Line]:
    return [line for line in section.lines if line.kind is LineKind.HEADING]


def _figures(table: Table, line: Line) -> tuple[Figure, ...]:
    return tuple(table.cells[line.code][column.code] for column in line.columns)
