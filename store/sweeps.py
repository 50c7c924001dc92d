"""When somebody last looked for alerts that are owed, so that a silent bell is noticed."""

from datetime import datetime

from sqlalchemy import CheckConstraint, select
from sqlalchemy.dialects.postgresql import insert
from sqlmodel import Field

from store.columns import METADATA, Row
from store.connections import Connections
from store.values import moment_out
from workflow.ledger import Sweeps


class SweepRow(Row, table=True):
    """The last sweep: one row, written over."""

    __tablename__ = "sweeps"
    __table_args__ = (CheckConstraint("id = 1", "one_row"),)

    id: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    at: datetime


SWEEPS = METADATA.tables["sweeps"]
_NEW = insert(SWEEPS)
KEEP = _NEW.on_conflict_do_update(index_elements=[SWEEPS.c.id], set_={"at": _NEW.excluded.at})


class SqlSweeps(Sweeps):
    """The last sweep, in a database. Threads may share it."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    # The docstrings of these two are the port's.

    def note(self, at: datetime) -> None:  # noqa: D102
        with self._connections.writing() as link:
            link.core.execute(KEEP, {"id": 1, "at": at})

    def last(self) -> datetime | None:  # noqa: D102
        with self._connections.reading() as link:
            at: datetime | None = link.core.execute(select(SWEEPS.c.at)).scalar_one_or_none()
        return moment_out(at) if at else None
