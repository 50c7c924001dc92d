"""What an import would do: every row read, replayed and compared with the ledger, and nothing written."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice

from desk.intake.batches import Imports, Remembered
from desk.intake.cells import Cells, Fault
from desk.intake.headings import NO_SYNONYMS, Layout, Synonyms, read_headings
from desk.intake.own_words import NO_OWN_WORDS, OwnWords
from desk.intake.planning import Planned, Planning
from desk.intake.pleading import read_pleading
from desk.intake.row import Saying
from desk.intake.sheet import Row, Sheet
from desk.intake.text_file import read_csv
from desk.intake.workbook import is_workbook, read_workbook
from workflow.casework import Office

#: So many rows are worked out at a time; then they are kept, and the progress is told.
STEP = 500
#: Takes over the cases that have been worked out.
Keep = Callable[[Sequence[Planned]], None]


@dataclass(frozen=True, slots=True)
class Book:
    """A ledger that has been opened: what its columns mean, and its sheets."""

    layout: Layout
    requests: Sheet
    proceedings: Sheet | None = None
    other_sheets: Sequence[str] = ()
    synonyms: Synonyms = field(default_factory=lambda: NO_SYNONYMS)
    own_words: OwnWords = field(default_factory=lambda: NO_OWN_WORDS)


@dataclass(frozen=True, slots=True)
class Plan:
    """What an import would write, what stands in its way, and what is in the ledger already.

    `cases` counts the good rows, `rows` holds them where nobody has taken them over; `assumed` and
    `irregular` are the references of those of which something was implied, or is against the law, and
    `proceedings` how many reviews, suits and complaints they bring.
    """

    cases: int
    rows: tuple[Planned, ...]
    faults: tuple[Fault, ...]
    unknown_columns: tuple[str, ...]
    new_units: tuple[str, ...]
    already_there: int
    assumed: tuple[str, ...] = ()
    irregular: tuple[str, ...] = ()
    proceedings: int = 0
    hidden_rows: tuple[int, ...] = ()
    hidden_columns: tuple[str, ...] = ()
    other_sheets: tuple[str, ...] = ()


def read_ledger(
    data: bytes, filename: str, synonyms: Synonyms = NO_SYNONYMS, own_words: OwnWords = NO_OWN_WORDS
) -> Book:
    """Open a ledger; the office may call its columns, and what stands in them, by names of its own.

    Raises:
        BadInput: the file cannot be read, or its headings are not those of a ledger.
    """
    opened = (read_workbook if is_workbook(data) else read_csv)(data, filename, synonyms)
    layout = read_headings(opened.requests.headings, synonyms)
    return Book(layout, opened.requests, opened.proceedings, opened.others, synonyms, own_words)


def plan(
    office: Office,
    book: Book,
    *,
    create_units: bool = False,
    as_recorded: Saying | None = None,
    imports: Imports | None = None,
    good_rows: bool = False,
    keep: Keep | None = None,
    progress: Callable[[int], None] | None = None,
) -> Plan:
    """Work out what an import would do; faults are collected, not raised.

    A unit that is not known is a fault, or with `create_units` a new unit. What cannot have been so is a
    fault, or with `as_recorded`, which words it, an irregularity of the case. `imports` remembers the rows
    of earlier imports. `keep` takes the cases over, some at a time, until there is a fault, or with
    `good_rows` to the end; those that have a number of their own come first, so that no number is made for
    another that takes theirs. `progress` is called with the number of rows read so far.

    Raises:
        BadInput: the file stops being CSV somewhere in the middle.
    """
    units = office.ledger.units()
    names = {unit.name: unit.id for unit in units.values()}
    planning = Planning(office, units[min(units)].name, names, create_units, Remembered(imports), as_recorded)
    pleading = read_pleading(office, book.proceedings, book.synonyms, as_recorded)
    sheet, done, rows = book.requests, 0, list[Planned]()
    for batch in _batches(_numbered_first(book)):
        cells = [Cells(book.layout, row, sheet.name, sheet.epoch, book.own_words) for row in batch]
        planned = pleading.join(planning.take(cells))
        if keep is None:
            rows += planned
        elif good_rows or not (planning.faults or pleading.faults):
            keep(planned)
        done += len(batch)
        if progress:
            progress(done)
    pleading.finish(planning.seen)
    return Plan(
        cases=planning.cases,
        rows=tuple(rows),
        faults=(*sorted(planning.faults, key=lambda fault: fault.row), *pleading.faults),
        unknown_columns=book.layout.unknown_headings,
        new_units=tuple(planning.new_units),
        already_there=planning.already_there,
        assumed=tuple(planning.assumed),
        irregular=tuple(planning.irregular),
        proceedings=pleading.imported,
        hidden_rows=tuple(sheet.hidden),
        hidden_columns=tuple(book.layout.headings[place] for place in sheet.hidden_columns),
        other_sheets=tuple(book.other_sheets),
    )


def _numbered_first(book: Book) -> Iterator[Row]:
    """The rows that have a number of their own, then those without."""
    place = book.layout.places.get("ref")
    if place is None:
        yield from book.requests.rows
        return
    others = 0
    for row in book.requests.rows:
        if _has(row, place):
            yield row
        else:
            others += 1
    if others:
        yield from (row for row in book.requests.rows if not _has(row, place))


def _has(row: Row, place: int) -> bool:
    return place < len(row.cells) and bool(row.cells[place].strip())


def _batches(rows: Iterator[Row]) -> Iterator[list[Row]]:
    while batch := list(islice(rows, STEP)):
        yield batch
