"""The tables of alerts: of cases, of units themselves, and to whom those of cases were raised."""

from datetime import date, datetime

from sqlalchemy import Index
from sqlalchemy import UniqueConstraint as Unique
from sqlmodel import Field

from store.columns import METADATA, Row, where


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


class PersonalAlertRow(Row, table=True):
    """An alert of a case as it was raised to somebody; it goes with its alert."""

    __tablename__ = "personal_alerts"
    # Every page tells how many are unread.
    __table_args__ = (Index("ix_personal_alerts_unread", "login", "alert_id", **where("read_at IS NULL")),)

    login: str = Field(primary_key=True, foreign_key="people.login")
    alert_id: int = Field(primary_key=True, foreign_key="alerts.id", ondelete="CASCADE", index=True)
    read_at: datetime | None = None


ALERTS = METADATA.tables["alerts"]
OFFICE_ALERTS = METADATA.tables["office_alerts"]
PERSONAL_ALERTS = METADATA.tables["personal_alerts"]
