"""The table of alerts."""

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


ALERTS = METADATA.tables["alerts"]
