"""What is due on which days: replies, the answers to reviews and suits, and what was given to somebody."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, Select, func, literal, select, tuple_, union_all

from store.connections import Connections
from store.copied import deadlines_from
from store.scope import NO_UNITS, Scope
from store.tables import CASES, PROCEEDINGS
from store.values import PROCEEDING_KINDS
from workflow.copies import DeadlineCopy
from workflow.vocabulary import DeadlineKind, ProceedingKind

_C, _P = CASES.c, PROCEEDINGS.c
#: Stands for no proceeding, but for a day the office has set itself.
_GIVEN = 99
#: Which period ends on the day, by the number of the proceeding; nobody answers a complaint by a day.
_KIND_OF = {
    0: DeadlineKind.REPLY,
    PROCEEDING_KINDS[ProceedingKind.REVIEW]: DeadlineKind.REVIEW_REPLY,
    PROCEEDING_KINDS[ProceedingKind.SUIT]: DeadlineKind.EVIDENCE,
    PROCEEDING_KINDS[ProceedingKind.SUIT_AFTER_REVIEW]: DeadlineKind.EVIDENCE,
    _GIVEN: DeadlineKind.HAND_OUT,
}


@dataclass(frozen=True, slots=True)
class Due:
    """A last day in a case; `line` is the entry that filed the proceeding it is of, nought for others."""

    on: date
    ref: str
    kind: DeadlineKind
    line: int


@dataclass(frozen=True, slots=True)
class DueDay:
    """A day with what is due on it: `count` of them, the first of which are told."""

    on: date
    count: int
    dues: Sequence[Due]


@dataclass(frozen=True, slots=True)
class Watched:
    """A case whose next alert is owed on `day`, with the deadlines that run in it."""

    day: date
    id: int
    ref: str
    unit: int
    given_to: str
    deadlines: Sequence[DeadlineCopy]


class Diary:
    """What is due, as far as somebody sees it."""

    def __init__(self, connections: Connections, scope: Scope) -> None:
        self._connections = connections
        self._scope = scope

    def between(self, first: date, last: date, each: int) -> Sequence[DueDay]:
        """The days from the first to the last on which something is due, with up to `each` of it a day."""
        units = self._scope.narrow(NO_UNITS)
        seen: list[ColumnElement[bool]] = [_C.unit_id.in_(units)] if units else []
        dues = (
            union_all(_replies(first, last, seen), _answers(first, last, seen), _given(first, last, seen))
            .subquery()
            .c
        )
        order = (dues.over, dues.ref, dues.line)
        ranked = select(
            dues.on,
            dues.ref,
            dues.over,
            dues.line,
            func.count().over(partition_by=dues.on).label("many"),
            func.row_number().over(partition_by=dues.on, order_by=order).label("rank"),
        ).subquery()
        asked = select(ranked).where(ranked.c.rank <= each).order_by(ranked.c.on, ranked.c.rank)
        with self._connections.reading() as link:
            rows = link.core.execute(asked).all()
        days: dict[date, list[Due]] = {}
        counts: dict[date, int] = {}
        for row in rows:
            days.setdefault(row.on, []).append(Due(row.on, row.ref, _KIND_OF[row.over], row.line))
            counts[row.on] = row.many
        return [DueDay(on, counts[on], tuple(dues)) for on, dues in days.items()]

    def given_until(self, last: date, limit: int) -> Sequence[Due]:
        """What was given to somebody and is due on a day or before, the earliest first."""
        units = self._scope.narrow(NO_UNITS)
        seen = (_C.unit_id.in_(units),) if units else ()
        asked = select(_C.hand_out_on, _C.ref).where(_C.hand_out_on <= last, *seen)
        with self._connections.reading() as link:
            rows = link.core.execute(asked.order_by(_C.hand_out_on, _C.ref).limit(limit)).all()
        return [Due(row.hand_out_on, row.ref, DeadlineKind.HAND_OUT, 0) for row in rows]

    def watched_until(self, day: date, after: tuple[date, int] | None, limit: int) -> Sequence[Watched]:
        """The cases whose next alert is owed on a day or before, by that day and their id, past `after`."""
        asked = select(_C.next_alert_on, _C.id, _C.ref, _C.unit_id, _C.assigned_to, _C.deadlines).where(
            _C.next_alert_on <= day
        )
        if after:
            # Said twice, for the index of those who wait.
            place = tuple_(_C.next_alert_on, _C.id)
            asked = asked.where(_C.next_alert_on >= after[0], place > tuple_(*map(literal, after)))
        with self._connections.reading() as link:
            rows = link.core.execute(asked.order_by(_C.next_alert_on, _C.id).limit(limit)).all()
        return [
            Watched(on, case_id, ref, unit, given or "", [one for one in deadlines_from(kept) if one.running])
            for on, case_id, ref, unit, given, kept in rows
        ]


def _replies(
    first: date, last: date, seen: Sequence[ColumnElement[bool]]
) -> Select[tuple[date, str, int, int]]:
    # Only a running reply has its day kept, and only an open case has one: said for the index of those.
    asked = (_C.closed_on.is_(None), _C.reply_due_on.between(first, last), *seen)
    return select(
        _C.reply_due_on.label("on"), _C.ref, literal(0).label("over"), literal(0).label("line")
    ).where(*asked)


def _given(
    first: date, last: date, seen: Sequence[ColumnElement[bool]]
) -> Select[tuple[date, str, int, int]]:
    asked = (_C.hand_out_on.between(first, last), *seen)
    return select(
        _C.hand_out_on.label("on"), _C.ref, literal(_GIVEN).label("over"), literal(0).label("line")
    ).where(*asked)


def _answers(
    first: date, last: date, seen: Sequence[ColumnElement[bool]]
) -> Select[tuple[date, str, int, int]]:
    over = select(_P.due_on.label("on"), _C.ref, _P.kind.label("over"), _P.line)
    return over.join_from(PROCEEDINGS, CASES, _P.case_id == _C.id).where(
        _P.due_on.between(first, last), *seen
    )
