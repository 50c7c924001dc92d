"""A ruled table as cells that span rows and columns, for whoever draws it: paper, page or spreadsheet."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from reports.checks import Figure
from reports.count import Table
from reports.grid import Grid, Head, Row, grids

#: Where a figure stands in a form: the code of its line, then of its column.
Place = tuple[str, str]

#: The width of the type area of an official page, in millimetres (GB/T 9704-2012 5.2.1).
WIDTH = 156.0
#: In millimetres: a figure among many, the unit and the only figure of a line, the names of two headings.
_NARROW, _UNIT, _SINGLE, _HEADINGS = 11.0, 18.0, 26.0, (12.0, 18.0)
#: So many characters stand over a narrow column.
_ONE_LINE = 3
#: Between the two levels of a heading told in one.
_LEVELS = "·"


class Role(StrEnum):
    """What a cell is for."""

    HEAD = "head"  # of the columns below it
    NAME = "name"  # of the rows beside it
    UNIT = "unit"
    FIGURE = "figure"


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell over `down` rows and `across` columns; its words stand in by `indent` characters.

    A cell of figures says where its figure stands in the form; without one it is blank.
    """

    role: Role
    words: str = ""
    figure: Figure | None = None
    at: Place | None = None
    down: int = 1
    across: int = 1
    indent: int = 0


Cells = tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Spanned:
    """A table: its title, its columns' widths in millimetres, the rows of its head and those below.

    A row lacks the cells that another one spans. `named` is the number of columns that name the rows;
    `listed` tells a long list, which may go on over the page, from a table that must not be broken.
    """

    title: str
    widths: tuple[float, ...]
    named: int
    listed: bool
    head: tuple[Cells, ...]
    body: tuple[Cells, ...]


def spanned(table: Table) -> list[Spanned]:
    """The ruled tables of a form in order, with the spans they have on paper."""
    return [_across(table, grid) if _is_across(table, grid) else _down(table, grid) for grid in grids(table)]


def _is_across(table: Table, grid: Grid) -> bool:
    """Whether the rows are headings, whose lines stand side by side."""
    return all(row.code not in table.cells and None not in row.figures for row in grid.rows)


def _down(table: Table, grid: Grid) -> Spanned:
    deep = 1 if grid.units else 1 + max(row.depth for row in grid.rows)
    body = _listed(table, grid.rows) if grid.units else _nested(table, grid.rows, deep)
    return Spanned(grid.title, _widths(grid, deep), deep, grid.units, _heads(grid, deep), body)


def _widths(grid: Grid, deep: int) -> tuple[float, ...]:
    figures = len(grid.heads)
    if grid.units:
        return (WIDTH - _UNIT - _SINGLE * figures, _UNIT, *[_SINGLE] * figures)
    if deep == 1:
        return (WIDTH / (figures + 1),) * (figures + 1)
    headings = _HEADINGS[: deep - 1]
    return (*headings, WIDTH - sum(headings) - _NARROW * figures, *[_NARROW] * figures)


def _heads(grid: Grid, deep: int) -> tuple[Cells, ...]:
    levels = 2 if any(head.group for head in grid.heads) else 1
    height = levels + bool(grid.over)
    units = [Cell(Role.HEAD, "单位", down=height)] if grid.units else []
    side = [Cell(Role.HEAD, grid.stub, down=height, across=deep), *units]
    over = [Cell(Role.HEAD, grid.over, across=len(grid.heads))] if grid.over else []
    groups = _groups(grid.heads, levels)
    lower = [Cell(Role.HEAD, head.wording) for head in grid.heads if head.group]
    caption = [Cell(Role.HEAD, grid.caption, across=deep + len(grid.heads))] if grid.caption else []
    rows = (caption, [*side, *over], groups, lower) if over else (caption, [*side, *groups], lower)
    return tuple(tuple(row) for row in rows if row)


def _groups(heads: Sequence[Head], height: int) -> list[Cell]:
    cells: list[Cell] = []
    for n, head in enumerate(heads):
        if not head.group:
            cells.append(Cell(Role.HEAD, head.wording, down=height))
        elif n == 0 or heads[n - 1].group != head.group:
            cells.append(Cell(Role.HEAD, head.group, across=sum(o.group == head.group for o in heads)))
    return cells


def _listed(table: Table, rows: Iterable[Row]) -> tuple[Cells, ...]:
    """A row for every line, its name drawn in under its heading, as in a list of 其中."""
    return tuple(
        (
            Cell(Role.NAME, row.wording, indent=row.depth + 3 * row.hangs),
            Cell(Role.UNIT, row.unit),
            *_figures(table, row),
        )
        for row in rows
    )


def _nested(table: Table, rows: Sequence[Row], deep: int) -> tuple[Cells, ...]:
    """A row for every line with figures; a heading stands to the left of all that is under it."""
    body: list[Cells] = []
    opened: list[Cell] = []
    for n, row in enumerate(rows):
        if None in row.figures:
            opened.append(Cell(Role.NAME, row.wording, down=_under(rows, n)))
            continue
        name = Cell(Role.NAME, row.wording, across=deep - row.depth)
        body.append((*opened, name, *_figures(table, row)))
        opened = []
    return tuple(body)


def _under(rows: Sequence[Row], heading: int) -> int:
    """How many rows with figures stand under a heading."""
    found = 0
    for row in rows[heading + 1 :]:
        if row.depth <= rows[heading].depth:
            break
        found += None not in row.figures
    return found


def _figures(table: Table, row: Row) -> list[Cell]:
    places = [(row.code, column.code) for column in table.form.lines[row.code].columns]
    if not places:
        return [Cell(Role.FIGURE)] * len(row.figures)
    return [Cell(Role.FIGURE, figure=table.cells[code][at], at=(code, at)) for code, at in places]


def _across(table: Table, grid: Grid) -> Spanned:
    """All in one row: the headings above their lines, two levels of headings above one another."""
    places = [
        (line.code, column.code)
        for row in grid.rows
        for line in table.form.lines.values()
        if line.parent == row.code
        for column in line.columns
    ]
    wide = len(grid.heads)
    parted = [row.wording.rpartition(_LEVELS) for row in grid.rows]
    over = [above for above, _, _ in parted]
    upper = [
        Cell(
            Role.HEAD,
            above or below,
            down=1 if above else 2,
            across=wide * (over.count(above) if above else 1),
        )
        for n, (above, _, below) in enumerate(parted)
        if not above or over.index(above) == n
    ]
    middle = [Cell(Role.HEAD, below, across=wide) for above, _, below in parted if above]
    lower = [Cell(Role.HEAD, head.wording) for _ in grid.rows for head in grid.heads]
    body = tuple(Cell(Role.FIGURE, figure=table.cells[code][at], at=(code, at)) for code, at in places)
    width = WIDTH / len(places)
    return Spanned(
        grid.title, (width,) * len(places), 0, False, (tuple(upper), tuple(middle), tuple(lower)), (body,)
    )


def turned(table: Spanned) -> list[Cells]:
    r"""The head with long words over a narrow column in lines of like length.

    >>> _turned("法律服务机构"), _turned("自然人")
    ('法律服\n务机构', '自然人')
    """
    over = {id(cell): table.widths[col] for _, col, cell in placed(table.head) if cell.across == 1}
    return [
        tuple(
            replace(cell, words=_turned(cell.words)) if over.get(id(cell), WIDTH) <= _NARROW else cell
            for cell in row
        )
        for row in table.head
    ]


def _turned(words: str) -> str:
    half = -(-len(words) // 2)
    return f"{words[:half]}\n{words[half:]}" if len(words) > _ONE_LINE else words


def placed(rows: Iterable[Cells], first: int = 0) -> Iterator[tuple[int, int, Cell]]:
    """Every cell with the row and the column where it begins, as those spanned by others leave them room."""
    taken: set[tuple[int, int]] = set()
    for row, cells in enumerate(rows, start=first):
        col = 0
        for cell in cells:
            while (row, col) in taken:
                col += 1
            yield row, col, cell
            taken |= {(row + d, col + a) for d in range(cell.down) for a in range(cell.across)}
