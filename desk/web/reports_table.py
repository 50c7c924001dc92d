"""A table of a year as a page draws it: which cell is the head of what, and which figure opens its cases."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from reports.count import Table
from reports.form import Form
from reports.spans import Cell, Place, Role, Spanned, placed, spanned
from reports.text import shown

#: Draws a name in under its heading.
_INDENT = "\u3000"


@dataclass(frozen=True, slots=True)
class Drawn:
    """A cell: with a `scope` it is the head of others, who name it by its `id` in their `headers`."""

    words: str
    down: int = 1
    across: int = 1
    scope: str = ""
    id: str = ""
    headers: str = ""
    href: str = ""


Rows = tuple[tuple[Drawn, ...], ...]


@dataclass(frozen=True, slots=True)
class Ruled:
    """A ruled table under its title."""

    title: str
    head: Rows
    body: Rows


#: A cell with the row and the column where it begins.
At = tuple[int, int, Cell]


def ruled(table: Table, href: Callable[[Place], str]) -> list[Ruled]:
    """The ruled tables of a form; a counted figure above nought leads to where `href` says."""
    return [_ruled(table.form, one, n, href) for n, one in enumerate(spanned(table))]


def _ruled(form: Form, one: Spanned, n: int, href: Callable[[Place], str]) -> Ruled:
    heads = list(placed(one.head))
    body = list(placed(one.body, len(one.head)))
    names = [told for told in body if told[2].role is Role.NAME]

    def draw(row: int, col: int, cell: Cell) -> Drawn:
        if cell.role in (Role.HEAD, Role.NAME):
            return _head(n, row, col, cell)
        above = [told for told in heads if told[1] <= col < told[1] + told[2].across]
        beside = [told for told in names if told[0] <= row < told[0] + told[2].down]
        told = " ".join(_id(n, r, c) for r, c, _ in (*above, *beside))
        to = href(cell.at) if cell.at and cell.figure and _is_counted(form, cell.at) else ""
        return Drawn(cell.words or shown(cell.figure), headers=told, href=to)

    first = len(one.head)
    return Ruled(
        one.title, _rows(heads, range(first), draw), _rows(body, range(first, first + len(one.body)), draw)
    )


def _rows(cells: Iterable[At], rows: Iterable[int], draw: Callable[[int, int, Cell], Drawn]) -> Rows:
    drawn: dict[int, list[Drawn]] = {row: [] for row in rows}
    for row, col, cell in cells:
        drawn[row].append(draw(row, col, cell))
    return tuple(map(tuple, drawn.values()))


def _head(n: int, row: int, col: int, cell: Cell) -> Drawn:
    if cell.role is Role.HEAD:
        scope = "colgroup" if cell.across > 1 else "col"
    else:
        scope = "rowgroup" if cell.down > 1 else "row"
    return Drawn(_INDENT * cell.indent + cell.words, cell.down, cell.across, scope, _id(n, row, col))


def _id(n: int, row: int, col: int) -> str:
    return f"t{n}-{row}-{col}"


def _is_counted(form: Form, at: Place) -> bool:
    """Whether there are cases behind a figure, and not what the office entered."""
    return any(leaf.questions for leaf in form.leaves(at[0]))
