"""A ledger in a CSV file."""

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass

from desk.intake.headings import Synonyms
from desk.intake.sheet import Opened, Row, Sheet, under_headings
from workflow.errors import BadInput

#: UTF-8 is tried first: Chinese text in GB18030 is almost never valid UTF-8, while the reverse happens.
ENCODINGS = ("utf-8-sig", "gb18030")
#: A cell that a spreadsheet program would take for a formula has a mark put before it on its way out.
_MARKED = re.compile(r"'+[=+\-@]")


def read_csv(data: bytes, filename: str, synonyms: Synonyms) -> Opened:
    """Read a CSV file.

    Raises:
        BadInput: it is not text, not CSV, or empty.
    """
    text = _text(data, filename)
    headings, rows = under_headings(CsvRows(text, filename), synonyms, filename)
    return Opened(Sheet(headings.cells, rows, headings_at=headings.number, at_most=text.count("\n")))


@dataclass(frozen=True, slots=True)
class CsvRows:
    """The rows of a CSV file, read anew each time they are asked for."""

    text: str
    filename: str

    def __iter__(self) -> Iterator[Row]:
        """Every row, the headings too.

        Raises:
            BadInput: a quotation mark is out of place.
        """
        # Strict, because a quotation mark that nobody closes would swallow the rows after it.
        reader = csv.reader(io.StringIO(self.text, newline=""), strict=True)
        marked = "'" in self.text
        number = 1
        try:
            for cells in reader:
                yield Row(number, [_plain(cell) for cell in cells] if marked else cells)
                number += 1
        except csv.Error as fault:
            raise BadInput(
                "not_csv",
                "{file}, row {row}: this is not CSV ({fault}).",
                file=self.filename,
                row=number,
                fault=fault,
            ) from None


def _plain(cell: str) -> str:
    return cell[1:] if _MARKED.match(cell) else cell


def _text(data: bytes, filename: str) -> str:
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
