"""The ledger as the desk uses it: it remembers how the cases it writes to were counted before."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Self

from store.engine import open_engine
from store.guard import Clock
from store.ledger import SqlLedger
from workflow.copies import Copies
from workflow.entries import Entry
from workflow.errors import Broken
from workflow.ledger import NewCase, Record


@dataclass(frozen=True, slots=True)
class Was:
    """How a case stood before somebody wrote to it: its unit, and its copies; None where it was not there."""

    unit: int
    copies: Copies | None


class WatchedLedger(SqlLedger):
    """A ledger that no case passes unseen: whatever an office does ends in one of these writes.

    A year that is frozen must not change in silence, so whoever has written asks afterwards what was
    `written`. In an office that has frozen nothing, nothing is read and nothing kept.
    """

    def __init__(self, url: str, files: Path | None, clock: Clock) -> None:
        super().__init__(open_engine(url), files, clock)
        self._written: dict[str, Was] = {}
        self._last: int | None = None

    def within(self, units: frozenset[int] | None) -> Self:
        """The same ledger for somebody who sees these units only, and remembers its own writes only."""
        seen = super().within(units)
        seen.written()
        return seen

    def written(self) -> Mapping[str, Was]:
        """The cases written to since this was last asked, by reference, as they were before."""
        found, self._written, self._last = self._written, {}, None
        return found

    # The docstrings of what follows are the port's.
    # ruff: noqa: D102

    def add_many(self, cases: Sequence[NewCase]) -> Sequence[Record]:
        records = super().add_many(cases)
        for record, case in zip(records, cases, strict=True):
            if case.copies.received_on.year <= self._last_frozen():
                self._written.setdefault(record.ref, Was(record.request.unit, None))
        return records

    def append(self, record: Record, entry: Entry, copies: Copies, next_alert_on: date | None) -> Record:
        self._note(record)
        return super().append(record, entry, copies, next_alert_on)

    def refresh(self, record: Record, copies: Copies, next_alert_on: date | None) -> None:
        self._note(record)
        super().refresh(record, copies, next_alert_on)

    def undo_import(self, number: int, by: str, at: datetime) -> int:
        if self._last_frozen():
            for ref in self.imported_refs(number):
                self._note(self.read(ref))
        return super().undo_import(number, by, at)

    def _note(self, record: Record) -> None:
        if not self._last_frozen() or record.ref in self._written:
            return
        with suppress(Broken):  # what cannot be read is being mended
            self._written[record.ref] = Was(record.request.unit, self.copies(record))

    def _last_frozen(self) -> int:
        """The last year of which a table is frozen; nought where none is."""
        if self._last is None:
            self._last = max((table.place.year for table in self.every_frozen()), default=0)
        return self._last
