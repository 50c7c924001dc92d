"""The sheets of the official tables: a sheet a section, sums as formulas."""

import math
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from reports.cjk import width_of
from reports.count import Table
from reports.report import Report, notes
from reports.spans import Cell, Place, Role, Spanned, placed, spanned
from reports.workbook.looks import DEEPEST, Looks
from reports.workbook.sums import Spot, Spots, Sums, sums

#: A4, as the printers of spreadsheets number papers.
A4 = 9
#: In points, a line of a cell; in millimetres, half a character and the empty sides of a cell.
_LINE, _HALF, _SIDES = 15.0, 1.9, 3.0
#: What the name of a sheet may not hold, and how long it may be.
_NOT_IN_NAMES = str.maketrans("", "", "[]:*?/\\'")
_LONGEST_NAME = 31
#: Millimetres to pixels, the measure of columns.
_PIXELS = 96 / 25.4

#: A range of cells that become one: its first row and column, its last row and column.
Merge = tuple[int, int, int, int]


class _Pen(NamedTuple):
    """What a sheet is written with: its looks, the edges of its columns and the formulas of its figures."""

    sheet: Worksheet
    look: Looks
    marks: Sequence[float]
    sums: Sums


def write_tables(book: Workbook, look: Looks, report: Report) -> Spots:
    """A sheet for each section; where every figure stands: the sheet, the row and the column."""
    where: dict[Place, Spot] = {}
    for title, tables in _by_section(report.table).items():
        name = (title or report.table.form.title).translate(_NOT_IN_NAMES)[:_LONGEST_NAME]
        found = {at: Spot(name, row, col) for at, (row, col) in _places(tables).items()}
        sheet = book.add_worksheet(name)
        _set_up(sheet, tables)
        _write(_Pen(sheet, look, edges(tables), sums(report.table, found)), report, title, tables)
        where |= found
    return where


def _by_section(table: Table) -> dict[str, list[Spanned]]:
    found: dict[str, list[Spanned]] = {}
    title = ""
    for one in spanned(table):
        title = one.title or title
        found.setdefault(title, []).append(one)
    return found


def edges(tables: Sequence[Spanned]) -> list[float]:
    """Where a column of any table of a sheet begins or ends; a cell spans those between its own edges.

    The last edge is the right side.
    """
    return sorted({edge for table in tables for edge in own_edges(table)})


def own_edges(table: Spanned) -> list[float]:
    """Where the columns of a table begin and end, in millimetres."""
    return [round(sum(table.widths[:n]), 1) for n in range(len(table.widths) + 1)]


def _first_rows(tables: Sequence[Spanned]) -> list[int]:
    """Where the tables begin: below the title and the section's heading, one row apart."""
    firsts = [2]
    for table in tables:
        firsts.append(firsts[-1] + len(table.head) + len(table.body) + 1)
    return firsts


def _places(tables: Sequence[Spanned]) -> dict[Place, tuple[int, int]]:
    marks = edges(tables)
    return {
        cell.at: (row, marks.index(own_edges(table)[col]))
        for table, first in zip(tables, _first_rows(tables), strict=False)
        for row, col, cell in placed(table.body, first + len(table.head))
        if cell.at
    }


def _set_up(sheet: Worksheet, tables: Sequence[Spanned]) -> None:
    sheet.set_paper(A4)
    sheet.set_margins(left=0.8, right=0.8, top=0.9, bottom=0.9)
    sheet.center_horizontally()
    sheet.set_footer('&C&"宋体,Regular"第 &P 页，共 &N 页')
    listed = any(table.listed for table in tables)
    sheet.fit_to_pages(1, 0 if listed else 1)
    if listed:
        sheet.repeat_rows(2, 1 + len(tables[0].head))
    marks = edges(tables)
    for n, (left, right) in enumerate(pairwise(marks)):
        sheet.set_column_pixels(n, n, round((right - left) * _PIXELS))


def _write(pen: _Pen, report: Report, title: str, tables: Sequence[Spanned]) -> None:
    """From above: a row that was left cannot be written again."""
    firsts = _first_rows(tables)
    merges = [
        _wide(pen, 0, report.title, pen.look.title, 30),
        _wide(pen, 1, title, pen.look.section, 22),
    ]
    for table, first in zip(tables, firsts, strict=False):
        merges += _write_table(pen, table, first)
    for row, note in enumerate(notes(report.table), start=firsts[-1]):
        merges.append(_wide(pen, row, note, pen.look.note, _LINE * _lines(note, pen.marks[-1])))
    # `merge_range` would write the cells anew, and does nothing at all for rows that were left.
    pen.sheet.merge += [[*merge] for merge in merges if merge[:2] != merge[2:]]


def _wide(pen: _Pen, row: int, words: str, look: Format, height: float) -> Merge:
    pen.sheet.set_row(row, height)
    pen.sheet.write_string(row, 0, words, look)
    return row, 0, row, len(pen.marks) - 2


def _write_table(pen: _Pen, table: Spanned, first: int) -> list[Merge]:
    own, marks = own_edges(table), pen.marks
    rows: dict[int, list[tuple[int, int, Cell]]] = {}
    merges: list[Merge] = []
    for row, col, cell in placed((*table.head, *table.body), first):
        left, right = marks.index(own[col]), marks.index(own[col + cell.across]) - 1
        for below in range(cell.down):
            told = cell if below == 0 else Cell(cell.role, down=cell.down, indent=cell.indent)
            rows.setdefault(row + below, []).append((left, right, told))
        merges.append((row, left, row + cell.down - 1, right))
    for row, cells in sorted(rows.items()):
        tall = max(
            _lines(cell.words, marks[right + 1] - marks[left]) / cell.down for left, right, cell in cells
        )
        pen.sheet.set_row(row, _LINE * math.ceil(tall) + 5)
        for left, right, cell in sorted(cells, key=lambda told: told[0]):
            _write_cell(pen, row, left, cell)
            for col in range(left + 1, right + 1):
                pen.sheet.write_blank(row, col, None, _look(pen.look, cell))
    return merges


def _write_cell(pen: _Pen, row: int, col: int, cell: Cell) -> None:
    look = _look(pen.look, cell)
    if cell.at in pen.sums:
        pen.sheet.write_formula(row, col, pen.sums[cell.at], look, cell.figure)
    elif cell.figure is not None:
        pen.sheet.write_number(row, col, cell.figure, look)
    elif cell.words:
        pen.sheet.write_string(row, col, cell.words, look)
    else:
        pen.sheet.write_blank(row, col, None, look)


def _look(look: Looks, cell: Cell) -> Format:
    match cell.role:
        case Role.HEAD:
            return look.head
        case Role.NAME:
            return look.names[min(cell.indent, DEEPEST)]
        case Role.UNIT:
            return look.middle
        case Role.FIGURE:
            return look.figure


def _lines(words: str, width: float) -> int:
    """How many lines words take in a column so many millimetres wide."""
    return max(1, math.ceil(width_of(words) * _HALF / max(width - _SIDES, 2 * _HALF)))
