"""Rows are worked out: read, replayed and compared with the ledger, some at a time."""

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from desk.intake.batches import Remembered
from desk.intake.cells import Cells, Fault
from desk.intake.history import replayed
from desk.intake.row import Saying, Told, read_request, read_row
from workflow.casework import Office, check_reference, first_alert_on
from workflow.copies import Copies, copies_of
from workflow.entries import Entry
from workflow.errors import BadFacts, BadInput
from workflow.ledger import Request
from workflow.listing import Row

#: The unit of a request that is not written yet.
NO_UNIT = 0


@dataclass(frozen=True, slots=True)
class Planned:
    """A case as it would be kept. `unit` is the name of its unit, which has no number before it is made."""

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


@dataclass(slots=True)
class Planning:
    """The rows of a ledger while they are worked out; `seen` are the references so far, each with its row."""

    office: Office
    root: str
    units: Mapping[str, int]
    create_units: bool
    remembered: Remembered
    as_recorded: Saying | None
    seen: dict[str, int] = field(default_factory=dict)
    new_units: dict[str, None] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    cases: int = 0
    already_there: int = 0
    assumed: list[str] = field(default_factory=list)
    irregular: list[str] = field(default_factory=list)

    def take(self, rows: Sequence[Cells]) -> list[Planned]:
        """Plan some rows, or gather their faults."""
        digests = [self._checked(cells) for cells in rows]
        refs = {ref for cells in rows if (ref := cells.text("ref"))}
        kept = {row.ref: row for row in self.office.ledger.rows_of(refs)}
        known = self.remembered.cases(
            [
                digest
                for digest, cells in zip(digests, rows, strict=True)
                if digest and self._asks(cells, kept)
            ]
        )
        planned = [
            self._planned(cells, digest, kept.get(cells.text("ref")), known.get(digest, ""))
            for cells, digest in zip(rows, digests, strict=True)
            if digest
        ]
        for cells in rows:
            self.faults += cells.faults
        good = list(filter(None, planned))
        self._count(good)
        return good

    def _checked(self, cells: Cells) -> str:
        """The digest of a row that can be read as such, its first faults held against it; or nothing."""
        if not cells.check_shape():
            return ""
        cells.check_values()
        self._check_ref(cells)
        self._check_unit(cells)
        return self.remembered.digest(cells)

    def _asks(self, cells: Cells, kept: Container[str]) -> bool:
        """Whether an earlier import may have brought the row: only where a case can be its."""
        ref = cells.text("ref")
        return not cells.faults and (not ref or ref in kept)

    def _planned(self, cells: Cells, digest: str, kept: Row | None, known: str) -> Planned | None:
        if known and cells.text("ref") in {"", known}:
            self.already_there += 1
        elif told := read_row(cells, self.as_recorded):
            if kept is None:
                return self._replayed(cells, told, digest)
            self._compare(cells, told, kept)
        return None

    def _count(self, rows: Iterable[Planned]) -> None:
        for row in rows:
            self.cases += 1
            if row.request.unit == NO_UNIT:
                self.new_units[row.unit] = None
            if row.assumed:
                self.assumed.append(row.ref)
            if row.copies.irregular:
                self.irregular.append(row.ref)

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
        if not unit or unit in self.units or self.create_units:
            return
        known = tuple(sorted(self.units)[:5])
        fault = BadInput(
            "unknown_unit",
            "No unit is called “{unit}”. Create it first, or take one of: {known}.",
            unit=unit,
            known=known,
        )
        cells.fault("unit", fault)

    def _compare(self, cells: Cells, told: Told, kept: Row) -> None:
        """A case that is there already is the same one, or its reference is taken."""
        same = (kept.received_on, kept.applicant, kept.subject) == (
            told.receipt.on,
            cells.text("applicant"),
            cells.text("subject"),
        )
        if same:
            self.already_there += 1
            return
        fault = BadInput("ref_taken", "“{ref}” is in the ledger already, with another request.", ref=kept.ref)
        cells.fault("ref", fault)

    def _replayed(self, cells: Cells, told: Told, digest: str) -> Planned | None:
        history = replayed(self.office.law, told, cells, self.as_recorded)
        if history is None:
            return None
        entries, case = history
        unit = cells.text("unit") or self.root
        return Planned(
            row=cells.row.number,
            ref=cells.text("ref"),
            unit=unit,
            request=read_request(cells, self.units.get(unit, NO_UNIT)),
            entries=entries,
            copies=copies_of(case),
            next_alert_on=first_alert_on(self.office, case),
            digest=digest,
        )
