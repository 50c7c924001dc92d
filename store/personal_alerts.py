"""The alerts of people in a database: the port of `workflow.personal`, fulfilled."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, bindparam, func, select, update
from sqlalchemy.dialects.postgresql import insert

from store.alert_tables import ALERTS, PERSONAL_ALERTS
from store.connections import Connections
from store.scope import NO_UNITS, Scope
from store.tables import CASES
from store.values import day_in, moment_out
from workflow.again import until_kept
from workflow.alerts import Alert
from workflow.errors import NotFound
from workflow.ledger import Raised, Record
from workflow.personal import PersonalAlert, PersonalAlerts
from workflow.vocabulary import DeadlineKind, State

_A, _C, _P = ALERTS.c, CASES.c, PERSONAL_ALERTS.c
_KEPT = select(bindparam("login"), _A.id).where(
    _A.case_id == bindparam("case"),
    _A.kind == bindparam("kind"),
    _A.line == bindparam("line"),
    _A.due_on == bindparam("due_on"),
    _A.threshold == bindparam("threshold"),
)
TOLD = insert(PERSONAL_ALERTS).from_select(["login", "alert_id"], _KEPT).on_conflict_do_nothing()
PAGE = (
    select(_C.ref, _C.state, *ALERTS.c, _P.read_at)
    .join_from(PERSONAL_ALERTS, ALERTS, _P.alert_id == _A.id)
    .join(CASES, _A.case_id == _C.id)
)
UNREAD = (
    select(_P.alert_id)
    .join_from(PERSONAL_ALERTS, ALERTS, _P.alert_id == _A.id)
    .join(CASES, _A.case_id == _C.id)
    .where(_P.read_at.is_(None))
)


class SqlPersonalAlerts(PersonalAlerts):
    """The alerts of people, as far as whoever asks sees their cases. Threads may share it."""

    def __init__(self, connections: Connections, scope: Scope) -> None:
        self._connections = connections
        self._scope = scope

    # The docstrings of what follows are the port's.
    # ruff: noqa: D102

    @until_kept
    def tell(self, record: Record, raised: Raised, logins: Iterable[str]) -> None:
        alert = raised.alert
        key = {
            "case": record.id,
            "kind": alert.kind.value,
            "line": alert.line,
            "due_on": day_in(alert.due_on),
            "threshold": alert.threshold,
        }
        with self._connections.writing() as link:
            link.run_each(TOLD, [{"login": login, **key} for login in logins])

    def page(self, login: str, before: int = 0, limit: int = 50) -> Sequence[PersonalAlert]:
        asked = PAGE.where(_P.login == login, *self._seen())
        if before:
            asked = asked.where(_P.alert_id < before)
        with self._connections.reading() as link:
            rows = link.core.execute(asked.order_by(_P.alert_id.desc()).limit(limit)).all()
        return [_personal(row) for row in rows]

    def unread(self, login: str, most: int) -> int:
        found = UNREAD.where(_P.login == login, *self._seen()).limit(most).subquery()
        with self._connections.reading() as link:
            return link.core.execute(select(func.count()).select_from(found)).scalar_one()

    @until_kept
    def read(self, login: str, number: int, at: datetime) -> None:
        mine = update(PERSONAL_ALERTS).where(_P.login == login, _P.alert_id == number)
        with self._connections.writing() as link:
            if not link.core.execute(mine.values(read_at=func.coalesce(_P.read_at, at))).rowcount:
                raise no_alert(number)

    @until_kept
    def read_all(self, login: str, last: int, at: datetime) -> None:
        unread = (_P.login == login, _P.alert_id <= last, _P.read_at.is_(None))
        with self._connections.writing() as link:
            link.core.execute(update(PERSONAL_ALERTS).where(*unread).values(read_at=at))

    def _seen(self) -> Sequence[ColumnElement[bool]]:
        units = self._scope.narrow(NO_UNITS)
        return (_C.unit_id.in_(units),) if units else ()


def no_alert(number: int) -> NotFound:
    """What is said of an alert that was not raised to somebody."""
    return NotFound("no_alert", "No alert {number} was raised to you.", number=number)


def _personal(row: Any) -> PersonalAlert:
    alert = Alert(DeadlineKind.of(row.kind), row.line, row.due_on, row.threshold, row.owed_on)
    raised = Raised(row.ref, alert, row.raised_on, moment_out(row.raised_at), row.late_by, row.superseded)
    return PersonalAlert(
        row.id, raised, State.of(row.state), moment_out(row.read_at) if row.read_at else None
    )
