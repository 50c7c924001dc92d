"""The tables, each constraint with its reason.

`entries` is the truth. The columns of `cases` from `statute` on are copies of what the entries say, written
with them, so that lists, sweeps and counts need not replay a million cases; `foi verify` proves them equal.
"""

from datetime import date, datetime
from typing import Any, ClassVar

from sqlalchemy import BigInteger, CheckConstraint, Column, Index, MetaData, SmallInteger, String, Text, text
from sqlalchemy import UniqueConstraint as Unique
from sqlmodel import Field, SQLModel

from workflow.vocabulary import OPEN_STATES

#: Every constraint has a name, or SQLite's tables could never be changed.
NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}
METADATA = MetaData(naming_convention=NAMES)
#: A case that stood open at the end of the year it came in.
CARRIED = "(counted_year IS NULL OR counted_year > received_year)"
_OPEN = ", ".join(f"'{state}'" for state in OPEN_STATES)


class Row(SQLModel):
    """What all tables share."""

    metadata: ClassVar[MetaData] = METADATA


def _where(condition: str) -> Any:
    """An index of the rows that meet a condition only."""
    return {"sqlite_where": text(condition), "postgresql_where": text(condition)}


def _reference() -> Any:
    # Pages follow each other by reference, so every database must put the references in the same order.
    kept_in = String().with_variant(String(collation="C"), "postgresql")
    return Field(sa_column=Column(kept_in, nullable=False, unique=True))


def _small(*, nullable: bool = False) -> Any:
    return Field(sa_column=Column(SmallInteger, nullable=nullable))


def _long(default: Any = ...) -> Any:
    return Field(default, sa_type=Text)


class UnitRow(Row, table=True):
    """An office of the installation."""

    __tablename__ = "units"
    __table_args__ = (
        # Two units with one code would write the same references.
        Index("ix_units_code", "code", unique=True, **_where("code <> ''")),
    )

    id: int | None = Field(default=None, primary_key=True)
    name: str = Field(unique=True)
    code: str = ""
    parent: int | None = Field(default=None, foreign_key="units.id")


class SeriesRow(Row, table=True):
    """The last number given out under a prefix in a year."""

    __tablename__ = "series"
    __table_args__ = (CheckConstraint("last >= 0", "last_is_a_number"),)

    prefix: str = Field(primary_key=True)
    year: int = Field(sa_column=Column(SmallInteger, primary_key=True, autoincrement=False))
    last: int = Field(sa_type=BigInteger)


class CaseRow(Row, table=True):
    """A request, and the copies of what its entries say."""

    __tablename__ = "cases"
    __table_args__ = (
        CheckConstraint("version >= 1", "begins_with_its_receipt"),
        CheckConstraint("kind BETWEEN 1 AND 6", "kind_is_known"),
        CheckConstraint("channel BETWEEN 1 AND 5", "channel_is_known"),
        CheckConstraint("timeliness BETWEEN 1 AND 3", "timeliness_is_known"),
        # What is carried over is found by comparing the two years.
        CheckConstraint("counted_year >= received_year", "counted_after_receipt"),
        CheckConstraint("(counted_on IS NULL) = (counted_year IS NULL)", "counted_in_the_year_of_its_day"),
        # A year is counted from these two alone: the cases closed in it, and the few carried over. They hold
        # all that a table asks for, and the reference by which the cases of a cell are listed.
        Index(
            "ix_cases_counted", "counted_year", "counted_outcome", "received_year", "timeliness", "kind",
            "channel", "unit_id", "ref", **_where("counted_year IS NOT NULL"),
        ),
        Index(
            "ix_cases_carried", "received_year", "counted_year", "counted_outcome", "timeliness", "kind",
            "channel", "unit_id", "ref", **_where(CARRIED),
        ),
        Index("ix_cases_received", "received_year", "ref"),
        # The daily sweep reads a range of it, however many cases wait for nothing.
        Index("ix_cases_next_alert_on", "next_alert_on", "id", "ref", **_where("next_alert_on IS NOT NULL")),
        # The lists of open states lean on the short index of open cases.
        CheckConstraint(f"closed_on IS NULL OR state NOT IN ({_OPEN})", "an_open_state_is_not_closed"),
        # A list is one of these read onwards from the last reference of the page before.
        Index("ix_cases_unit_id", "unit_id", "ref"),
        Index("ix_cases_open", "ref", **_where("closed_on IS NULL")),
    )  # fmt: skip

    id: int | None = Field(default=None, primary_key=True)
    ref: str = _reference()
    unit_id: int = Field(foreign_key="units.id")
    subject: str = _long()
    topic: str = _long("")
    form_of_supply: str = ""
    way: str = ""
    arrived_on: date | None = None
    note: str = _long("")
    #: The line of the last entry, and its hash: a case cut short at the end would betray itself.
    version: int
    head: str
    statute: str
    state: str
    channel: int = _small()
    kind: int = _small()
    received_on: date
    outcome: str | None = None
    answered_on: date | None = None
    served_on: date | None = None
    closed_on: date | None = None
    counted_outcome: int | None = _small(nullable=True)
    counted_on: date | None = None
    timeliness: int | None = _small(nullable=True)
    irregular: int = 0
    received_year: int = _small()
    counted_year: int | None = _small(nullable=True)
    #: Every deadline, as a JSON list: written whole, and read whole.
    deadlines: str = _long()
    #: The years whose last word was a clarification notice; the rows of `unanswered_notices` are counted.
    unanswered: str = ""
    #: The last day of the reply while its clock runs and the day is known.
    reply_due_on: date | None = None
    next_alert_on: date | None = None


class ApplicantRow(Row, table=True):
    """Who asks: personal data, which may one day be erased."""

    __tablename__ = "applicants"
    __table_args__: ClassVar[dict[str, Any]] = {"sqlite_with_rowid": False}

    case_id: int = Field(primary_key=True, foreign_key="cases.id")
    position: int = Field(primary_key=True)
    name: str
    id_document: str = ""
    contact: str = ""
    address: str = ""
    postcode: str = ""
    agent: str = ""


class EntryRow(Row, table=True):
    """What happened. The database itself refuses to change or remove a row."""

    __tablename__ = "entries"
    __table_args__ = (
        CheckConstraint("line >= 1", "lines_count_from_one"),
        {"sqlite_with_rowid": False},
    )

    # Two clerks, one case, the same moment: the second finds the line taken.
    case_id: int = Field(primary_key=True, foreign_key="cases.id")
    line: int = Field(primary_key=True)
    action: str
    on: date
    #: Indexed because every act asks whether the machine's clock has gone back.
    recorded_at: datetime = Field(index=True)
    by: str
    facts: str = _long()
    irregular: str = _long("")
    prev: str
    hash: str


class TextRow(Row, table=True):
    """A free text of an entry, which keeps its digest; the words may be erased, the chain still holds."""

    __tablename__ = "texts"
    __table_args__: ClassVar[dict[str, Any]] = {"sqlite_with_rowid": False}

    case_id: int = Field(primary_key=True, foreign_key="cases.id")
    digest: str = Field(primary_key=True)
    salt: str
    text: str = _long()


class UnansweredNotice(Row, table=True):
    """A year whose last word to the applicant was a clarification notice: the tables count those apart."""

    __tablename__ = "unanswered_notices"
    __table_args__: ClassVar[dict[str, Any]] = {"sqlite_with_rowid": False}

    year: int = Field(sa_column=Column(SmallInteger, primary_key=True, autoincrement=False))
    case_id: int = Field(primary_key=True, foreign_key="cases.id", index=True)


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


class NoticeRow(Row, table=True):
    """A holiday notice the office has added, as its text: every server counts by the same days."""

    __tablename__ = "notices"

    id: int | None = Field(default=None, primary_key=True)
    text: str = _long()
    by: str
    at: datetime


UNITS = METADATA.tables["units"]
SERIES = METADATA.tables["series"]
CASES = METADATA.tables["cases"]
APPLICANTS = METADATA.tables["applicants"]
ENTRIES = METADATA.tables["entries"]
TEXTS = METADATA.tables["texts"]
UNANSWERED = METADATA.tables["unanswered_notices"]
ALERTS = METADATA.tables["alerts"]
NOTICES = METADATA.tables["notices"]
