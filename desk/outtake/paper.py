"""Sheets written row by row into a file: a workbook, by xlsxwriter, or CSV."""

import csv
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any, Protocol

from xlsxwriter import Workbook
from xlsxwriter.exceptions import XlsxWriterException

from workflow.errors import BadInput, Refused

#: What stands in a cell; None leaves it empty.
Cell = str | date | Decimal | int | None

#: No text of applicants is ever a formula, a link or a number, and no row stays in memory.
OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
#: What a cell of a workbook holds at most; the program that opens it would cut the rest off.
LONGEST = 32_767
#: What a spreadsheet program takes for a formula when it opens CSV, with the marks put before it already.
_FORMULA = re.compile(r"'*[=+\-@]")


#: How text, headings, days and money look.
_Formats = tuple[Any, Any, Any, Any]


class Page(Protocol):
    """A sheet that is being written."""

    def row(self, at: int, cells: Sequence[Cell]) -> None:
        """Write a row, by its number as the spreadsheet shows it; the numbers only grow."""


class Paper(Protocol):
    """A file that is being written."""

    def page(self, name: str, *, widths: Sequence[int] = (), headings_at: int = 1) -> Page:
        """The next sheet; its headings stay in sight."""


def check_place(path: Path) -> None:
    """Prove that a file can be written: asked before the work that it is to tell of.

    Raises:
        BadInput: its name says no kind, or its folder is not there.
    """
    if path.suffix.lower() not in {".xlsx", ".csv"}:
        raise BadInput("unknown_format", "{path}: the name must end in .xlsx or .csv.", path=path)
    if not path.absolute().parent.is_dir():
        raise BadInput("no_folder", "{path} cannot be written: its folder is not there.", path=path)


@contextmanager
def open_paper(path: Path) -> Iterator[Paper]:
    """A new file of the kind its name says: .xlsx or .csv. It stands under its name only when it is whole.

    Raises:
        BadInput: the name says neither, or the file cannot be written.
        Refused: a text is longer than a cell of a workbook can hold.
    """
    check_place(path)
    unfinished = path.with_name(f".{path.name}.part")
    try:
        with (_text if path.suffix.lower() == ".csv" else _book)(unfinished) as paper:
            yield paper
        unfinished.replace(path)
    except (OSError, XlsxWriterException) as fault:
        raise BadInput("unwritable", "{path} cannot be written: {fault}", path=path, fault=fault) from None
    finally:
        unfinished.unlink(missing_ok=True)


@contextmanager
def _book(path: Path) -> Iterator[Paper]:
    book = Workbook(path, OPTIONS)
    yield _Book(book)
    book.close()


@contextmanager
def _text(path: Path) -> Iterator[Paper]:
    # WPS and Excel know UTF-8 by its mark.
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        yield _Text(csv.writer(file, lineterminator="\r\n"))


class _Book:
    def __init__(self, book: Workbook) -> None:
        self._book = book
        self._formats: _Formats = (
            book.add_format({"num_format": "@"}),
            book.add_format({"num_format": "@", "bold": True, "text_wrap": True, "border": 1}),
            book.add_format({"num_format": "yyyy-mm-dd"}),
            book.add_format({"num_format": "0.00"}),
        )

    def page(self, name: str, *, widths: Sequence[int] = (), headings_at: int = 1) -> Page:
        sheet = self._book.add_worksheet(name)
        for at, width in enumerate(widths):
            sheet.set_column(at, at, width)
        sheet.freeze_panes(headings_at, 0)
        return _BookPage(sheet, headings_at, self._formats)


class _BookPage:
    def __init__(self, sheet: Any, headings_at: int, formats: "_Formats") -> None:
        self._sheet, self._headings_at = sheet, headings_at
        self._text, self._head, self._day, self._money = formats

    def row(self, number: int, cells: Sequence[Cell]) -> None:
        sheet, at = self._sheet, number - 1
        text = self._head if number == self._headings_at else self._text
        for place, cell in enumerate(cells):
            if isinstance(cell, str):
                if len(cell) > LONGEST:
                    raise _too_long(number, cell)
                if cell:
                    sheet.write_string(at, place, cell, text)
            elif isinstance(cell, date):
                sheet.write_datetime(at, place, datetime(cell.year, cell.month, cell.day), self._day)  # noqa: DTZ001
            elif isinstance(cell, Decimal):
                sheet.write_number(at, place, float(cell), self._money)
            elif cell is not None:
                sheet.write_number(at, place, cell)


class _Text:
    def __init__(self, writer: Any) -> None:
        self._writer = writer

    def page(self, name: str, *, widths: Sequence[int] = (), headings_at: int = 1) -> Page:
        del name, widths, headings_at  # a CSV file is one bare sheet
        return _TextPage(self._writer)


class _TextPage:
    def __init__(self, writer: Any) -> None:
        self._writer = writer

    def row(self, at: int, cells: Sequence[Cell]) -> None:
        del at
        self._writer.writerow([_marked(cell) for cell in cells])


def _marked(cell: Cell) -> str:
    """A cell as CSV has it; a text that would be taken for a formula has a mark before it.

    >>> _marked("=1+1"), _marked("-"), _marked("1-1"), _marked(None)
    ("'=1+1", "'-", '1-1', '')
    """
    if cell is None:
        return ""
    text = str(cell)
    return f"'{text}" if _FORMULA.match(text) else text


def _too_long(row: int, text: str) -> Refused:
    return Refused(
        "text_too_long",
        "Row {row}: “{text}…” has {length} characters, and a cell of a workbook holds {most}. Write CSV.",
        row=row,
        text=text[:20],
        length=len(text),
        most=LONGEST,
    )
