"""The tables of arrivals: what came in and is to be confirmed, and what was done with it."""

from datetime import date, datetime
from typing import Any, ClassVar

from sqlalchemy import CheckConstraint, Index
from sqlmodel import Field

from store.columns import METADATA, Row, long, small, where
from store.values import CHANNELS
from workflow.arrivals import Standing

_STANDINGS = ", ".join(f"'{word}'" for word in Standing)


class ArrivalRow(Row, table=True):
    """What came in. Personal data stand here until it is confirmed, and after."""

    __tablename__ = "arrivals"
    __table_args__ = (
        CheckConstraint(f"channel BETWEEN 1 AND {len(CHANNELS)}", "channel_is_known"),
        CheckConstraint(f"standing IN ({_STANDINGS})", "standing_is_known"),
        CheckConstraint("version >= 1", "begins_with_its_arrival"),
        # An arrival has become a case, or is none.
        CheckConstraint("(ref <> '') = (standing = 'confirmed')", "confirmed_as_a_case"),
        Index("ix_arrivals_ref", "ref", unique=True, **where("ref <> ''")),
        # The list of those that wait, which is short however many there have been.
        Index("ix_arrivals_waiting", "arrived_on", "id", **where("standing = 'waiting'")),
    )

    id: int | None = Field(default=None, primary_key=True)
    unit_id: int = Field(foreign_key="units.id")
    channel: int = small()
    arrived_on: date
    name: str
    id_document: str
    contact: str
    address: str
    postcode: str
    agent: str
    subject: str = long()
    note: str = long()
    #: How it stands, and how many steps it has taken: copies of `arrival_steps`, written with them.
    standing: str
    version: int
    ref: str


class ArrivalStepRow(Row, table=True):
    """What was done with an arrival: only ever added to."""

    __tablename__ = "arrival_steps"
    __table_args__: ClassVar[dict[str, Any]] = {"sqlite_with_rowid": False}

    # Two clerks, one arrival, the same moment: the second finds the line taken.
    arrival_id: int = Field(primary_key=True, foreign_key="arrivals.id")
    line: int = Field(primary_key=True)
    turn: str
    on: date
    by: str
    at: datetime
    reason: str = long()


ARRIVALS = METADATA.tables["arrivals"]
ARRIVAL_STEPS = METADATA.tables["arrival_steps"]
