"""What the bell asks for, and that it rings once."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from sqlalchemy import bindparam, select, tuple_
from sqlalchemy.dialects.postgresql import insert

from store.alert_tables import ALERTS
from store.link import Link
from store.tables import CASES
from store.values import day_in, day_out, moment_in, moment_out
from store.writing import change
from workflow.alerts import Alert
from workflow.ledger import Raised, Record
from workflow.vocabulary import DeadlineKind

_C, _A = CASES.c, ALERTS.c
# One range of the index of those who wait, however many cases there are.
DUE = (
    select(_C.next_alert_on, _C.id, _C.ref)
    .where(_C.next_alert_on <= bindparam("today"))
    .order_by(_C.next_alert_on, _C.id)
    .limit(bindparam("most"))
)
DUE_AFTER = DUE.where(
    _C.next_alert_on >= bindparam("day"),
    tuple_(_C.next_alert_on, _C.id) > tuple_(bindparam("day"), bindparam("last")),
)
RAISED = (
    select(_A.kind, _A.line, _A.due_on, _A.threshold, _A.owed_on)
    .add_columns(_A.raised_on, _A.raised_at, _A.late_by, _A.superseded)
    .where(_A.case_id == bindparam("case"))
    .order_by(_A.owed_on, _A.id)
)
# The unique key decides who was first; who comes second is not told off.
NEW_ALERT = insert(ALERTS).on_conflict_do_nothing()


def due(
    link: Link, today: date, after: tuple[date, int] | None, limit: int
) -> Sequence[tuple[date, int, str]]:
    """Cases whose next alert is owed by `today`, past `after`."""
    asked: dict[str, object] = {"today": day_in(today), "most": limit}
    if after is None:
        found = link.run(DUE, asked)
    else:
        found = link.run(DUE_AFTER, {**asked, "day": day_in(after[0]), "last": after[1]})
    return [(day_out(day), case_id, ref) for day, case_id, ref in found.fetchall()]


def raised_for(link: Link, record: Record) -> Sequence[Raised]:
    """The alerts raised for a case, oldest first."""
    return [_raised(record.ref, row) for row in link.run(RAISED, {"case": record.id}).fetchall()]


def keep(link: Link, record: Record, raised: Iterable[Raised], next_alert_on: date | None) -> int:
    """Keep alerts, each key once; how many were new.

    Raises:
        Conflict: somebody else has written to the case, so the alerts may not be owed any more.
    """
    change(link, record, {"version": record.version, "next_alert_on": day_in(next_alert_on)})
    return sum(link.run(NEW_ALERT, _columns(record, one)).rowcount for one in raised)


def _columns(record: Record, one: Raised) -> dict[str, object]:
    return {
        "case_id": record.id,
        "kind": one.alert.kind.value,
        "line": one.alert.line,
        "due_on": day_in(one.alert.due_on),
        "threshold": one.alert.threshold,
        "owed_on": day_in(one.alert.owed_on),
        "raised_on": day_in(one.raised_on),
        "raised_at": moment_in(one.raised_at),
        "late_by": one.late_by,
        "superseded": one.superseded,
    }


def _raised(ref: str, row: Sequence[Any]) -> Raised:
    kind, line, due_on, threshold, owed_on, raised_on, raised_at, late_by, superseded = row
    alert = Alert(DeadlineKind.of(kind), line, day_out(due_on), threshold, day_out(owed_on))
    return Raised(ref, alert, day_out(raised_on), moment_out(raised_at), late_by, bool(superseded))
