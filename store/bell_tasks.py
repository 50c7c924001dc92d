"""What came of each task of the bell when it was last done."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlmodel import Field

from store.columns import METADATA, Row, long
from store.connections import Connections
from store.values import moment_out
from workflow.again import until_kept


class BellTaskRow(Row, table=True):
    """A task, by its name; `fault` is JSON, empty where it ended well."""

    __tablename__ = "bell_tasks"

    name: str = Field(primary_key=True)
    at: datetime
    milliseconds: int
    fault: str = long()
    well_at: datetime | None = None


TASKS = METADATA.tables["bell_tasks"]


@dataclass(frozen=True, slots=True)
class Rung:
    """A task as it was last done: when it began, how long it took, and how it ended.

    `fault` says by language what went wrong, nothing where it went well; `well_at` is when it last did.
    """

    name: str
    at: datetime
    milliseconds: int
    fault: Mapping[str, str]
    well_at: datetime | None


class BellTasks:
    """What came of the last ring, in a database. Threads and processes may share it."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    @until_kept
    def note(self, name: str, at: datetime, milliseconds: int, fault: Mapping[str, str]) -> None:
        """Remember how a task ended."""
        told = {"at": at, "milliseconds": milliseconds, "fault": json.dumps(fault, ensure_ascii=False)}
        if not fault:
            told |= {"fault": "", "well_at": at}
        with self._connections.writing() as link:
            kept = insert(TASKS).values(name=name, **told)
            link.core.execute(kept.on_conflict_do_update(index_elements=[TASKS.c.name], set_=told))

    def every(self) -> Sequence[Rung]:
        """Every task that was ever done, by name."""
        with self._connections.reading() as link:
            rows = link.core.execute(select(TASKS).order_by(TASKS.c.name)).all()
        return [
            Rung(
                row.name,
                moment_out(row.at),
                row.milliseconds,
                json.loads(row.fault) if row.fault else {},
                moment_out(row.well_at) if row.well_at else None,
            )
            for row in rows
        ]
