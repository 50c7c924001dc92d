"""The tables of what is told outside: every message, and the mornings whose digests are made."""

from datetime import date, datetime
from typing import Any, ClassVar

from sqlalchemy import Index
from sqlalchemy import UniqueConstraint as Unique
from sqlmodel import Field

from store.columns import METADATA, Row, long


class MessageRow(Row, table=True):
    """A message. `lines` is JSON; `ref` the case an alert is of, or the unit, empty for a digest."""

    __tablename__ = "messages"
    # However often an alert is told of, one message leaves by a route to one recipient.
    __table_args__ = (
        Unique("route", "recipient", "alert", name="uq_messages_route_recipient_alert"),
        Index("ix_messages_state", "state", "due_at", "id"),
        Index("ix_messages_ref", "ref", "id"),
    )

    id: int | None = Field(default=None, primary_key=True)
    route: str
    recipient: str
    alert: str
    code: str
    kind: str
    ref: str
    lines: str = long()
    urgent: bool
    at: datetime
    state: str
    due_at: datetime
    attempts: int
    holder: str
    until: datetime | None = None
    sent_at: datetime | None = None
    error: str = long()
    digest: str
    by: str
    by_at: datetime | None = None


class DigestRow(Row, table=True):
    """A day whose digests are begun, and how far they are."""

    __tablename__ = "digests"

    day: date = Field(primary_key=True)
    at: datetime
    stage: str = Field(default="told", sa_column_kwargs={"server_default": "told"})
    after: str = Field(default="", sa_column_kwargs={"server_default": ""})


class DigestLineRow(Row, table=True):
    """A deadline that a digest under way is to tell somebody of."""

    __tablename__ = "digest_lines"
    __table_args__: ClassVar[dict[str, Any]] = {"sqlite_with_rowid": False}

    day: date = Field(primary_key=True)
    recipient: str = Field(primary_key=True)
    ref: str = Field(primary_key=True)
    kind: str = Field(primary_key=True)
    line: int = Field(primary_key=True)
    due_on: date


MESSAGES = METADATA.tables["messages"]
DIGESTS = METADATA.tables["digests"]
DIGEST_LINES = METADATA.tables["digest_lines"]
