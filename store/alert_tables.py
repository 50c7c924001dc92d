"""The tables of alerts: of cases, and of units themselves."""

from datetime import date, datetime

from sqlalchemy import UniqueConstraint as Unique
from sqlmodel import Field

from store.columns import METADATA, Row


class AlertRow(Row, table=True):
    """An alert that has been raised."""

    __tablename__ = "alerts"
    # However often the bell rings, a threshold of a deadline is raised once.
    __table_args__ = (Unique("case_id", "kind", "line", "due_on", "threshold"),)

    id: int | None = Field(default=None, primary_key=True)
    case_id: int = Field(foreign_key="cases.id")
    kind: str
    line: int
    due_on: date
    threshold: int
    owed_on: date
    raised_on: date
    raised_at: datetime
    late_by: int
    superseded: bool


class OfficeAlertRow(Row, table=True):
    """An alert of a unit itself that has been raised: its report of a year."""

    __tablename__ = "office_alerts"
    # As for cases: raised once, however often the bell rings.
    __table_args__ = (Unique("unit_id", "kind", "year", "due_on", "threshold"),)

    id: int | None = Field(default=None, primary_key=True)
    unit_id: int = Field(foreign_key="units.id")
    kind: str
    year: int
    due_on: date
    threshold: int
    owed_on: date
    raised_on: date
    raised_at: datetime
    late_by: int
    superseded: bool


ALERTS = METADATA.tables["alerts"]
OFFICE_ALERTS = METADATA.tables["office_alerts"]
