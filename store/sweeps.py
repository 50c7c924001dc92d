"""When somebody last looked for alerts that are owed, and when nobody did."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import CheckConstraint, func, select
from sqlalchemy.dialects.postgresql import insert
from sqlmodel import Field

from store.columns import METADATA, Row
from store.connections import Connections
from store.link import Link
from store.tables import ENTRIES
from store.values import moment_out
from workflow.again import until_kept
from workflow.sweeps import QUIET, Silence, Sweeps


class SweepRow(Row, table=True):
    """The last sweep: one row, written over."""

    __tablename__ = "sweeps"
    __table_args__ = (CheckConstraint("id = 1", "one_row"),)

    id: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    at: datetime


class SilenceRow(Row, table=True):
    """A stretch in which nobody swept. Two who end it at once began it at the same sweep: it is kept once."""

    __tablename__ = "silences"
    __table_args__ = (CheckConstraint("until > since", "lasted"),)

    since: datetime = Field(primary_key=True)
    until: datetime


SWEEPS = METADATA.tables["sweeps"]
SILENCES = METADATA.tables["silences"]
_NEW = insert(SWEEPS)
KEEP = _NEW.on_conflict_do_update(index_elements=[SWEEPS.c.id], set_={"at": _NEW.excluded.at})
NEW_SILENCE = insert(SILENCES).on_conflict_do_nothing()


class SqlSweeps(Sweeps):
    """Sweeps, in a database. Threads may share it."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    # The docstrings of what follows are the port's.
    # ruff: noqa: D102

    @until_kept
    def note(self, at: datetime) -> None:
        with self._connections.writing() as link:
            since = _last(link) or _first_entry(link)
            if since and at - since > QUIET:
                link.core.execute(NEW_SILENCE, {"since": since, "until": at})
            link.core.execute(KEEP, {"id": 1, "at": at})

    def last(self) -> datetime | None:
        with self._connections.reading() as link:
            return _last(link)

    def silences(self, after: datetime, limit: int = 100) -> Sequence[Silence]:
        c = SILENCES.c
        asked = select(c.since, c.until).where(c.until > after).order_by(c.since.desc()).limit(limit)
        with self._connections.reading() as link:
            return [
                Silence(moment_out(since), moment_out(until)) for since, until in link.core.execute(asked)
            ]


def _last(link: Link) -> datetime | None:
    at = link.core.execute(select(SWEEPS.c.at)).scalar_one_or_none()
    return moment_out(at) if at else None


def _first_entry(link: Link) -> datetime | None:
    at = link.core.execute(select(func.min(ENTRIES.c.recorded_at))).scalar_one()
    return moment_out(at) if at else None
