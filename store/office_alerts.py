"""What was raised of units themselves, in a database: each key once."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert

from store.alert_tables import OFFICE_ALERTS
from store.connections import Connections
from store.tables import UNITS
from store.values import moment_out
from workflow.again import until_kept
from workflow.alerts import Alert
from workflow.ledger import OfficeAlerts, Raised
from workflow.vocabulary import DeadlineKind

_A = OFFICE_ALERTS.c


class SqlOfficeAlerts(OfficeAlerts):
    """The alerts of units. Threads may share it."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    # The docstrings of these two are the port's.

    def of(self, unit: int) -> Sequence[Raised]:  # noqa: D102
        asked = select(OFFICE_ALERTS, UNITS.c.name).join_from(OFFICE_ALERTS, UNITS, _A.unit_id == UNITS.c.id)
        with self._connections.reading() as link:
            rows = link.core.execute(asked.where(_A.unit_id == unit).order_by(_A.owed_on, _A.id)).all()
        return [_raised(row) for row in rows]

    @until_kept
    def keep(self, unit: int, raised: Iterable[Raised]) -> int:  # noqa: D102
        new = insert(OFFICE_ALERTS).on_conflict_do_nothing().returning(_A.id)
        with self._connections.writing() as link:
            return sum(len(link.core.execute(new, _columns(unit, one)).all()) for one in raised)


def _columns(unit: int, one: Raised) -> dict[str, object]:
    return {
        "unit_id": unit,
        "kind": one.alert.kind.value,
        "year": one.alert.line,
        "due_on": one.alert.due_on,
        "threshold": one.alert.threshold,
        "owed_on": one.alert.owed_on,
        "raised_on": one.raised_on,
        "raised_at": one.raised_at,
        "late_by": one.late_by,
        "superseded": one.superseded,
    }


def _raised(row: Any) -> Raised:
    alert = Alert(DeadlineKind.of(row.kind), row.year, row.due_on, row.threshold, row.owed_on)
    return Raised(row.name, alert, row.raised_on, moment_out(row.raised_at), row.late_by, row.superseded)
