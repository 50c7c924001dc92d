"""Leases in the database: the port of `workflow.leases`, fulfilled without locks and without its clock."""

from datetime import datetime

from sqlalchemy import BigInteger, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlmodel import Field

from store.columns import METADATA, Row
from store.connections import Connections
from store.values import moment_out
from workflow.again import until_kept
from workflow.leases import Lease, Leases


class LeaseRow(Row, table=True):
    """A lease; `beats` only grows, so that a beat is told from the one before by anybody who looks."""

    __tablename__ = "leases"

    name: str = Field(primary_key=True)
    holder: str
    beats: int = Field(sa_type=BigInteger)
    who: str
    since: datetime | None = None


LEASES = METADATA.tables["leases"]
_L = LEASES.c
# The first who asks makes the row; the second finds it.
MADE = insert(LEASES).values(holder="", beats=0, who="").on_conflict_do_nothing()


class SqlLeases(Leases):
    """Leases, as the database remembers them. Threads and processes may share them."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    # The docstrings of what follows are the port's.
    # ruff: noqa: D102

    def look(self, name: str) -> Lease:
        with self._connections.reading() as link:
            row = link.core.execute(select(LEASES).where(_L.name == name)).one_or_none()
        if row is None:
            return Lease()
        return Lease(row.holder, row.beats, row.who, moment_out(row.since) if row.since else None)

    @until_kept
    def take(self, name: str, seen: Lease, holder: str, who: str, at: datetime) -> bool:
        stands = (_L.name == name, _L.holder == seen.holder, _L.beats == seen.beats)
        held = {"holder": holder, "beats": seen.beats + 1, "who": who, "since": at}
        with self._connections.writing() as link:
            link.core.execute(MADE, {"name": name})
            return link.core.execute(update(LEASES).where(*stands).values(held)).rowcount == 1

    @until_kept
    def beat(self, name: str, holder: str) -> bool:
        held = update(LEASES).where(_L.name == name, _L.holder == holder)
        with self._connections.writing() as link:
            return link.core.execute(held.values(beats=_L.beats + 1)).rowcount == 1

    @until_kept
    def release(self, name: str, holder: str) -> None:
        held = update(LEASES).where(_L.name == name, _L.holder == holder)
        gone = {"holder": "", "beats": _L.beats + 1, "who": "", "since": None}
        with self._connections.writing() as link:
            link.core.execute(held.values(gone))
