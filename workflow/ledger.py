"""The port any store fulfils: what the jobs and the counts ask of a memory."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from workflow.alerts import Alert
from workflow.copies import Copies
from workflow.docket import Docket
from workflow.documents import Documents
from workflow.entries import Entry
from workflow.listing import Filter, Row
from workflow.question import Facets, Question
from workflow.sweeps import Sweeps
from workflow.yearbook import Yearbook


@dataclass(frozen=True, slots=True)
class Unit:
    """An office of the installation; `code` stands before its references, `parent` is the unit above."""

    id: int
    name: str
    code: str = ""
    parent: int | None = None


@dataclass(frozen=True, slots=True)
class Applicant:
    """Who asks. Personal data: kept apart from the entries, so that it can be erased."""

    name: str
    id_document: str = ""
    contact: str = ""
    address: str = ""
    postcode: str = ""
    agent: str = ""


@dataclass(frozen=True, slots=True)
class Request:
    """What was asked, by whom, and how it is to be supplied."""

    unit: int
    applicants: tuple[Applicant, ...]
    subject: str
    topic: str = ""
    form_of_supply: str = ""
    way: str = ""
    arrived_on: date | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class NewCase:
    """A case to be kept, its receipt the first of the `entries`, with the copies it calls for.

    With no `ref` of its own it takes the next number of its unit's series and year.
    """

    request: Request
    entries: Sequence[Entry]
    copies: Copies
    next_alert_on: date | None
    ref: str = ""


@dataclass(frozen=True, slots=True)
class Record:
    """A case as the store keeps it; `version` is the line of the last entry."""

    id: int
    ref: str
    request: Request
    entries: tuple[Entry, ...]

    @property
    def version(self) -> int:
        """The number of entries: what a stale page has less of."""
        return len(self.entries)


@dataclass(frozen=True, slots=True)
class Raised:
    """An alert that has been raised: `late_by` working days after it was owed.

    A `superseded` one was crossed by a more urgent one before anybody could be told.
    """

    ref: str
    alert: Alert
    raised_on: date
    raised_at: datetime
    late_by: int
    superseded: bool


class OfficeAlerts(Protocol):
    """What was raised of a unit itself: its reports. A `Raised` has the unit's name for a case's."""

    def of(self, unit: int) -> Sequence[Raised]:
        """What was raised of a unit, oldest first."""

    def keep(self, unit: int, raised: Iterable[Raised]) -> int:
        """Keep alerts of a unit, each key once; how many were new."""


class Ledger(Documents, Yearbook, Docket, Protocol):
    """What happened, remembered, with what came of it and the letters and tables that told of it.

    Every write is one transaction, or part of the one around it. `rules` are those by which whoever writes
    has reckoned (`workflow.rules`): every case whose copies are written keeps them.
    """

    rules: str

    def transaction(self) -> AbstractContextManager[None]:
        """Everything inside is written together or not at all.

        One inside another belongs to it, but can fail alone: who catches its error goes on without it.
        """

    def add(
        self,
        request: Request,
        entries: Sequence[Entry],
        copies: Copies,
        next_alert_on: date | None,
        ref: str = "",
    ) -> Record:
        """Keep a new case, its receipt the first of the `entries`.

        With no `ref` of its own it takes the next number of its unit's series and year.

        Raises:
            NotFound: there is no such unit.
            Conflict: another case has that reference.
        """

    def add_many(self, cases: Sequence[NewCase]) -> Sequence[Record]:
        """Keep new cases, all or none, each as `add` would keep it; in a fifth of the time.

        Numbers of the office's own are passed over before the first is made, wherever they stand.

        Raises:
            NotFound: there is no such unit.
            Conflict: another case has one of the references.
        """

    def append(self, record: Record, entry: Entry, copies: Copies, next_alert_on: date | None) -> Record:
        """Keep one more entry with the copies it calls for.

        Raises:
            Conflict: somebody else has written to the case since `record` was read.
        """

    def refresh(self, record: Record, copies: Copies, next_alert_on: date | None) -> None:
        """Write the copies anew; the entries stay.

        Raises:
            Conflict: somebody else has written to the case since `record` was read.
        """

    def read(self, ref: str) -> Record:
        """The case with this reference.

        Raises:
            NotFound: there is none.
        """

    def copies(self, record: Record) -> Copies:
        """The copies as they are kept.

        Raises:
            Broken: they cannot be read, or do not agree with each other.
        """

    def next_alert_on(self, record: Record) -> date | None:
        """The day on which the sweep looks at the case again."""

    def refs(self, *, open_only: bool = False, after: str = "") -> Iterator[str]:
        """Every reference past `after`, or those of the cases whose clock still runs, in order."""

    def written_since(self, at: datetime) -> Sequence[str]:
        """The references of the cases that have an entry recorded at an instant or later, in order."""

    def check(self, ref: str) -> None:
        """Prove the chain of a case.

        Raises:
            Broken: it does not hold.
        """

    def rows(self, wanted: Filter) -> Sequence[Row]:
        """A page of a list, in its order."""

    def count(self, wanted: Filter, most: int) -> int:
        """How many cases a filter finds on all its pages, counted no further than `most`."""

    def by_document(self, tail: str, limit: int = 50) -> Sequence[Row]:
        """The cases of whoever has an identity document that ends like this, by reference, the latest first.

        An end of fewer than four characters finds nothing.
        """

    def due(self, today: date, after: tuple[date, int] | None, limit: int) -> Sequence[tuple[date, int, str]]:
        """Cases whose next alert is owed by `today`: (day, id, reference), in that order, past `after`."""

    def alerts(self, record: Record) -> Sequence[Raised]:
        """The alerts raised for a case, oldest first."""

    def raise_alerts(self, record: Record, raised: Iterable[Raised], next_alert_on: date | None) -> int:
        """Keep alerts, each key once, and move the case's next alert on; how many were new.

        Raises:
            Conflict: somebody else has written to the case since `record` was read.
        """

    def behind(self, after: tuple[str, int] | None, limit: int) -> Sequence[tuple[str, int, str]]:
        """Cases whose copies were reckoned by other rules: (those rules, id, reference), past `after`."""

    def count_behind(self) -> int:
        """How many cases were reckoned by other rules."""

    def is_behind(self, record: Record) -> bool:
        """Whether the copies of a case were reckoned by other rules."""

    @property
    def sweeps(self) -> Sweeps:
        """When it was last swept."""

    @property
    def office_alerts(self) -> OfficeAlerts:
        """What was raised of units themselves."""

    def tally(self, year: int, units: frozenset[int]) -> Sequence[tuple[Facets, int]]:
        """How many cases have which facets, of those that matter to a year; no units asks for all."""

    def rows_of(self, refs: Collection[str]) -> Sequence[Row]:
        """The cases with these references, those that there are."""

    def cases(
        self, question: Question, year: int, units: frozenset[int], after: str = "", limit: int = 50
    ) -> Sequence[Row]:
        """The cases a question asks for, by reference."""

    def units(self) -> Mapping[int, Unit]:
        """Every unit by its id; the root has the lowest."""

    def add_unit(self, name: str, code: str = "", parent: int | None = None) -> Unit:
        """Keep a new unit.

        Raises:
            NotFound: there is no such parent.
            Conflict: a unit has that name or code already.
        """

    def change_unit(self, unit: Unit) -> None:
        """Keep another name, code or parent of a unit; references given already stay as they are.

        Raises:
            NotFound: there is no such unit, or no such parent.
            Conflict: another has that name or code.
        """

    def notices(self) -> Sequence[str]:
        """The holiday notices the office has added, as their text, oldest first."""

    def add_notice(self, text: str, by: str, at: datetime) -> None:
        """Keep a holiday notice."""

    def noticed_at(self) -> Sequence[datetime]:
        """When each holiday notice was added, oldest first."""
