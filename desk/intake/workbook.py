"""A ledger in a workbook, by calamine: XLSX, XLSM, XLS, ODS, and the ET of WPS, which is XLSX or XLS."""

import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from python_calamine import CalamineSheet, CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

from desk.intake.headings import Synonyms, tidy
from desk.intake.inspection import Marks, check_open_document, inspect_sheets, starts_in_1904
from desk.intake.old_inspection import inspect_old_sheets
from desk.intake.package import LARGEST_FILE, open_package
from desk.intake.sheet import COVERED, NOTHING, Opened, Row, Sheet, under_headings
from workflow.errors import BadInput

REQUESTS, PROCEEDINGS = "申请", "复议诉讼"
#: How the files begin: a zip archive, or the compound file of the nineties.
ZIPPED, COMPOUND = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
#: Day 0 of days that stand as numbers. The one of 1900 allows for a 29 February that never was.
EPOCH, EPOCH_OF_1904 = date(1899, 12, 30), date(1904, 1, 1)
#: A number with more digits has lost some of them.
EXACT = 10**15


def is_workbook(data: bytes) -> bool:
    """Whether a file is a workbook, by how it begins."""
    return data.startswith((ZIPPED, COMPOUND))


def read_workbook(data: bytes, filename: str, synonyms: Synonyms) -> Opened:
    """Open a workbook and find the sheets of a ledger in it.

    Raises:
        BadInput: it is broken, forged, locked or too large, or of several sheets none is called 申请.
    """
    marks, epoch = _inspected(data, filename)
    with _opened(data, filename) as book:
        names = _visible(book)
        chosen = _chosen(names, filename)
        others = [name for name in names if name not in {chosen, PROCEEDINGS}]
        read = _Reader(book, filename, synonyms, marks, epoch)
        return Opened(read.sheet(chosen), read.sheet(PROCEEDINGS) if PROCEEDINGS in names else None, others)


def read_worksheets(data: bytes, filename: str) -> Mapping[str, "SheetRows"]:
    """The rows of every visible worksheet of a workbook, by the name of the sheet.

    Raises:
        BadInput: it is broken, forged, locked or too large.
    """
    marks, _ = _inspected(data, filename)
    with _opened(data, filename) as book:
        return {name: _rows_of(book, name, marks, filename) for name in _visible(book)}


def _visible(book: CalamineWorkbook) -> list[str]:
    return [
        sheet.name
        for sheet in book.sheets_metadata
        if sheet.visible is SheetVisibleEnum.Visible and sheet.typ is SheetTypeEnum.WorkSheet
    ]


def _rows_of(book: CalamineWorkbook, name: str, marks: Mapping[str, Marks], filename: str) -> "SheetRows":
    try:
        found = book.get_sheet_by_name(name)
    except BaseException as fault:
        raise _unreadable(filename, fault) from fault
    return SheetRows(found, _filled(found), _covered(found), marks.get(name, Marks()))


def _inspected(data: bytes, filename: str) -> tuple[Mapping[str, Marks], date]:
    if len(data) > LARGEST_FILE:
        raise BadInput("file_too_big", "{file} is larger than {limit} MB.", file=filename, limit=60)
    if not data.startswith(ZIPPED):
        return inspect_old_sheets(data), EPOCH
    package = open_package(data)
    if "xl/workbook.xml" in package.parts:
        return inspect_sheets(package), EPOCH_OF_1904 if starts_in_1904(package) else EPOCH
    check_open_document(package)
    return {}, EPOCH


def _opened(data: bytes, filename: str) -> CalamineWorkbook:
    try:
        return CalamineWorkbook.from_filelike(io.BytesIO(data))
    except PasswordError:
        raise BadInput("workbook_locked", "The workbook has a password. Save it without one.") from None
    except BaseException as fault:
        raise _unreadable(filename, fault) from fault


def _unreadable(filename: str, fault: BaseException) -> BaseException:
    """What calamine's fault means. It panics over some broken files, which is no `Exception`."""
    if isinstance(fault, Exception) or type(fault).__name__ == "PanicException":
        return BadInput("not_workbook", "{file} is no workbook that can be read.", file=filename)
    return fault


def _chosen(names: Sequence[str], filename: str) -> str:
    """The sheet of the requests: the one called so, or the only one."""
    found = [name for name in names if tidy(name) == REQUESTS] or [n for n in names if n != PROCEEDINGS]
    if len(found) != 1:
        raise BadInput(
            "which_sheet",
            "{file} has these sheets: {names}. Call the one with the requests 申请.",
            file=filename,
            names=tuple(names),
        )
    return found[0]


@dataclass(frozen=True, slots=True)
class _Reader:
    book: CalamineWorkbook
    filename: str
    synonyms: Synonyms
    marks: Mapping[str, Marks]
    epoch: date

    def sheet(self, name: str) -> Sheet:
        """A sheet of the workbook, its headings found."""
        every = _rows_of(self.book, name, self.marks, self.filename)
        headings, rows = under_headings(every, self.synonyms, self.filename)
        hidden = sorted(row for row in every.marks.hidden if row > headings.number)
        below = every.sheet.total_height - headings.number
        columns = sorted(place for place in every.marks.hidden_columns if place < len(headings.cells))
        return Sheet(headings.cells, rows, name, self.epoch, hidden, columns, headings.number, below)


@dataclass(frozen=True, slots=True)
class SheetRows:
    """The rows of a sheet as text, read anew each time they are asked for."""

    sheet: CalamineSheet
    filled: Mapping[int, Sequence[tuple[int, int]]]
    covered: Mapping[int, Mapping[int, str]]
    marks: Marks

    def __iter__(self) -> Iterator[Row]:
        if self.sheet.start is None:
            return
        above: dict[int, str] = {}
        valueless = {**self.covered, **_by_row(self.marks.valueless)}
        for at, values in enumerate(self.sheet.iter_rows()):
            cells = [value if type(value) is str else written(value) for value in values]
            for place, since in self.filled.get(at, ()):
                if since == at:
                    above[place] = cells[place]
                else:
                    cells[place] = cells[place] or above.get(place, "")
            yield Row(at + 1, cells, valueless.get(at + 1, NOTHING))


def written(value: Any) -> str:
    """A value of a cell as people would type it.

    >>> written(43108.0), written(12.5), written(6.4010519900101e17)
    ('43108', '12.5', '6.4010519900101e+17')
    """
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float) and value.is_integer() and abs(value) < EXACT:
        return str(int(value))
    if isinstance(value, float) and abs(value) >= EXACT:
        return f"{value:.14e}".replace("0e", "e")
    return value.isoformat(" ") if isinstance(value, datetime) else str(value)


def _filled(sheet: CalamineSheet) -> Mapping[int, Sequence[tuple[int, int]]]:
    """Which places of which rows are part of a cell merged over several rows, and the row where it begins."""
    found: dict[int, list[tuple[int, int]]] = {}
    for (top, left), (bottom, _) in sheet.merged_cell_ranges or ():
        for at in range(top, min(bottom, sheet.total_height) + 1) if bottom > top else ():
            found.setdefault(at, []).append((left, top))
    return found


def _covered(sheet: CalamineSheet) -> Mapping[int, Mapping[int, str]]:
    """The places of each row, by its number, that a cell merged over several columns covers."""
    found: dict[int, dict[int, str]] = {}
    for (top, left), (bottom, right) in sheet.merged_cell_ranges or ():
        for at in range(top, min(bottom, sheet.total_height) + 1) if right > left else ():
            found.setdefault(at + 1, {}).update(dict.fromkeys(range(left + 1, right + 1), COVERED))
    return found


def _by_row(valueless: Mapping[tuple[int, int], str]) -> Mapping[int, dict[int, str]]:
    found: dict[int, dict[int, str]] = {}
    for (row, place), said in valueless.items():
        found.setdefault(row, {})[place] = said
    return found
