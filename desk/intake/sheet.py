"""A sheet: headings and rows, wherever they come from; here, from a CSV file."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from workflow.errors import BadInput

#: UTF-8 is tried first: Chinese text in GB18030 is almost never valid UTF-8, while the reverse happens.
ENCODINGS = ("utf-8-sig", "gb18030")
#: How the files begin that spreadsheets write when they are not asked for CSV.
WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")


@dataclass(frozen=True, slots=True)
class Row:
    """A row with the number the spreadsheet shows beside it."""

    number: int
    cells: Sequence[str]


@dataclass(frozen=True, slots=True)
class Sheet:
    """The headings, which are row 1, and the rows below them that hold anything."""

    headings: Sequence[str]
    rows: Iterable[Row]


def read_csv(data: bytes, filename: str) -> Sheet:
    """Read a CSV file.

    Raises:
        BadInput: it is not text, not CSV, or empty.
    """
    rows = CsvRows(_text(data, filename), filename)
    headings = next(rows.records(), None)
    if headings is None or not any(cell.strip() for cell in headings):
        raise BadInput("no_headings", "{file} has no headings in its first row.", file=filename)
    return Sheet(headings, rows)


@dataclass(frozen=True, slots=True)
class CsvRows:
    """The rows below the headings, read anew each time they are asked for."""

    text: str
    filename: str

    def __iter__(self) -> Iterator[Row]:
        for number, cells in enumerate(self.records(), start=1):
            if number > 1 and any(cell.strip() for cell in cells):
                yield Row(number, cells)

    def records(self) -> Iterator[list[str]]:
        """Every record, the headings too.

        Raises:
            BadInput: a quotation mark is out of place.
        """
        # Strict, because a quotation mark that nobody closes would swallow the rows after it.
        reader = csv.reader(io.StringIO(self.text, newline=""), strict=True)
        number = 1
        try:
            for cells in reader:
                yield cells
                number += 1
        except csv.Error as fault:
            raise BadInput(
                "not_csv",
                "{file}, row {row}: this is not CSV ({fault}).",
                file=self.filename,
                row=number,
                fault=fault,
            ) from None


def _text(data: bytes, filename: str) -> str:
    if data.startswith(WORKBOOKS):
        raise BadInput(
            "workbook", "{file} is a workbook. Save it as CSV (UTF-8) and import that.", file=filename
        )
    for encoding in ENCODINGS:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text.removeprefix("\ufeff")
    raise BadInput(
        "not_text", "{file} is not text in UTF-8 or GB18030. Save it as CSV (UTF-8).", file=filename
    )
