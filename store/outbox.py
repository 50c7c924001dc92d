"""Messages in the database: the port of `workflow.outbox`, fulfilled."""

import json
from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import func, select, update
from sqlalchemy.dialects.postgresql import insert

from store.connections import Connections
from store.message_tables import MESSAGES
from store.values import moment_out
from workflow.again import until_kept
from workflow.errors import Conflict, NotFound
from workflow.outbox import Line, Message, MessageKind, MessageState, Outbox, Route, Told
from workflow.vocabulary import DeadlineKind

_M = MESSAGES.c
S = MessageState
#: The unique keys decide who was first; who comes second is not told off.
NEW: Final = insert(MESSAGES).on_conflict_do_nothing().returning(_M.id)


class SqlOutbox(Outbox):
    """Messages, as the database remembers them. Threads and processes may share it."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    # The docstrings of what follows are the port's.
    # ruff: noqa: D102

    @until_kept
    def put(self, told: Sequence[Told], at: datetime) -> int:
        with self._connections.writing() as link:
            return sum(link.core.execute(NEW, _columns(one, at)).first() is not None for one in told)

    @until_kept
    def lease(
        self,
        holder: str,
        at: datetime,
        until: datetime,
        routes: Collection[Route],
        *,
        urgent_only: bool = False,
    ) -> Message | None:
        mine = [_M.route.in_([route.value for route in routes])]
        if urgent_only:
            mine.append(_M.urgent.is_(True))
        # Two ranges of one index: what whoever had it never marked, then what has waited longest.
        for ready in (
            (_M.state == S.LEASED.value, _M.until < at),
            (_M.state == S.PENDING.value, _M.due_at <= at),
        ):
            found = select(_M.id).where(*ready, *mine).order_by(_M.due_at, _M.id).limit(1)
            told = {"state": S.LEASED.value, "holder": holder, "until": until, "attempts": _M.attempts + 1}
            with self._connections.writing() as link:
                # Each turn another has taken one, so that there are fewer each time.
                while (number := link.core.execute(found).scalar_one_or_none()) is not None:
                    taken = update(MESSAGES).where(_M.id == number, *ready).values(told).returning(MESSAGES)
                    if (row := link.core.execute(taken).one_or_none()) is not None:
                        return _message(row)
        return None

    def sent(self, number: int, holder: str, at: datetime) -> None:
        self._held(number, holder, {"state": S.SENT.value, "sent_at": at, "error": ""})

    def failed(self, number: int, holder: str, error: str, again_at: datetime | None) -> None:
        told: dict[str, Any] = {"state": S.DEAD.value, "error": error}
        if again_at is not None:
            told |= {"state": S.PENDING.value, "due_at": again_at}
        self._held(number, holder, told)

    def resend(self, number: int, by: str, at: datetime) -> None:
        told = {"state": S.PENDING.value, "due_at": at, "attempts": 0}
        self._changed(number, (S.DEAD, S.DISCARDED), told | {"by": by, "by_at": at})

    def discard(self, number: int, by: str, at: datetime) -> None:
        told = {"state": S.DISCARDED.value, "by": by, "by_at": at}
        self._changed(number, (S.PENDING, S.DEAD), told)

    def message(self, number: int) -> Message:
        with self._connections.reading() as link:
            row = link.core.execute(select(MESSAGES).where(_M.id == number)).one_or_none()
        if row is None:
            raise no_message(number)
        return _message(row)

    def page(
        self, states: Collection[MessageState] = (), before: int = 0, limit: int = 50
    ) -> Sequence[Message]:
        asked = select(MESSAGES).order_by(_M.id.desc()).limit(limit)
        if states:
            asked = asked.where(_M.state.in_([state.value for state in states]))
        if before:
            asked = asked.where(_M.id < before)
        with self._connections.reading() as link:
            return [_message(row) for row in link.core.execute(asked).all()]

    def counts(self) -> Mapping[MessageState, int]:
        asked = select(_M.state, func.count()).group_by(_M.state)
        with self._connections.reading() as link:
            return {S.of(state): many for state, many in link.core.execute(asked).all()}

    def about(self, what: str) -> Sequence[Message]:
        asked = select(MESSAGES).where(_M.ref == what).order_by(_M.id)
        with self._connections.reading() as link:
            return [_message(row) for row in link.core.execute(asked).all()]

    @until_kept
    def fold(self, route: Route, recipient: str, digest: str) -> Sequence[Message]:
        waiting = update(MESSAGES).where(
            _M.state == S.PENDING.value,
            _M.kind == MessageKind.ALERT.value,
            _M.route == route.value,
            _M.recipient == recipient,
        )
        told = {"state": S.FOLDED.value, "digest": digest}
        with self._connections.writing() as link:
            rows = link.core.execute(waiting.values(told).returning(MESSAGES)).all()
        return sorted(map(_message, rows), key=lambda one: one.id)

    @until_kept
    def _held(self, number: int, holder: str, told: Mapping[str, Any]) -> None:
        """Change a message that whoever has it in hand still has."""
        mine = update(MESSAGES).where(_M.id == number, _M.holder == holder, _M.state == S.LEASED.value)
        with self._connections.writing() as link:
            if not link.core.execute(mine.values({**told, "holder": "", "until": None})).rowcount:
                raise Conflict("message_lost", "Another has taken up message {number}.", number=number)

    @until_kept
    def _changed(self, number: int, states: Collection[MessageState], told: Mapping[str, Any]) -> None:
        """Change a message a person may still change."""
        theirs = _M.state.in_([state.value for state in states])
        with self._connections.writing() as link:
            if link.core.execute(update(MESSAGES).where(_M.id == number, theirs).values(told)).rowcount:
                return
        raise wrong_state(self.message(number))


def no_message(number: int) -> NotFound:
    """What is said of a message that is not there."""
    return NotFound("no_message", "There is no message {number}.", number=number)


def wrong_state(message: Message) -> Conflict:
    """What is said where a message has gone on meanwhile."""
    return Conflict(
        "message_moved_on",
        "Message {number} is {state} by now: look at it again.",
        number=message.id,
        state=message.state,
    )


def _columns(told: Told, at: datetime) -> dict[str, Any]:
    lines = [[one.ref, one.kind.value, one.line, str(one.due_on), one.left] for one in told.lines]
    return {
        "route": told.route.value,
        "recipient": told.recipient,
        "alert": told.alert,
        "code": told.code,
        "kind": told.kind.value,
        "ref": told.about,
        "lines": json.dumps(lines, ensure_ascii=False),
        "urgent": told.urgent,
        "at": at,
        "state": S.PENDING.value,
        "due_at": at,
        "attempts": 0,
        "holder": "",
        "error": "",
        "digest": "",
        "by": "",
    }


def _message(row: Any) -> Message:
    moments = ("until", "sent_at", "by_at")
    told = {name: moment_out(kept) if (kept := getattr(row, name)) else None for name in moments}
    lines = tuple(
        Line(ref, DeadlineKind.of(kind), line, date.fromisoformat(due_on), left)
        for ref, kind, line, due_on, left in json.loads(row.lines)
    )
    kind = MessageKind.of(row.kind)
    return Message(
        id=row.id,
        told=Told(Route.of(row.route), row.recipient, row.alert, row.code, lines, kind, row.urgent, row.ref),
        at=moment_out(row.at),
        state=S.of(row.state),
        due_at=moment_out(row.due_at),
        attempts=row.attempts,
        holder=row.holder,
        error=row.error,
        digest=row.digest,
        by=row.by,
        **told,
    )
