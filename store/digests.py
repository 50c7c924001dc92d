"""The digests of a morning while they are made, in a database."""

from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import Final

from sqlalchemy import delete, select, update
from sqlalchemy.dialects.postgresql import insert

from store.connections import Connections
from store.message_tables import DIGEST_LINES, DIGESTS
from workflow.again import until_kept
from workflow.digests import Digests, Morning, Place, Stage
from workflow.errors import Conflict
from workflow.vocabulary import DeadlineKind

_D, _L = DIGESTS.c, DIGEST_LINES.c
#: Of any number who begin a day, one is first; a deadline found twice is noted once.
NEW: Final = insert(DIGESTS).on_conflict_do_nothing()
NEW_LINE: Final = insert(DIGEST_LINES).on_conflict_do_nothing()


class SqlDigests(Digests):
    """The digests being made, as the database remembers them. Threads and processes may share it."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    # The docstrings of what follows are the port's.
    # ruff: noqa: D102

    def begin(self, day: date, at: datetime) -> Morning:
        return self._found(day) or self._begun(day, at)

    @until_kept
    def go_on(self, found: Morning, then: Morning) -> None:
        still = update(DIGESTS).where(
            _D.day == found.day, _D.stage == found.stage.value, _D.after == found.after
        )
        with self._connections.writing() as link:
            moved = link.core.execute(still.values(stage=then.stage.value, after=then.after)).rowcount
        if not moved:
            raise Conflict("digests_moved_on", "Another makes the digests of {day}.", day=found.day)

    @until_kept
    def note(self, day: date, told: Collection[tuple[str, Place]]) -> None:
        rows = [{"day": day, "recipient": login, **place._asdict()} for login, place in told]
        if rows:
            with self._connections.writing() as link:
                link.core.execute(NEW_LINE, rows)

    def noted(self, day: date, login: str) -> Sequence[Place]:
        asked = select(_L.ref, _L.kind, _L.line, _L.due_on).where(_L.day == day, _L.recipient == login)
        with self._connections.reading() as link:
            rows = link.core.execute(asked.order_by(_L.ref, _L.kind, _L.line)).all()
        return [Place(ref, DeadlineKind.of(kind), line, due_on) for ref, kind, line, due_on in rows]

    @until_kept
    def forget(self, day: date, login: str) -> None:
        with self._connections.writing() as link:
            link.core.execute(delete(DIGEST_LINES).where(_L.day == day, _L.recipient == login))

    def _found(self, day: date) -> Morning | None:
        with self._connections.reading() as link:
            row = link.core.execute(select(_D.stage, _D.after).where(_D.day == day)).one_or_none()
        return Morning(day, Stage.of(row.stage), row.after) if row else None

    @until_kept
    def _begun(self, day: date, at: datetime) -> Morning:
        first = {"day": day, "at": at, "stage": Stage.GATHERING.value, "after": ""}
        with self._connections.writing() as link:
            link.core.execute(delete(DIGEST_LINES).where(_L.day < day))
            link.core.execute(NEW, first)
        return self._found(day) or Morning(day, Stage.GATHERING)
