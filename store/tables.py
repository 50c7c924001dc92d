"""The tables, each constraint with its reason.

`entries` is the truth. The columns of `cases` from `statute` on are copies of what the entries say, written
with them, so that lists, sweeps and counts need not replay a million cases; `foi verify` proves them equal.
"""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any, ClassVar

from sqlalchemy import BigInteger, CheckConstraint, Column, Index, SmallInteger
from sqlmodel import Field

from store.columns import METADATA, Row, long, reference, small, where
from store.values import CHANNELS, KINDS, PROCEEDING_KINDS, PROCEEDING_RESULTS, TIMELINESS
from workflow.vocabulary import OPEN_STATES, DocumentStatus, ProceedingResult

#: A case that stood open at the end of the year it came in.
CARRIED = "(counted_year IS NULL OR counted_year > received_year)"


def _quoted(words: Iterable[str]) -> str:
    return ", ".join(f"'{word}'" for word in words)


_OPEN = _quoted(OPEN_STATES)


class UnitRow(Row, table=True):
    """An office of the installation."""

    __tablename__ = "units"
    __table_args__ = (
        # Two units with one code would write the same references.
        Index("ix_units_code", "code", unique=True, **where("code <> ''")),
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
        CheckConstraint(f"kind BETWEEN 1 AND {len(KINDS)}", "kind_is_known"),
        CheckConstraint(f"channel BETWEEN 1 AND {len(CHANNELS)}", "channel_is_known"),
        CheckConstraint(f"timeliness BETWEEN 1 AND {len(TIMELINESS)}", "timeliness_is_known"),
        # What is carried over is found by comparing the two years.
        CheckConstraint("counted_year >= received_year", "counted_after_receipt"),
        CheckConstraint("(counted_on IS NULL) = (counted_year IS NULL)", "counted_in_the_year_of_its_day"),
        # A year is counted from these two alone: the cases closed in it, and the few carried over. They hold
        # all that a table asks for, and the reference by which the cases of a cell are listed.
        Index(
            "ix_cases_counted", "counted_year", "counted_outcome", "received_year", "timeliness", "kind",
            "channel", "unit_id", "ref", **where("counted_year IS NOT NULL"),
        ),
        Index(
            "ix_cases_carried", "received_year", "counted_year", "counted_outcome", "timeliness", "kind",
            "channel", "unit_id", "ref", **where(CARRIED),
        ),
        Index("ix_cases_received", "received_year", "ref"),
        # The daily sweep reads a range of it, however many cases wait for nothing.
        Index("ix_cases_next_alert_on", "next_alert_on", "id", "ref", **where("next_alert_on IS NOT NULL")),
        # The lists of open states lean on the short index of open cases.
        CheckConstraint(f"closed_on IS NULL OR state NOT IN ({_OPEN})", "an_open_state_is_not_closed"),
        # A list is one of these read onwards from the last reference of the page before.
        Index("ix_cases_unit_id", "unit_id", "ref"),
        Index("ix_cases_open", "ref", **where("closed_on IS NULL")),
        Index("ix_cases_unit_open", "unit_id", "ref", **where("closed_on IS NULL")),
        Index("ix_cases_received_on", "received_on", "ref"),
        Index("ix_cases_unit_received_on", "unit_id", "received_on", "ref"),
        # Only a running clock keeps its day: the day's work is a short range, however many cases are closed.
        Index("ix_cases_due", "reply_due_on", "ref", **where("reply_due_on IS NOT NULL")),
        Index("ix_cases_unit_due", "unit_id", "reply_due_on", "ref", **where("reply_due_on IS NOT NULL")),
        Index("ix_cases_hand_out", "hand_out_on", "ref", **where("hand_out_on IS NOT NULL")),
        Index("ix_cases_assigned_to", "assigned_to", "ref", **where("assigned_to IS NOT NULL")),
        # What was reckoned by other rules is a range on either side of those that hold.
        Index("ix_cases_rules", "rules", "id", "ref"),
    )  # fmt: skip

    id: int | None = Field(default=None, primary_key=True)
    ref: str = reference()
    unit_id: int = Field(foreign_key="units.id")
    subject: str = long()
    topic: str = long("")
    form_of_supply: str = ""
    way: str = ""
    arrived_on: date | None = None
    note: str = long("")
    #: The line of the last entry, and its hash: a case cut short at the end would betray itself.
    version: int
    head: str
    statute: str
    state: str
    channel: int = small()
    kind: int = small()
    received_on: date
    outcome: str | None = None
    answered_on: date | None = None
    served_on: date | None = None
    closed_on: date | None = None
    counted_outcome: int | None = small(nullable=True)
    counted_on: date | None = None
    timeliness: int | None = small(nullable=True)
    irregular: int = 0
    received_year: int = small()
    counted_year: int | None = small(nullable=True)
    #: Every deadline, as a JSON list: written whole, and read whole.
    deadlines: str = long()
    #: The years whose last word was a clarification notice; the rows of `unanswered_notices` are counted.
    unanswered: str = ""
    #: Every review, suit and complaint, as a JSON list; the rows of `proceedings` are counted.
    proceedings: str | None = long(None)
    #: The last day of the reply while its clock runs and the day is known.
    reply_due_on: date | None = None
    next_alert_on: date | None = None
    #: The office's own day for whom the case was given to, until it is given anew or answered.
    hand_out_on: date | None = None
    #: Whom the case was last given to.
    assigned_to: str | None = None
    #: The rules by which the copies were reckoned (`workflow.rules`); empty where nobody knows.
    rules: str = Field(default="", sa_column_kwargs={"server_default": ""})


class ApplicantRow(Row, table=True):
    """Who asks: personal data, which may one day be erased."""

    __tablename__ = "applicants"
    __table_args__ = (
        # Somebody at the counter is found by the last four characters of their document.
        Index("ix_applicants_id_tail", "id_tail", "case_id", **where("id_tail IS NOT NULL")),
        {"sqlite_with_rowid": False},
    )

    case_id: int = Field(primary_key=True, foreign_key="cases.id")
    position: int = Field(primary_key=True)
    #: Indexed because whoever logs a request is told what the same applicant has asked before.
    name: str = Field(index=True)
    id_document: str = ""
    contact: str = ""
    address: str = ""
    postcode: str = ""
    agent: str = ""
    #: The last four characters of the document, made from it whenever it is written, and erased with it.
    id_tail: str | None = None


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
    #: Indexed because the doctor looks for what a clock that was ahead has recorded.
    recorded_at: datetime = Field(index=True)
    by: str
    facts: str = long()
    prev: str
    hash: str


class TextRow(Row, table=True):
    """A free text of an entry, which keeps its digest; the words may be erased, the chain still holds."""

    __tablename__ = "texts"
    __table_args__: ClassVar[dict[str, Any]] = {"sqlite_with_rowid": False}

    case_id: int = Field(primary_key=True, foreign_key="cases.id")
    digest: str = Field(primary_key=True)
    salt: str
    text: str = long()


class UnansweredNotice(Row, table=True):
    """A year whose last word to the applicant was a clarification notice: the tables count those apart."""

    __tablename__ = "unanswered_notices"
    __table_args__: ClassVar[dict[str, Any]] = {"sqlite_with_rowid": False}

    year: int = Field(sa_column=Column(SmallInteger, primary_key=True, autoincrement=False))
    case_id: int = Field(primary_key=True, foreign_key="cases.id", index=True)


class ProceedingRow(Row, table=True):
    """A review, a suit or a complaint over a case."""

    __tablename__ = "proceedings"
    __table_args__ = (
        CheckConstraint(f"kind BETWEEN 1 AND {len(PROCEEDING_KINDS)}", "kind_is_known"),
        CheckConstraint(f"result BETWEEN 1 AND {len(PROCEEDING_RESULTS)}", "result_is_known"),
        # A table counts what was decided by its result, and what was not as pending.
        CheckConstraint(
            f"(decided_on IS NULL) = (result = {PROCEEDING_RESULTS[ProceedingResult.PENDING]})",
            "decided_with_a_result",
        ),
        {"sqlite_with_rowid": False},
    )

    case_id: int = Field(primary_key=True, foreign_key="cases.id")
    #: The entry of its filing.
    line: int = Field(primary_key=True)
    kind: int = small()
    filed_on: date
    decided_on: date | None = None
    result: int = small()
    #: The last day to answer it, while an answer is awaited.
    due_on: date | None = None


class DocumentRow(Row, table=True):
    """A letter of a case, from draft to issued; what was issued stands in `entries` too."""

    __tablename__ = "documents"
    __table_args__ = (
        CheckConstraint(f"status IN ({_quoted(DocumentStatus)})", "status_is_known"),
        CheckConstraint("version >= 1", "version_counts_from_one"),
        # A letter is issued with its number, its day and its entry, or not at all.
        CheckConstraint(
            "(number = '') = (issued IS NULL) AND (number = '') = (issued_on IS NULL)", "issued_as_a_whole"
        ),
        CheckConstraint("(number = '') = (status IN ('draft', 'signed'))", "numbered_when_issued"),
        # What an entry tells is told by one letter of a kind; a void one makes room for another.
        Index("ix_documents_standing", "case_id", "line", "kind", unique=True, **where("status <> 'void'")),
        # A number is never given twice, whatever the patterns of two units.
        Index("ix_documents_number", "number", unique=True, **where("number <> ''")),
        Index("ix_documents_status", "status", "id"),
        Index("ix_documents_case_id", "case_id", "id"),
        Index("ix_documents_issued_on", "issued_on", "id", **where("issued_on IS NOT NULL")),
        Index("ix_documents_docx", "docx", **where("docx <> ''")),
        Index("ix_documents_pdf", "pdf", **where("pdf <> ''")),
    )

    id: int | None = Field(default=None, primary_key=True)
    case_id: int = Field(foreign_key="cases.id")
    line: int
    kind: str
    status: str
    version: int
    words: str = long()
    composed: str
    drafted_by: str
    drafted_at: datetime
    signed_by: str = ""
    signed_at: datetime | None = None
    number: str = ""
    issued: int | None = None
    issued_on: date | None = None
    docx: str = ""
    pdf: str = ""


class NoticeRow(Row, table=True):
    """A holiday notice the office has added, as its text: every server counts by the same days."""

    __tablename__ = "notices"

    id: int | None = Field(default=None, primary_key=True)
    text: str = long()
    by: str
    at: datetime


UNITS = METADATA.tables["units"]
SERIES = METADATA.tables["series"]
CASES = METADATA.tables["cases"]
APPLICANTS = METADATA.tables["applicants"]
ENTRIES = METADATA.tables["entries"]
TEXTS = METADATA.tables["texts"]
UNANSWERED = METADATA.tables["unanswered_notices"]
PROCEEDINGS = METADATA.tables["proceedings"]
DOCUMENTS = METADATA.tables["documents"]
NOTICES = METADATA.tables["notices"]
