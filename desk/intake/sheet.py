"""A sheet: headings and rows, wherever they come from."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import islice
from types import MappingProxyType

from desk.intake.headings import REQUIRED, Synonyms, field_of, tidy
from workflow.errors import BadInput

#: So many rows may stand above the headings: titles, dates, who filled it in.
TITLES = 20
#: What is said of a cell with a formula nobody has worked out, and of one that a cell beside it covers.
UNRECKONED, COVERED = "=", "↔"
NOTHING: Mapping[int, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Row:
    """A row with the number the spreadsheet shows beside it.

    `valueless` are its cells, by place, of which no value can be known; what they say instead.
    """

    number: int
    cells: Sequence[str]
    valueless: Mapping[int, str] = field(default_factory=lambda: NOTHING)


@dataclass(frozen=True, slots=True)
class Sheet:
    """The headings and the rows below them that hold anything.

    `name` is empty where the file has one sheet only. `epoch` is the day 0 of days that stand as numbers;
    None where numbers are no days. `at_most` is how many rows there can be, for those who watch.
    """

    headings: Sequence[str]
    rows: Iterable[Row]
    name: str = ""
    epoch: date | None = None
    hidden: Sequence[int] = ()
    hidden_columns: Sequence[int] = ()
    headings_at: int = 1
    at_most: int = 0


@dataclass(frozen=True, slots=True)
class Below:
    """The rows below the headings that hold anything, read anew each time they are asked for."""

    rows: Iterable[Row]
    headings: int

    def __iter__(self) -> Iterator[Row]:
        for row in self.rows:
            if row.number > self.headings and (row.valueless or any(cell.strip() for cell in row.cells)):
                yield row


@dataclass(slots=True)
class Opened:
    """The parts of a file that a ledger is read from; a CSV file has one sheet."""

    requests: Sheet
    proceedings: Sheet | None = None
    others: Sequence[str] = ()


def under_headings(rows: Iterable[Row], synonyms: Synonyms, filename: str) -> tuple[Row, Below]:
    """The row of headings and the rows below it; titles above it are passed over.

    The headings are the row that knows most of what every ledger needs; a heading that spans two rows is
    repeated in the second, so of equals the last is taken.

    Raises:
        BadInput: no row says anything.
    """
    above = [row for row in islice(rows, TITLES) if any(cell.strip() for cell in row.cells)]
    if not above:
        raise BadInput("no_headings", "{file} has no headings in its first row.", file=filename)
    best = max(_known(row, synonyms) for row in above)
    found = [row for row in above if _known(row, synonyms) == best][-1] if best else above[0]
    return found, Below(rows, found.number)


def _known(row: Row, synonyms: Synonyms) -> int:
    """How many headings of a row mean something, if enough of them do."""
    fields = {field_of(tidy(cell), synonyms) for cell in row.cells} - {""}
    return len(fields) if len(fields.intersection((*REQUIRED, "ref"))) > 1 else 0
