"""What a program is told: the JSON of `foi --json`, written down for the description of the API."""

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict

#: A day, as 2026-03-09.
Day = str


class Told(BaseModel):
    """What all have in common: nothing more than these is told."""

    model_config = ConfigDict(extra="forbid")


class Fault(Told):
    """What went wrong: `code` is for programs, `message` for people, `possible` what can be done instead."""

    code: str
    message: str
    possible: list[str] | None = None
    faults: list[Any] | None = None


class Failed(Told):
    """The answer to what was not done."""

    error: Fault


class DueTold(Told):
    """A last day, null while nobody can know it."""

    due: Day | None
    provisional: bool


class DeadlineTold(DueTold):
    """A deadline with the article that sets it."""

    kind: str
    running: bool
    article: str
    line: int


class EntryTold(Told):
    """A line of the ledger."""

    line: int
    action: str
    on: Day
    recorded_at: str
    by: str
    facts: dict[str, Any]


class RecourseTold(Told):
    """Until when review or suit is open."""

    kind: str
    until: Day | None
    provisional: bool
    filed: Day | None


class ProceedingTold(Told):
    """A review, a suit or a complaint."""

    line: int
    kind: str
    filed: Day
    received: Day
    due: Day | None
    responded: Day | None
    decided: Day | None
    result: str
    reopened: Day | None
    body: str
    case_number: str


class Digests(Told):
    """The SHA-256 of both files."""

    docx: str
    pdf: str


class LetterTold(Told):
    """A letter, from draft to issued."""

    id: int
    ref: str
    line: int
    kind: str
    status: str
    number: str
    edited: bool
    idle: bool
    drafted_by: str
    signed_by: str
    issued_on: Day | None
    sha256: Digests | None


class LetterDone(LetterTold):
    """A letter as the call leaves it; `moved` says what now counts otherwise in a frozen year."""

    moved: list[str]


class CaseTold(Told):
    """A case with its entries, deadlines, letters and what is possible now."""

    ref: str
    state: str
    outcome: str | None
    version: int
    statute: str
    received: Day
    answered: Day | None
    served: Day | None
    delivery: str | None
    signed: Day | None
    recourses: list[RecourseTold]
    proceedings: list[ProceedingTold]
    items: list[dict[str, Any]]
    closed: Day | None
    channel: str
    kind: str
    applicants: list[str]
    subject: str
    topic: str
    deficiencies: list[str]
    possible: list[str]
    irregular: list[int]
    reply: DueTold
    deadlines: list[DeadlineTold]
    entries: list[EntryTold]
    letters: list[LetterTold]


class CaseDone(CaseTold):
    """A case as the call leaves it; `moved` says what now counts otherwise in a frozen year."""

    moved: list[str]


class RowTold(DueTold):
    """A case in a list."""

    ref: str
    state: str
    outcome: str | None
    applicant: str
    subject: str
    received: Day
    closed: Day | None


class DocketTold(Told):
    """A proceeding whose answer is awaited."""

    ref: str
    line: int
    kind: str
    filed: Day
    due: Day | None
    decided: Day | None
    result: str
    applicant: str


class DayTold(Told):
    """One day of an explained clock."""

    on: Day
    mark: str
    why: str
    name: str
    counted: int
    of: int
    article: str
    acts: list[str]
    due: bool


class ResponseTold(Told):
    """Every day of the answer to a review or suit."""

    line: int
    days: list[DayTold]


class ClockTold(Told):
    """The deadlines of a case; every day of them where asked for."""

    ref: str
    statute: str
    reply: DueTold
    deadlines: list[DeadlineTold]
    days: list[DayTold] | None = None
    responses: list[ResponseTold] | None = None


class Cases(Told):
    """A page of cases, by number."""

    items: list[RowTold]


class Dues(Told):
    """What is due, the most urgent first."""

    items: list[RowTold]
    proceedings: list[DocketTold]


class Letters(Told):
    """A page of letters."""

    items: list[LetterTold]


class CountedRow(RowTold):
    """A case behind a figure, and why it is counted there."""

    why: str


class CellCases(Told):
    """The cases behind a figure."""

    items: list[CountedRow]


class YearTold(Told):
    """The table of a year, every figure by the code of its line and of its column."""

    year: int
    form: str
    unit: str
    frozen: bool
    cells: dict[str, dict[str, int | None]]
    checks: list[dict[str, Any]]


class WhyTold(Told):
    """In which lines a case is counted, or of one cell whether it is."""

    year: int
    form: str
    why: str
    lines: dict[str, list[str]] | None = None
    cell: str | None = None
    counted: bool | None = None


class Whys(Told):
    """Why a case is counted where it is, year by year."""

    ref: str
    items: list[WhyTold]


class SpecialDay(Told):
    """A holiday or a make-up working day."""

    on: Day
    kind: Literal["holiday", "makeup"]
    name: str


class CalendarTold(Told):
    """The working days of a year; one that is not `published` has plain weeks."""

    year: int
    published: bool
    workdays: int
    days: list[SpecialDay]
