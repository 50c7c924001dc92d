"""A ruled table drawn with lines, as wide as it is told to be."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from reports.cjk import pad, width_of, wrap

Lines = list[str]

#: The first column keeps this much room; where whole heads would leave it less, they are broken by twos.
_ROOM_FOR_WORDING = 40
#: A head of so many characters is never broken.
_SHORT = 3

# fmt: off
#: The corner by which lines go on: above, below, to the left, to the right.
_CORNERS = {
    (0, 0, 1, 1): "─", (1, 1, 0, 0): "│", (1, 1, 1, 1): "┼",
    (0, 1, 0, 1): "┌", (0, 1, 1, 0): "┐", (1, 0, 0, 1): "└", (1, 0, 1, 0): "┘",
    (1, 1, 0, 1): "├", (1, 1, 1, 0): "┤", (0, 1, 1, 1): "┬", (1, 0, 1, 1): "┴",
}
# fmt: on


@dataclass(frozen=True, slots=True)
class RuledRow:
    """A wording and what stands beside it; a line is drawn above a row that stands `apart`."""

    wording: str
    indent: int
    beside: tuple[str, ...]
    apart: bool


@dataclass(frozen=True, slots=True)
class Ruled:
    """What is to be drawn: a head, a group of heads and an alignment for every column."""

    caption: str
    heads: tuple[str, ...]
    groups: tuple[str, ...]
    aligns: str
    rows: tuple[RuledRow, ...]


def natural_width(table: Ruled) -> int:
    """The width at which no wording is wrapped."""
    wording = max(row.indent + width_of(row.wording) for row in table.rows)
    return _bars(table) + wording + sum(_beside(table, [[head] for head in table.heads]))


def draw(table: Ruled, room: int) -> Lines:
    """The table, as lines of the same width."""
    heads = [[head] for head in table.heads]
    if room - _bars(table) - sum(_beside(table, heads)) < _ROOM_FOR_WORDING:
        heads = [_broken(head) for head in table.heads]
    beside = _beside(table, heads)
    widths = (room - _bars(table) - sum(beside), *beside)
    heads[0] = wrap(table.heads[0], widths[0])
    return [*_top(table, widths), *_beneath(widths, heads), *_body(table, widths)]


def _bars(table: Ruled) -> int:
    return 3 * len(table.heads) + 1


def _beside(table: Ruled, heads: Sequence[Lines]) -> list[int]:
    """The widths of the columns after the first."""
    figures = zip(*(row.beside for row in table.rows), strict=True)
    return [max(map(width_of, (*head, *column))) for head, column in zip(heads[1:], figures, strict=True)]


def _broken(head: str) -> Lines:
    return [head] if len(head) <= _SHORT else [head[n : n + 2] for n in range(0, len(head), 2)]


def _top(table: Ruled, widths: Sequence[int]) -> Iterator[str]:
    """What stands over the heads: a caption, or the groups of those that share one."""
    every = range(len(widths) + 1)
    groups = [n for n, group in enumerate(table.groups) if group]
    # A group is one cell: no line goes down between its columns.
    ends = [n for n in every if not (n in groups and n - 1 in groups)]
    if table.caption:
        yield _rule(widths, (), (0, len(widths)))
        yield _line([table.caption], [sum(widths) + 3 * (len(widths) - 1)], "^")
        yield _rule(widths, (0, len(widths)), every)
    elif groups:
        spans = [range(start, end) for start, end in pairwise(ends)]
        texts = [table.groups[span[0]] for span in spans]
        rooms = [sum(widths[n] for n in span) + 3 * (len(span) - 1) for span in spans]
        yield _rule(widths, (), ends)
        yield _line(texts, rooms, "^" * len(spans))
        yield _rule(widths, ends, every, unruled=[n for n in range(len(widths)) if n not in groups])
    else:
        yield _rule(widths, (), every)


def _beneath(widths: Sequence[int], heads: Sequence[Lines]) -> Iterator[str]:
    """The heads, each in the middle of its cell."""
    height = max(map(len, heads))
    centred = [[""] * ((height - len(head)) // 2) + head for head in heads]
    yield from _cells(centred, widths, "^" * len(widths))


def _body(table: Ruled, widths: Sequence[int]) -> Iterator[str]:
    every = range(len(widths) + 1)
    for n, row in enumerate(table.rows):
        if n == 0 or row.apart:
            yield _rule(widths, every, every)
        wording = [" " * row.indent + line for line in wrap(row.wording, widths[0] - row.indent)]
        yield from _cells([wording, *([text] for text in row.beside)], widths, table.aligns)
    yield _rule(widths, every, ())


def _cells(cells: Sequence[Lines], widths: Sequence[int], aligns: str) -> Iterator[str]:
    for n in range(max(map(len, cells))):
        yield _line([lines[n] if n < len(lines) else "" for lines in cells], widths, aligns)


def _line(texts: Sequence[str], widths: Sequence[int], aligns: str) -> str:
    return "│ " + " │ ".join(map(pad, texts, widths, aligns)) + " │"


def _rule(
    widths: Sequence[int], above: Collection[int], below: Collection[int], unruled: Collection[int] = ()
) -> str:
    """A line across, with corners where upright lines come from above or go on below."""
    ruled = [n not in unruled for n in range(len(widths))]
    drawn = ""
    for n, (left, right) in enumerate(zip([False, *ruled], [*ruled, False], strict=True)):
        drawn += _CORNERS[n in above, n in below, left, right]
        if n < len(widths):
            drawn += ("─" if right else " ") * (widths[n] + 2)
    return drawn
