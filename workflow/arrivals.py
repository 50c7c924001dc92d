"""What came in but is not received yet: its clock begins on the day it is confirmed with the applicant.

2019 第三十一条第（二）项、第（三）项: of an ordinary letter, of a fax and of what came by net the day of
receipt is the day of confirmation. Until then it stands here and is no case.
"""

from collections.abc import Collection, Sequence
from dataclasses import astuple, dataclass, replace
from datetime import date, datetime
from typing import Protocol

from workflow.again import until_kept
from workflow.casework import Actor, Done, Office, Receipt, check_role, log_request
from workflow.errors import BadFacts, Conflict, Refused
from workflow.ledger import Applicant, Request
from workflow.listing import Row
from workflow.values import is_writable
from workflow.vocabulary import Action, Channel, Word


class Standing(Word):
    """How an arrival stands."""

    WAITING = "waiting", "待确认"
    CONFIRMED = "confirmed", "已确认登记"
    DROPPED = "dropped", "不予登记"


class Turn(Word):
    """What was done with an arrival."""

    ADD = "add", "录入来件"
    CONFIRM = "confirm", "与申请人确认"
    DROP = "drop", "作不予登记处理"
    REOPEN = "reopen", "恢复待确认"


#: Where each turn leads.
LEADS_TO = {
    Turn.ADD: Standing.WAITING,
    Turn.CONFIRM: Standing.CONFIRMED,
    Turn.DROP: Standing.DROPPED,
    Turn.REOPEN: Standing.WAITING,
}
#: How what must be confirmed comes in; what is handed in is received as it is.
CHANNELS = tuple(channel for channel in Channel if channel is not Channel.IN_PERSON)


@dataclass(frozen=True, slots=True)
class Step:
    """A turn an arrival took: on which day, who wrote it down at which instant, and why."""

    turn: Turn
    on: date
    by: str
    at: datetime
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Arrival:
    """What came in: how and when, from whom, what it asks for; `ref` is the case it became.

    `number` is nought until it is kept; `version` is the number of its steps, which a stale page has less of.
    """

    unit: int
    channel: Channel
    arrived_on: date
    applicant: Applicant
    subject: str
    note: str = ""
    number: int = 0
    version: int = 1
    standing: Standing = Standing.WAITING
    ref: str = ""


@dataclass(frozen=True, slots=True)
class ArrivalFilter:
    """Which arrivals a list shows, oldest first; `after` is the day and number of the last one before."""

    standing: Standing | None = Standing.WAITING
    after: tuple[date, int] = (date.min, 0)
    limit: int = 50


@dataclass(frozen=True, slots=True)
class Confirmed:
    """What the applicant has confirmed: the request, the day, and the office's own number if it has one."""

    request: Request
    receipt: Receipt
    ref: str = ""


class Arrivals(Protocol):
    """Arrivals, remembered, as far as somebody sees them."""

    def add(self, arrival: Arrival, step: Step) -> Arrival:
        """Keep a new arrival with its first step.

        Raises:
            NotFound: there is no such unit.
        """

    def read(self, number: int) -> Arrival:
        """An arrival.

        Raises:
            NotFound: there is none of that number.
        """

    def steps(self, number: int) -> Sequence[Step]:
        """What was done with an arrival, in order; nothing where there is none."""

    def page(self, wanted: ArrivalFilter) -> Sequence[Arrival]:
        """Arrivals, by the day they came in."""

    def append(self, arrival: Arrival, step: Step, ref: str = "") -> Arrival:
        """Keep one more step; `ref` is the case it became.

        Raises:
            Conflict: somebody else has taken a step since `arrival` was read.
        """

    def asked_before(self, names: Collection[str], limit: int) -> Sequence[Row]:
        """The requests that applicants of these names have made, the latest first."""


def add_arrival(arrivals: Arrivals, arrival: Arrival, actor: Actor, *, today: date, now: datetime) -> Arrival:
    """Keep what has come in.

    Raises:
        BadFacts: nobody and nothing is named, or it holds what cannot be written.
        Refused: it was handed in, or it is to come in only later.
    """
    check_role(actor, Action.RECEIVE)
    if arrival.channel not in CHANNELS:
        raise Refused("not_to_confirm", "What is handed in is received that day: log it at once.")
    if arrival.arrived_on > today:
        raise Refused("arrives_later", "{day} is still to come.", day=arrival.arrived_on)
    if not arrival.subject.strip():
        raise BadFacts("no_subject", "A request needs its subject: what is asked for.")
    told = zip(Applicant.__slots__, astuple(arrival.applicant), strict=True)
    for name, text in (*told, ("subject", arrival.subject), ("note", arrival.note)):
        _check_writable(name, text)
    return arrivals.add(arrival, Step(Turn.ADD, today, actor.name, now))


@until_kept
def confirm_arrival(
    office: Office,
    arrivals: Arrivals,
    arrival: Arrival,
    told: Confirmed,
    actor: Actor,
    *,
    now: datetime,
) -> Done:
    """Log the request an arrival has been confirmed as; both are written, or nothing.

    The channel and the day it came in are the arrival's; the rest may have become clearer meanwhile.

    Raises:
        Refused: as `log_request`; or it does not wait any more.
        Conflict: it was confirmed already, or somebody else is at it.
    """
    check_role(actor, Action.RECEIVE)
    request = replace(told.request, arrived_on=arrival.arrived_on)
    receipt = replace(told.receipt, channel=arrival.channel)
    with office.ledger.transaction():
        _check_stands(arrival, Standing.WAITING)
        done = log_request(office, request, receipt, actor, now=now, ref=told.ref)
        step = Step(Turn.CONFIRM, receipt.on, actor.name, now)
        arrivals.append(arrival, step, done.record.ref)
    return done


def drop_arrival(
    arrivals: Arrivals, arrival: Arrival, reason: str, actor: Actor, *, today: date, now: datetime
) -> Arrival:
    """Take an arrival off the list for a reason: it is no request, or nobody could be reached.

    Raises:
        BadFacts: no reason is given.
        Conflict: it does not wait any more.
    """
    check_role(actor, Action.RECEIVE)
    _check_stands(arrival, Standing.WAITING)
    return arrivals.append(arrival, _reasoned(Turn.DROP, reason, actor, today, now))


def reopen_arrival(
    arrivals: Arrivals, arrival: Arrival, reason: str, actor: Actor, *, today: date, now: datetime
) -> Arrival:
    """Put an arrival that was dropped back on the list.

    Raises:
        BadFacts: no reason is given.
        Conflict: it was not dropped.
    """
    check_role(actor, Action.RECEIVE)
    _check_stands(arrival, Standing.DROPPED)
    return arrivals.append(arrival, _reasoned(Turn.REOPEN, reason, actor, today, now))


def _reasoned(turn: Turn, reason: str, actor: Actor, today: date, now: datetime) -> Step:
    if not reason.strip():
        raise BadFacts("no_reason", "Give the reason.")
    _check_writable("reason", reason)
    return Step(turn, today, actor.name, now, reason.strip())


def _check_stands(arrival: Arrival, wanted: Standing) -> None:
    if arrival.standing is Standing.CONFIRMED:
        raise Conflict(
            "arrival_confirmed",
            "Arrival {number} was confirmed already: it is {ref}.",
            number=arrival.number,
            ref=arrival.ref,
        )
    if arrival.standing is not wanted:
        raise Conflict(
            "arrival_stands_otherwise",
            "Arrival {number} is {standing}.",
            number=arrival.number,
            standing=arrival.standing,
        )


def _check_writable(name: str, text: str) -> None:
    if not is_writable(text):
        raise BadFacts("unwritable_text", "{field} holds characters that cannot be written.", field=name)
