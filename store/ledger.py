"""The ledger in a database: the port of `workflow.ledger`, fulfilled."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import BinaryIO

from store import (
    behind,
    counting,
    docket,
    documents,
    listing,
    office,
    reading,
    ringing,
    writing,
    yearbook,
)
from store.engine import open_engine
from store.files import Files
from store.imported import ImportedCases
from store.office import no_unit
from store.office_alerts import SqlOfficeAlerts
from store.reading import no_case
from store.scope import NO_UNITS
from store.sweeps import SqlSweeps
from workflow.again import until_kept
from workflow.copies import Copies
from workflow.docket import DocketFilter, DocketRow
from workflow.documents import Aside, Document, DocumentFilter
from workflow.entries import Entry
from workflow.errors import Refused
from workflow.ledger import Ledger, NewCase, Raised, Record, Request, Unit
from workflow.listing import Filter, Row
from workflow.question import Facets, Question
from workflow.yearbook import Entered, Figures, Frozen, Place


def open_ledger(url: str, files: Path | None = None) -> "SqlLedger":
    """The ledger kept at a URL, its files in a folder; it connects when first asked."""
    return SqlLedger(open_engine(url), files)


class SqlLedger(ImportedCases, Ledger):
    """What happened, remembered in SQLite or PostgreSQL. Threads may share it."""

    # The docstrings of what follows are the port's.
    # ruff: noqa: D102

    def transaction(self) -> AbstractContextManager[None]:
        return self._connections.nested()

    def add(
        self,
        request: Request,
        entries: Sequence[Entry],
        copies: Copies,
        next_alert_on: date | None,
        ref: str = "",
    ) -> Record:
        return self.add_many([NewCase(request, entries, copies, next_alert_on, ref)])[0]

    @until_kept
    def add_many(self, cases: Sequence[NewCase]) -> Sequence[Record]:
        for unit in {case.request.unit for case in cases}:
            self.scope.prove(unit, no_unit(unit))
        with self._connections.writing() as link:
            return writing.add(link, cases, rules=self.rules)

    @until_kept
    def append(self, record: Record, entry: Entry, copies: Copies, next_alert_on: date | None) -> Record:
        with self._connections.writing() as link:
            return writing.append(link, record, entry, copies, next_alert_on, rules=self.rules)

    @until_kept
    def refresh(self, record: Record, copies: Copies, next_alert_on: date | None) -> None:
        with self._connections.writing() as link:
            writing.refresh(link, record, copies, next_alert_on, rules=self.rules)

    def read(self, ref: str) -> Record:
        with self._connections.reading() as link:
            record = reading.read(link, ref)
        self.scope.prove(record.request.unit, no_case(ref))
        return record

    def next_alert_on(self, record: Record) -> date | None:
        with self._connections.reading() as link:
            return reading.next_alert_on(link, record)

    def copies(self, record: Record) -> Copies:
        with self._connections.reading() as link:
            return reading.kept_copies(link, record)

    def refs(self, *, open_only: bool = False, after: str = "") -> Iterator[str]:
        while True:
            # No transaction stays open while the caller works on a page.
            with self._connections.reading() as link:
                page = reading.page_of_refs(link, after, self.scope.narrow(NO_UNITS), open_only=open_only)
            if not page:
                return
            yield from page
            after = page[-1]

    def written_since(self, at: datetime) -> Sequence[str]:
        with self._connections.reading() as link:
            return reading.written_since(link, at)

    def check(self, ref: str) -> None:
        with self._connections.reading() as link:
            reading.check(link, ref)

    def rows(self, wanted: Filter) -> Sequence[Row]:
        with self._connections.reading() as link:
            return listing.rows(link, replace(wanted, units=self.scope.narrow(wanted.units)))

    def count(self, wanted: Filter, most: int) -> int:
        with self._connections.reading() as link:
            return listing.count(link, replace(wanted, units=self.scope.narrow(wanted.units)), most)

    def by_document(self, tail: str, limit: int = 50) -> Sequence[Row]:
        with self._connections.reading() as link:
            return listing.by_document(link, tail, self.scope.narrow(NO_UNITS), limit)

    def due(self, today: date, after: tuple[date, int] | None, limit: int) -> Sequence[tuple[date, int, str]]:
        with self._connections.reading() as link:
            return ringing.due(link, today, after, limit)

    def alerts(self, record: Record) -> Sequence[Raised]:
        with self._connections.reading() as link:
            return ringing.raised_for(link, record)

    @until_kept
    def raise_alerts(self, record: Record, raised: Iterable[Raised], next_alert_on: date | None) -> int:
        with self._connections.writing() as link:
            return ringing.keep(link, record, raised, next_alert_on)

    def behind(self, after: tuple[str, int] | None, limit: int) -> Sequence[tuple[str, int, str]]:
        with self._connections.reading() as link:
            return behind.page(link, self.rules, after, limit)

    def count_behind(self) -> int:
        with self._connections.reading() as link:
            return behind.count(link, self.rules)

    def is_behind(self, record: Record) -> bool:
        with self._connections.reading() as link:
            return behind.rules_of(link, record) != self.rules

    @property
    def sweeps(self) -> SqlSweeps:
        return SqlSweeps(self._connections)

    @property
    def office_alerts(self) -> SqlOfficeAlerts:
        return SqlOfficeAlerts(self._connections)

    def tally(self, year: int, units: frozenset[int]) -> Sequence[tuple[Facets, int]]:
        with self._connections.reading() as link:
            return counting.tally(link, year, self.scope.narrow(units))

    def rows_of(self, refs: Collection[str]) -> Sequence[Row]:
        with self._connections.reading() as link:
            found = listing.of(link, refs)
        return [row for row in found if self.scope.admits(row.unit)]

    def cases(
        self, question: Question, year: int, units: frozenset[int], after: str = "", limit: int = 50
    ) -> Sequence[Row]:
        with self._connections.reading() as link:
            seen = self.scope.narrow(units)
            return counting.cases(link, question, year, seen, after=after, limit=limit)

    def units(self) -> Mapping[int, Unit]:
        with self._connections.reading() as link:
            return office.units(link)

    @until_kept
    def add_unit(self, name: str, code: str = "", parent: int | None = None) -> Unit:
        with self._connections.writing() as link:
            made = office.add_unit(link, name, code, parent)
        self.scope = self.scope.grown(made)
        return made

    @until_kept
    def change_unit(self, unit: Unit) -> None:
        with self._connections.writing() as link:
            office.change_unit(link, unit)

    def notices(self) -> Sequence[str]:
        with self._connections.reading() as link:
            return office.notices(link)

    @until_kept
    def add_notice(self, text: str, by: str, at: datetime) -> None:
        with self._connections.writing() as link:
            office.add_notice(link, text, by, at)

    def noticed_at(self) -> Sequence[datetime]:
        with self._connections.reading() as link:
            return office.noticed_at(link)

    def docket(self, wanted: DocketFilter) -> Sequence[DocketRow]:
        with self._connections.reading() as link:
            return docket.page(link, replace(wanted, units=self.scope.narrow(wanted.units)))

    # Letters.

    def documents(self, ref: str) -> Sequence[Document]:
        with self._connections.reading() as link:
            return documents.of_case(link, ref, self.scope.narrow(NO_UNITS))

    def document(self, number: int) -> Document:
        with self._connections.reading() as link:
            return documents.one(link, number, self.scope.narrow(NO_UNITS))

    def document_page(self, wanted: DocumentFilter) -> Sequence[Document]:
        with self._connections.reading() as link:
            return documents.page(link, replace(wanted, units=self.scope.narrow(wanted.units)))

    def issued_file(self, digest: str) -> Document:
        with self._connections.reading() as link:
            return documents.issued_file(link, digest, self.scope.narrow(NO_UNITS))

    @until_kept
    def keep_document(self, document: Document) -> Document:
        with self._connections.writing() as link:
            return documents.keep(link, document)

    @until_kept
    def drop_document(self, document: Document) -> None:
        with self._connections.writing() as link:
            documents.drop(link, document)

    @until_kept
    def next_number(self, series: str, year: int) -> int:
        with self._connections.writing() as link:
            return documents.next_number(link, series, year)

    def keep_file(self, content: bytes) -> str:
        return self._kept.keep(content)

    def set_aside(self, content: BinaryIO) -> AbstractContextManager[Aside]:
        return self._kept.set_aside(content)

    def file(self, digest: str) -> bytes:
        return self._kept.read(digest)

    # Tables of a year.

    def entered(self, place: Place) -> Sequence[Entered]:
        self.scope.prove(place.unit, no_unit(place.unit))
        with self._connections.reading() as link:
            return yearbook.entered(link, place)

    @until_kept
    def enter_figures(self, place: Place, figures: Figures, by: str, at: datetime) -> None:
        self.scope.prove(place.unit, no_unit(place.unit))
        with self._connections.writing() as link:
            yearbook.enter(link, place, figures, by, at)

    def frozen(self, unit: int, year: int) -> Sequence[Frozen]:
        self.scope.prove(unit, no_unit(unit))
        with self._connections.reading() as link:
            return yearbook.frozen(link, unit, year)

    def every_frozen(self) -> Sequence[Frozen]:
        with self._connections.reading() as link:
            return yearbook.every_frozen(link)

    def frozen_in(self, year: int) -> frozenset[int]:
        with self._connections.reading() as link:
            return yearbook.frozen_in(link, year)

    @until_kept
    def freeze(self, frozen: Frozen) -> Frozen:
        self.scope.prove(frozen.place.unit, no_unit(frozen.place.unit))
        with self._connections.writing() as link:
            return yearbook.freeze(link, frozen)

    @property
    def _kept(self) -> Files:
        if self._files is None:
            raise Refused("no_files", "The configuration names no folder for files: [store] files.")
        return Files(self._files)
