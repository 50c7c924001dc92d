"""Lists of cases: what is asked for, in which order, and what a line of it shows."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Self

from workflow.copies import DeadlineCopy
from workflow.vocabulary import ApplicantKind, Channel, Outcome, State, Word


@dataclass(frozen=True, slots=True)
class Row:
    """A case in a list."""

    id: int
    ref: str
    unit: int
    applicant: str
    subject: str
    state: State
    received_on: date
    outcome: str | None
    closed_on: date | None
    assigned_to: str
    reply: DeadlineCopy

    @property
    def last_day(self) -> date | None:
        """The last day of the reply, or the one already missed, while its clock runs and the day is known."""
        return (self.reply.due_on or self.reply.missed_on) if self.reply.running else None


class Order(Word):
    """What a list is sorted by; cases of one day follow by reference, those without a day come last."""

    REF = "ref", "登记号"
    RECEIVED = "received", "收到日期"
    DUE = "due", "截止日"


@dataclass(frozen=True, slots=True)
class Filter:
    """Which cases a list shows, and in which order.

    The days of a range belong to it, but for `due_before`. `after` is the reference of the last case of the
    page before, and `after_day` its day where the list is sorted by one (see `beyond`).
    """

    state: State | None = None
    units: frozenset[int] = frozenset()
    due_before: date | None = None
    words: str = ""
    open_only: bool = False
    after: str = ""
    limit: int = 50
    due_from: date | None = None
    received_from: date | None = None
    received_to: date | None = None
    channel: Channel | None = None
    kind: ApplicantKind | None = None
    outcome: Outcome | None = None
    assigned_to: str = ""
    order: Order = Order.REF
    descending: bool = False
    after_day: date | None = None

    def beyond(self, last: Row) -> Self:
        """The page that follows the one with this last case."""
        day = {Order.RECEIVED: last.received_on, Order.DUE: last.last_day}.get(self.order)
        return replace(self, after=last.ref, after_day=day)
