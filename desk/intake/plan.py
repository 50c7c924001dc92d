"""What an import would do: every row read, replayed and compared with the ledger, and nothing written."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from desk.intake.batches import Imports, Remembered
from desk.intake.cells import Cells, Fault
from desk.intake.headings import NO_SYNONYMS, Layout, Synonyms, read_headings
from desk.intake.history import replayed
from desk.intake.proceedings import Proceeding, read_proceedings
from desk.intake.row import Saying, Told, read_request, read_row
from desk.intake.sheet import Sheet
from desk.intake.text_file import read_csv
from desk.intake.workbook import is_workbook, read_workbook
from workflow.casework import Office, check_reference, first_alert_on
from workflow.copies import Copies, copies_of
from workflow.entries import Entry
from workflow.errors import BadFacts, BadInput
from workflow.ledger import Request

#: After so many rows the progress is told.
STEP = 200


@dataclass(frozen=True, slots=True)
class Book:
    """A ledger that has been opened: what its columns mean, and its sheets."""

    layout: Layout
    requests: Sheet
    proceedings: Sheet | None = None
    other_sheets: Sequence[str] = ()
    synonyms: Synonyms = field(default_factory=lambda: NO_SYNONYMS)


@dataclass(frozen=True, slots=True)
class Planned:
    """A case as it would be kept. `unit` is the name of its unit; its number is set when it is written."""

    row: int
    ref: str
    unit: str
    request: Request
    entries: tuple[Entry, ...]
    copies: Copies
    next_alert_on: date | None
    digest: str = ""

    @property
    def assumed(self) -> bool:
        """Whether an act was implied, or its words left a doubt."""
        return any(entry.facts.get("assumed") for entry in self.entries)


@dataclass(frozen=True, slots=True)
class Plan:
    """What an import would write, what stands in its way, and what is in the ledger already."""

    rows: tuple[Planned, ...]
    faults: tuple[Fault, ...]
    unknown_columns: tuple[str, ...]
    new_units: tuple[str, ...]
    already_there: int
    proceedings: tuple[Proceeding, ...] = ()
    hidden_rows: tuple[int, ...] = ()
    other_sheets: tuple[str, ...] = ()

    @property
    def good(self) -> "Plan":
        """The same without its faults: the rows that have none, and their units."""
        units = {row.unit for row in self.rows}
        new_units = tuple(unit for unit in self.new_units if unit in units)
        return replace(self, faults=(), new_units=new_units)


def read_ledger(data: bytes, filename: str, synonyms: Synonyms = NO_SYNONYMS) -> Book:
    """Open a ledger.

    Raises:
        BadInput: the file cannot be read, or its headings are not those of a ledger.
    """
    opened = (read_workbook if is_workbook(data) else read_csv)(data, filename, synonyms)
    layout = read_headings(opened.requests.headings, synonyms)
    return Book(layout, opened.requests, opened.proceedings, opened.others, synonyms)


def plan(
    office: Office,
    book: Book,
    *,
    create_units: bool = False,
    as_recorded: Saying | None = None,
    imports: Imports | None = None,
    progress: Callable[[int], None] | None = None,
) -> Plan:
    """Work out what an import would do; faults are collected, not raised.

    A unit that is not known is a fault, or with `create_units` a new unit. What cannot have been so is a
    fault, or with `as_recorded`, which words it, an irregularity of the case. `imports` remembers the rows
    of earlier imports; `progress` is called now and then with the number of rows read so far.

    Raises:
        BadInput: the file stops being CSV somewhere in the middle.
    """
    units = office.ledger.units()
    names = {unit.name for unit in units.values()}
    planning = _Planning(
        office,
        units[min(units)].name,
        names,
        create_units,
        set(office.ledger.refs()),
        Remembered(imports),
        as_recorded,
    )
    sheet = book.requests
    for done, row in enumerate(sheet.rows, start=1):
        planning.take(Cells(book.layout, row, sheet.name, sheet.epoch))
        if progress and done % STEP == 0:
            progress(done)
    proceedings, faults = planning.proceedings(book)
    return Plan(
        rows=tuple(planning.planned),
        faults=(*planning.faults, *faults),
        unknown_columns=book.layout.unknown_headings,
        new_units=tuple(planning.new_units),
        already_there=planning.already_there,
        proceedings=tuple(proceedings),
        hidden_rows=tuple(sheet.hidden),
        other_sheets=tuple(book.other_sheets),
    )


@dataclass(slots=True)
class _Planning:
    """A plan in the making; `kept` are the references the ledger has, `seen` those of the rows above."""

    office: Office
    root: str
    units: set[str]
    create_units: bool
    kept: set[str]
    remembered: Remembered
    as_recorded: Saying | None
    seen: dict[str, int] = field(default_factory=dict)
    new_units: dict[str, None] = field(default_factory=dict)
    planned: list[Planned] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    already_there: int = 0

    def take(self, cells: Cells) -> None:
        """Plan one row, or gather its faults."""
        if cells.check_shape():
            cells.check_values()
            self._check_ref(cells)
            self._check_unit(cells)
            digest = self.remembered.digest(cells)
            if not cells.faults and self._is_remembered(cells.text("ref"), digest):
                self.already_there += 1
            elif told := read_row(cells, self.as_recorded):
                if cells.text("ref") in self.kept:
                    self._compare(cells, told)
                else:
                    self._replay(cells, told, digest)
        self.faults += cells.faults

    def proceedings(self, book: Book) -> tuple[list[Proceeding], list[Fault]]:
        """The proceedings of the other sheet, and its faults."""
        if book.proceedings is None:
            return [], []
        return read_proceedings(book.proceedings, self.kept | self.seen.keys(), book.synonyms)

    def _is_remembered(self, ref: str, digest: str) -> bool:
        """Whether the row was imported before, and its case is still there."""
        found = self.remembered.ref(digest) if not ref or ref in self.kept else ""
        return bool(found) and ref in {"", found}

    def _check_ref(self, cells: Cells) -> None:
        ref = cells.text("ref")
        above = self.seen.setdefault(ref, cells.row.number) if ref else cells.row.number
        try:
            check_reference(ref)
        except BadFacts as unfit:
            cells.fault("ref", unfit)
        if above != cells.row.number:
            fault = BadInput("ref_twice", "“{ref}” stands in row {row} already.", ref=ref, row=above)
            cells.fault("ref", fault)

    def _check_unit(self, cells: Cells) -> None:
        unit = cells.text("unit")
        if not unit or unit in self.units:
            return
        if self.create_units:
            self.new_units[unit] = None
            return
        known = tuple(sorted(self.units)[:5])
        fault = BadInput(
            "unknown_unit",
            "No unit is called “{unit}”. Create it first, or take one of: {known}.",
            unit=unit,
            known=known,
        )
        cells.fault("unit", fault)

    def _compare(self, cells: Cells, told: Told) -> None:
        """A case that is there already is the same one, or its reference is taken."""
        record = self.office.ledger.read(cells.text("ref"))
        kept, request = record.request, read_request(cells)
        same = (
            record.entries[0].on == told.receipt.on
            and kept.applicants[0].name == request.applicants[0].name
            and kept.subject == request.subject
        )
        if same:
            self.already_there += 1
            return
        fault = BadInput(
            "ref_taken", "“{ref}” is in the ledger already, with another request.", ref=record.ref
        )
        cells.fault("ref", fault)

    def _replay(self, cells: Cells, told: Told, digest: str) -> None:
        history = replayed(self.office.law, told, cells, self.as_recorded)
        if history is None:
            return
        entries, case = history
        self.planned.append(
            Planned(
                row=cells.row.number,
                ref=cells.text("ref"),
                unit=cells.text("unit") or self.root,
                request=read_request(cells),
                entries=entries,
                copies=copies_of(case),
                next_alert_on=first_alert_on(self.office, case),
                digest=digest,
            )
        )
