"""The tables of proposed calendars, and of the last days that they would move."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Column, ForeignKey, Index, Integer, String
from sqlmodel import Field

from store.columns import METADATA, Row, long


class ProposalRow(Row, table=True):
    """Another calendar, proposed; what was decided about it stays."""

    __tablename__ = "proposals"
    __table_args__ = (
        # Who decided, and when, is kept with what was decided, or not at all.
        CheckConstraint("(decided_at IS NULL) = (state IN ('listing', 'listed'))", "decided_as_a_whole"),
        Index("ix_proposals_state", "state", "id"),
    )

    id: int | None = Field(default=None, primary_key=True)
    kind: str
    text: str = long()
    title: str
    by: str
    at: datetime
    state: str
    rules: str
    listed_at: datetime | None = None
    after: str
    cases: int
    moved: int
    firm: int
    letters: int
    digest: str
    decided_by: str
    decided_at: datetime | None = None
    reason: str = long()


class ProposedRow(Row, table=True):
    """A last day that a proposal moves, or makes firm."""

    __tablename__ = "proposed_days"
    __table_args__ = {"sqlite_with_rowid": False}  # noqa: RUF012 — SQLModel's own name

    proposal_id: int = Field(
        sa_column=Column(Integer, ForeignKey("proposals.id"), primary_key=True, autoincrement=False)
    )
    ref: str = Field(
        sa_column=Column(String().with_variant(String(collation="C"), "postgresql"), primary_key=True)
    )
    kind: str = Field(
        sa_column=Column(String().with_variant(String(collation="C"), "postgresql"), primary_key=True)
    )
    line: int = Field(sa_column=Column(Integer, primary_key=True, autoincrement=False))
    before: date | None = None
    after: date | None = None
    was_provisional: bool
    provisional: bool
    #: The days that count otherwise, and the numbers of letters, each with a line of its own.
    because: str = long()
    letters: str = long()


PROPOSALS = METADATA.tables["proposals"]
PROPOSED = METADATA.tables["proposed_days"]
