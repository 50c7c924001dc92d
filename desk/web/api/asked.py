"""What a program asks: every field typed, none more than these."""

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from workflow.values import is_writable, read_day
from workflow.vocabulary import Action, ApplicantKind, Channel, DocumentStatus, Outcome, ServiceMethod, State


def _day(value: object) -> object:
    if isinstance(value, date):
        return value
    if not isinstance(value, str):
        raise ValueError(value)  # noqa: TRY004  (what pydantic reports as a fault of the field)
    return read_day(value)


def _text(value: object) -> object:
    if isinstance(value, str) and not is_writable(value):
        raise ValueError(value)
    return value


Day = Annotated[date, BeforeValidator(_day)]
#: A text of a sentence or two, and one of a page.
Short = Annotated[str, BeforeValidator(_text), Field(max_length=200)]
Long = Annotated[str, BeforeValidator(_text), Field(max_length=20_000)]
Limit = Annotated[int, Field(ge=1, le=1000)]
Id = Annotated[int, Field(ge=0, le=2**31 - 1)]
YearNumber = Annotated[int, Field(ge=2008, le=2099)]


class Asked(BaseModel):
    """What all have in common: a field that is not known is refused."""

    model_config = ConfigDict(extra="forbid")


class ApplicantAsked(Asked):
    """Who asks."""

    name: Short
    id_document: Short = ""
    contact: Short = ""
    address: Short = ""
    postcode: Short = ""
    agent: Short = ""


class NewCase(Asked):
    """A request to be logged; `received` is the legal day of receipt, else today.

    `again` insists that it is another request than the one just logged in the same words.
    """

    channel: Channel
    kind: ApplicantKind
    applicants: Annotated[list[ApplicantAsked], Field(min_length=1, max_length=50)]
    subject: Long
    received: Day | None = None
    arrived: Day | None = None
    unit: Short = ""
    topic: Short = ""
    number: Short = ""
    form_of_supply: Short = ""
    way: Short = ""
    again: bool = False


class ActAsked(Asked):
    """One action; its facts by their names, as `foi act --fact` takes them."""

    action: Action
    on: Day | None = None
    facts: dict[str, Any] = {}
    irregular: Long = ""


class AnswerAsked(Asked):
    """An answer: one outcome, or items with an outcome each."""

    outcome: Outcome | None = None
    on: Day | None = None
    items: list[dict[str, Any]] = []
    facts: dict[str, Any] = {}


class ServiceAsked(Asked):
    """A service: with its method; of a reply on its way, `signed` or `returned` alone."""

    method: ServiceMethod | None = None
    posted: Day | None = None
    signed: Day | None = None
    returned: Day | None = None
    reason: Long = ""
    tracking: Short = ""


class DraftAsked(Asked):
    """Which letters to draft: those of the last act, of an entry, of a kind, or all."""

    kind: Short = ""
    line: Id = 0
    all: bool = False


class IssueAsked(Asked):
    """The day a letter is issued on, else today."""

    on: Day | None = None


class CasesAsked(Asked):
    """Which cases to list."""

    state: State | None = None
    unit: Short = ""
    due_before: Day | None = None
    open_only: bool = False
    q: Short = ""
    after: Short = ""
    limit: Limit = 50


class VoidAsked(Asked):
    """Why a letter is made void, and the day, else today."""

    reason: Annotated[Long, Field(min_length=1)]
    on: Day | None = None


class WordsAsked(Asked):
    """The paragraphs of a letter, and the lines below its day."""

    body: Annotated[list[Long], Field(min_length=1, max_length=500)]
    note: Annotated[list[Long], Field(max_length=100)] = []


class LettersAsked(Asked):
    """Which letters to list."""

    status: DocumentStatus | None = None
    unit: Short = ""
    issued_on: Day | None = None
    after: Id = 0
    limit: Limit = 50


class DueAsked(Asked):
    """How many working days ahead."""

    within: Annotated[int, Field(ge=0, le=1000)] = 10
    limit: Limit = 200


class ClockAsked(Asked):
    """Whether every day is told."""

    explain: bool = False


class ImportAsked(Asked):
    """What a ledger is called, and how it is brought in; as `foi import` takes them."""

    name: Annotated[Short, Field(min_length=1)]
    create_units: bool = False
    as_recorded: bool = False


class ExportAsked(Asked):
    """Which cases are written, and as what; with no filter every one in sight."""

    format: Literal["xlsx", "csv"] = "xlsx"
    q: Short = ""
    state: State | None = None
    unit: Short = ""
    channel: Channel | None = None
    kind: ApplicantKind | None = None
    outcome: Outcome | None = None
    received_from: Day | None = None
    received_to: Day | None = None
    due_from: Day | None = None
    due_before: Day | None = None
    assigned_to: Short = ""
    open_only: bool = False


class JobsAsked(Asked):
    """Which jobs to list; `all` is everybody's, for an administrator."""

    all: bool = False
    before: Id = 0
    limit: Limit = 50


class YearAsked(Asked):
    """Which table; `live` counts anew though it is frozen, `draft` gives one that contradicts itself."""

    form: Short = ""
    unit: Short = ""
    live: bool = False
    draft: bool = False


class CellAsked(Asked):
    """Which figure: the code of its line, and of its column where it is not the total: 3.1 or 3.1/natural."""

    cell: Short
    form: Short = ""
    unit: Short = ""
    after: Short = ""
    limit: Limit = 200


class WhyAsked(Asked):
    """Of which year and form, and of which cell."""

    year: YearNumber | None = None
    form: Short = ""
    cell: Short = ""


class CalendarAsked(Asked):
    """Whose working days, else those of the law in force."""

    statute: Short = ""
