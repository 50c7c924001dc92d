"""The machine's clock held against what was recorded, and what one that was ahead has left behind."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import Column, ColumnElement, Select, delete, func, or_, select, true, update

from store import guard, marks
from store.alert_tables import ALERTS, OFFICE_ALERTS, PERSONAL_ALERTS
from store.connections import Connections
from store.job_table import JOBS
from store.link import Link
from store.marks import Mark
from store.message_tables import DIGESTS, MESSAGES
from store.people_tables import SESSIONS, SIGN_INS
from store.sweeps import SILENCES, SWEEPS
from store.tables import CASES, ENTRIES

_A, _C, _E = ALERTS.c, CASES.c, ENTRIES.c
#: Instants from which something is reckoned: left in a time to come, they would hold it up until then.
WORKING: Final[tuple[Column[datetime], ...]] = (
    SESSIONS.c.began_at,
    SESSIONS.c.seen_at,
    JOBS.c.beat_at,
    JOBS.c.seen_at,
    SWEEPS.c.at,
    PERSONAL_ALERTS.c.read_at,
    MESSAGES.c.due_at,
    MESSAGES.c.until,
)
#: Rows that would stand in the way of what is still to come, by their instant and what else is true of them:
#: a threshold that was raised or told is neither again; failures to sign in shut everybody out until then.
IN_THE_WAY: Final[tuple[tuple[Column[datetime], ColumnElement[bool]], ...]] = (
    (ALERTS.c.raised_at, true()),
    (OFFICE_ALERTS.c.raised_at, true()),
    (MESSAGES.c.at, true()),
    (DIGESTS.c.at, true()),
    (SILENCES.c.until, true()),
    (SIGN_INS.c.at, SIGN_INS.c.well.is_(False)),
)


@dataclass(frozen=True, slots=True)
class Ahead:
    """What stands recorded of a time that is still to come.

    `entries` and `alerts` are how many there are, `refs` the first cases with such an entry.
    """

    entries: int
    refs: tuple[str, ...]
    alerts: int


@dataclass(frozen=True, slots=True)
class TakenBack:
    """Alerts of a case that were raised by a clock that was ahead, and are owed again."""

    ref: str
    alerts: int


class SqlClock:
    """The clock of a database. Threads may share it."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    def last(self) -> datetime | None:
        """When anything was last recorded, to the minute."""
        with self._connections.reading() as link:
            return marks.last(link, Mark.RECORDED)

    def check(self) -> None:
        """Prove that the clock has not gone back.

        Raises:
            ClockBehind: it has; whoever wants to write is told the same.
        """
        if self._connections.clock is not None:
            with self._connections.reading() as link:
                guard.check(link, self._connections.clock)

    def ahead(self, at: datetime, most: int = 5) -> Ahead:
        """What stands recorded of a time after an instant; `refs` names no more than `most` cases."""
        with self._connections.reading() as link:
            entries = _count(link, select(func.count()).where(_E.recorded_at > at))
            of = select(_E.case_id).where(_E.recorded_at > at)
            refs = select(_C.ref).where(_C.id.in_(of)).order_by(_C.ref).limit(most)
            named = link.core.execute(refs).scalars().all() if entries else ()
            alerts = _count(link, select(func.count()).where(_A.raised_at > at))
        return Ahead(entries, tuple(named), alerts)

    @contextmanager
    def accepting(self, at: datetime) -> Iterator[Sequence[TakenBack]]:
        """Take an instant for true and what was recorded after it for a time that was not.

        Entries stay, for nothing changes an entry. Alerts raised then are taken back, so that they are raised
        when their day comes. Whatever is written inside is part of it.
        """
        with self._connections.setting_the_clock() as link:
            marks.forget(link, Mark.RECORDED)
            marks.note(link, Mark.RECORDED, at)
            for column in WORKING:
                link.core.execute(update(column.table).where(column > at).values({column.name: at}))
            taken_back = _looked_for_again(link, at)
            for column, condition in IN_THE_WAY:
                link.core.execute(delete(column.table).where(column > at, condition))
            yield taken_back


def _looked_for_again(link: Link, at: datetime) -> Sequence[TakenBack]:
    early = _A.raised_at > at
    asked = select(_C.ref, func.count()).join_from(ALERTS, CASES).where(early).group_by(_C.ref)
    found = [TakenBack(ref, many) for ref, many in link.core.execute(asked.order_by(_C.ref))]
    first = select(func.min(_A.owed_on)).where(_A.case_id == _C.id, early).scalar_subquery()
    of_them = _C.id.in_(select(_A.case_id).where(early))
    # A day too early costs the sweep one look; a day too late would lose an alert.
    later = or_(_C.next_alert_on.is_(None), _C.next_alert_on > first)
    link.core.execute(update(CASES).where(of_them, later).values(next_alert_on=first))
    return found


def _count(link: Link, asked: Select[int]) -> int:
    return link.core.execute(asked).scalar_one()
