"""The database of an office: its doors to what is kept beside the cases, and who looks through them."""

from collections.abc import Sequence
from copy import copy
from datetime import datetime
from pathlib import Path
from typing import Self

from sqlalchemy import Engine

from store import marks, numbers
from store.accounts import Accounts
from store.arrivals import SqlArrivals
from store.bell_tasks import BellTasks
from store.clock import SqlClock
from store.connections import Connections
from store.diary import Diary
from store.digests import SqlDigests
from store.guard import Clock
from store.jobs import SqlJobs
from store.leases import SqlLeases
from store.marks import Mark
from store.migrations import is_current, upgrade
from store.outbox import SqlOutbox
from store.personal_alerts import SqlPersonalAlerts
from store.proposals import SqlProposals
from store.pulse import Pulse, pulse
from store.scope import EVERYTHING, Scope
from workflow.again import until_kept


class Database:
    """An open database, as far as whoever asks may see it. Threads may share it."""

    def __init__(self, engine: Engine, files: Path | None = None, clock: Clock | None = None) -> None:
        self.engine = engine
        #: What whoever asks may see.
        self.scope = EVERYTHING
        #: The rules by which whoever asks reckons.
        self.rules = ""
        self._files = files
        self._connections = Connections(engine, clock)

    def within(self, units: frozenset[int] | None) -> Self:
        """The same ledger for somebody who sees these units only; None is every unit there is."""
        seen = copy(self)
        seen.scope = Scope(units)
        return seen

    @property
    def accounts(self) -> Accounts:
        """Who works here."""
        return Accounts(self._connections)

    @property
    def arrivals(self) -> SqlArrivals:
        """What came in and is to be confirmed, as far as whoever asks may see it."""
        return SqlArrivals(self._connections, self.scope)

    @property
    def clock(self) -> SqlClock:
        """The machine's clock, held against what was recorded."""
        return SqlClock(self._connections)

    @property
    def jobs(self) -> SqlJobs:
        """Long work."""
        return SqlJobs(self._connections)

    @property
    def leases(self) -> SqlLeases:
        """Which process leads."""
        return SqlLeases(self._connections)

    @property
    def bell_tasks(self) -> BellTasks:
        """What came of the last ring."""
        return BellTasks(self._connections)

    def pulse(self) -> Pulse:
        """What changes when anybody writes to a case, or adds a notice."""
        with self._connections.reading() as link:
            return pulse(link)

    @property
    def outbox(self) -> SqlOutbox:
        """What is told outside."""
        return SqlOutbox(self._connections)

    @property
    def digests(self) -> SqlDigests:
        """The digests of a morning while they are made."""
        return SqlDigests(self._connections)

    @property
    def personal_alerts(self) -> SqlPersonalAlerts:
        """What was raised to whom, as far as whoever asks may see it."""
        return SqlPersonalAlerts(self._connections, self.scope)

    @property
    def proposals(self) -> SqlProposals:
        """Proposed calendars."""
        return SqlProposals(self._connections)

    @property
    def diary(self) -> Diary:
        """What is due on which days."""
        return Diary(self._connections, self.scope)

    def marked(self, mark: Mark) -> datetime | None:
        """When something last happened to the office as a whole, if it ever did."""
        with self._connections.reading() as link:
            return marks.last(link, mark)

    @until_kept
    def mark(self, mark: Mark, at: datetime) -> None:
        """Remember that it happened."""
        with self._connections.writing() as link:
            marks.note(link, mark, at)

    def next_numbers(self, year: int) -> Sequence[tuple[str, int]]:
        """The next number of each series that was begun in a year, by what stands before it."""
        with self._connections.reading() as link:
            return numbers.next_of(link, year)

    def migrate(self) -> None:
        """Make the tables, or bring them up to this version's."""
        upgrade(self.engine)

    def is_current(self) -> bool:
        """Whether the tables are this version's."""
        with self._connections.reading() as link:
            return is_current(link.core)

    def close(self) -> None:
        """Let go of the database."""
        self._connections.close()
