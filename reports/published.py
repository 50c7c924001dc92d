"""A published table read: its form recognised by its wording, its lines found, its figures as they stand."""

import csv
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import StringIO
from typing import Any

from reports.form import Form, form_names, load_form
from reports.line import Layout, Line, Section
from reports.published_wording import by_wording, column_wording, is_figure, plain
from workflow.errors import BadInput

Cells = list[object]
#: So many lines must be found before a table is taken for one of the official ones.
_ENOUGH = 5
_YEAR = re.compile(r"((?:19|20)\d\d)\s*年")


@dataclass(frozen=True, slots=True)
class Published:
    """A table as somebody printed it: cells by line and column, raw, and only those that stand there."""

    form: Form
    year: int
    cells: Mapping[str, Mapping[str, object]]


def read_json(data: Any) -> Published:
    """A table as `as_json` writes it.

    Raises:
        BadInput: it is not of that shape.
        NotFound: there is no such form, or the form has no such line.
    """
    cells = data.get("cells") if isinstance(data, dict) else None
    if not isinstance(cells, dict) or not all(isinstance(row, dict) for row in cells.values()):
        raise BadInput("no_table", "This is no table: it has no form with cells.")
    form = load_form(str(data.get("form", "")))
    for code in cells:
        form.line(code)
    year = data.get("year", 0)
    return Published(form, year if isinstance(year, int) else 0, cells)


def read_csv(text: str) -> Published:
    """A table from the text of a CSV file, ours or an office's own.

    Raises:
        BadInput: no official form is recognised in it.
    """
    return read_rows(csv.reader(StringIO(text.removeprefix("\ufeff"))))


def read_rows(rows: Iterable[Sequence[object]]) -> Published:
    """A table from the rows of a sheet, or of several one after the other; empty cells are None or "".

    A line is found by its wording, which may stand in any cell before its figures; these stand under the
    heads of their columns, or where no heads are found at the end of the row.

    Raises:
        BadInput: no official form is recognised.
    """
    sheet = [["" if cell is None else cell for cell in row] for row in rows]
    form = _recognised(sheet)
    return Published(form, _year(sheet), _Reader(form).read(sheet))


def _recognised(sheet: Sequence[Cells]) -> Form:
    """The form with the most lines found and the fewest missing in its table of lines."""
    seen = {wording for row in sheet for cell in row for wording in (plain(cell), column_wording(cell))}
    ranks: list[tuple[int, int, Form]] = []
    for form in map(load_form, form_names()):
        main = next(section for section in form.sections if section.layout is Layout.LINES)
        own = {plain(line.wording) for line in main.lines}
        columns = {plain(c.wording) for line in form.lines.values() for c in line.columns}
        if len(own & seen) >= _ENOUGH:
            ranks.append((len(own & seen) - len(own - seen), len(columns & seen), form))
    if not ranks:
        raise BadInput("no_known_form", "None of the official forms is recognised in this table.")
    return max(ranks, key=lambda rank: (*rank[:2], rank[2].first_year))[2]


def _year(sheet: Sequence[Cells]) -> int:
    found = (_YEAR.search(str(cell)) for row in sheet for cell in row)
    return next((int(hit[1]) for hit in found if hit), 0)


class _Reader:
    """Goes down the rows, remembering where the columns stand and how far in the form it has come."""

    def __init__(self, form: Form) -> None:
        self.form = form
        self.lines = by_wording(form)
        self.order = {code: n for n, code in enumerate(form.lines)}
        self.columns = {
            plain(c.wording): len(line.columns) for line in form.lines.values() for c in line.columns
        }
        self.across = [s for s in form.sections if s.layout is Layout.ACROSS]
        self.heads: dict[str, int] = {}
        self.wide: list[int] = []
        self.at = -1
        self.open: Line | None = None
        self.cells: dict[str, dict[str, object]] = {}

    def read(self, sheet: Sequence[Cells]) -> dict[str, dict[str, object]]:
        for row in sheet:
            if not self._head(row):
                self._figures(row)
        return self.cells

    def _head(self, row: Cells) -> bool:
        """Whether the row has heads of columns; where they stand is remembered."""
        if any(map(is_figure, row)):
            return False
        for section in self.across:
            wordings = {plain(line.wording) for line in _leaves(section)}
            places = [n for n, cell in enumerate(row) if plain(cell) in wordings]
            if len(places) >= len(wordings):
                self.wide = places
                return True
        found = {column_wording(cell): n for n, cell in enumerate(row) if column_wording(cell)}
        heads = {wording: n for wording, n in found.items() if wording in self.columns}
        if len(heads) < min([2, *(self.columns[wording] for wording in heads)]) or not heads:
            return False
        self.heads |= heads
        return True

    def _figures(self, row: Cells) -> None:
        if self._figures_across(row):
            return
        for n in reversed(range(len(row))):
            line = None if is_figure(row[n]) else self._line(row[n])
            if line is None or not line.columns:
                continue
            self.at = self.order[line.code]
            self._take(line, row, n)
            return
        if self.open is not None and any(map(is_figure, row)):
            self._take(self.open, row, 0)

    def _take(self, line: Line, row: Cells, n: int) -> None:
        """Take the figures of a line; where none stand beside its wording, they may stand in the next row."""
        found = dict(self._under_heads(line, row, n))
        self.cells[line.code] = found
        self.open = line if all(raw == "" for raw in found.values()) else None

    def _line(self, cell: object) -> Line | None:
        """The line of a wording: the next in the form, for some wordings stand there several times."""
        candidates = [line for line in self.lines.get(plain(cell), ()) if line.code not in self.cells]
        after = [line for line in candidates if self.order[line.code] > self.at]
        return next(iter(after or candidates), None)

    def _under_heads(self, line: Line, row: Cells, n: int) -> Iterator[tuple[str, object]]:
        """The figures of a line whose wording stands in cell `n`."""
        width = len(line.columns)
        places = [self.heads.get(plain(column.wording), -1) for column in line.columns]
        if min(places) <= n:
            end = len(row)
            while end - width > n + 1 and row[end - 1] == "":
                end -= 1
            places = list(range(max(end - width, n + 1), max(end, n + 1 + width)))
        for column, place in zip(line.columns, places, strict=False):
            yield column.code, row[place] if place < len(row) else ""

    def _figures_across(self, row: Cells) -> bool:
        """A row of a table that has its lines side by side: all of them, or those of one heading."""
        for section in self.across:
            leaves = _leaves(section)
            if len(self.wide) == len(leaves) and any(map(is_figure, row)):
                self._fill(leaves, row)
                self.wide = []
                return True
            for heading in (line for line in section.lines if not line.columns):
                if self.wide and any(_names(heading, cell) for cell in row):
                    self._fill([line for line in leaves if line.parent == heading.code], row)
                    return True
        return False

    def _fill(self, lines: Sequence[Line], row: Cells) -> None:
        for line, place in zip(lines, self.wide, strict=False):
            value = row[place] if place < len(row) else ""
            self.cells.setdefault(line.code, {line.columns[0].code: value})


def _leaves(section: Section) -> list[Line]:
    return [line for line in section.lines if line.columns]


def _names(heading: Line, cell: object) -> bool:
    said = plain(cell)
    return bool(said) and said in {plain(heading.wording), plain(heading.wording.rpartition("·")[2])}
