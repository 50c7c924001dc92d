"""What leaves the office to tell of a deadline: remembered until it has left, or a person gives it up."""

import hashlib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from workflow.vocabulary import DeadlineKind, Word


class Route(Word):
    """By which way a message leaves."""

    MAIL = "mail", "电子邮件"
    WEBHOOK = "webhook", "群机器人"
    DROP = "drop", "投递文件夹"


class MessageKind(Word):
    """What a message is: one alert alone, or what is to be said in a morning."""

    ALERT = "alert", "单条提醒"
    DIGEST = "digest", "每日摘要"


class MessageState(Word):
    """How far a message has come."""

    PENDING = "pending", "待发送"
    LEASED = "leased", "发送中"
    SENT = "sent", "已发送"
    FOLDED = "folded", "已并入摘要"
    DEAD = "dead", "未能发送"
    DISCARDED = "discarded", "已放弃"


#: To whom a message goes that no single person gets: the group a robot speaks to.
EVERYBODY = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A deadline a message tells of: `line` is the entry it began with.

    `left` counts working days from the day it was written to the last day, and is negative once that has
    passed. It names nobody.
    """

    ref: str
    kind: DeadlineKind
    line: int
    due_on: date
    left: int

    @property
    def place(self) -> tuple[str, str, int]:
        """Which deadline it is."""
        return (self.ref, self.kind.value, self.line)


@dataclass(frozen=True, slots=True)
class Told:
    """What is told to whom: one by the key (route, recipient, alert), however often it is put in.

    `recipient` is a login, or `EVERYBODY`; `code` is what the message is known by outside (see `code_of`).
    `about` is the case an alert is of, or the unit (see `about_unit`); a digest is about none. An `urgent`
    one leaves at any hour.
    """

    route: Route
    recipient: str
    alert: str
    code: str
    lines: tuple[Line, ...]
    kind: MessageKind = MessageKind.ALERT
    urgent: bool = False
    about: str = ""


@dataclass(frozen=True, slots=True)
class Message:
    """A message as it stands; `holder` has it in hand until `until`.

    `due_at` is when it is tried next, `attempts` how often it was, `error` what the last one failed of, in
    plain words. `digest` is the alert key of the digest that told it. `by` is who sent it again, or gave it
    up, and `by_at` when.
    """

    id: int
    told: Told
    at: datetime
    state: MessageState
    due_at: datetime
    attempts: int = 0
    holder: str = ""
    until: datetime | None = None
    sent_at: datetime | None = None
    error: str = ""
    digest: str = ""
    by: str = ""
    by_at: datetime | None = None


def about_unit(unit: int) -> str:
    """What an alert of a unit itself is about, whatever the unit is called."""
    return f"unit {unit}"


def alert_name(ref: str, key: tuple[str, int, date, int]) -> str:
    """What an alert is called among those of all cases and units, from its key within its own.

    >>> alert_name("2026-0001", ("reply", 1, date(2026, 3, 30), 5))
    '2026-0001 reply 1 2026-03-30 5'
    """
    return " ".join(map(str, (ref, *key)))


def digest_name(day: date) -> str:
    """What the digest of a day is called."""
    return f"digest {day}"


def code_of(office: str, route: Route, recipient: str, alert: str) -> str:
    """What a message is known by outside: always the same for the same thing told to the same person.

    A mail server, or whoever reads the folder, knows by it what came twice.
    """
    return hashlib.sha256(f"{office}\0{route.value}\0{recipient}\0{alert}".encode()).hexdigest()[:32]


class Outbox(Protocol):
    """Messages, remembered. Any number of senders may share it: each message is in one hand at a time."""

    def put(self, told: Sequence[Told], at: datetime) -> int:
        """Keep messages, each key once; how many were new."""

    def lease(
        self,
        holder: str,
        at: datetime,
        until: datetime,
        routes: Collection[Route],
        *,
        urgent_only: bool = False,
    ) -> Message | None:
        """Take in hand the message that has waited longest, if one is due; the attempt is counted.

        One that whoever had it has not marked in time is taken again: they were killed.
        """

    def sent(self, number: int, holder: str, at: datetime) -> None:
        """It has left.

        Raises:
            Conflict: another has it in hand.
        """

    def failed(self, number: int, holder: str, error: str, again_at: datetime | None) -> None:
        """It has not left: it is tried again at an instant, or never.

        Raises:
            Conflict: another has it in hand.
        """

    def resend(self, number: int, by: str, at: datetime) -> None:
        """Let what could not be sent, or was given up, wait for a sender once more, its attempts forgotten.

        Raises:
            NotFound: there is no such message.
            Conflict: it waits, or has left.
        """

    def discard(self, number: int, by: str, at: datetime) -> None:
        """Give up what waits, or could not be sent.

        Raises:
            NotFound: there is no such message.
            Conflict: it is being sent, or has left.
        """

    def message(self, number: int) -> Message:
        """One message.

        Raises:
            NotFound: there is no such message.
        """

    def page(
        self, states: Collection[MessageState] = (), before: int = 0, limit: int = 50
    ) -> Sequence[Message]:
        """Messages in some states, or in any, the latest first; those before message `before`."""

    def counts(self) -> Mapping[MessageState, int]:
        """How many messages stand how; without those of which there are none."""

    def about(self, what: str) -> Sequence[Message]:
        """The messages that told of one alert of a case, by its reference, or of a unit; oldest first."""

    def fold(self, route: Route, recipient: str, digest: str) -> Sequence[Message]:
        """Put the alerts that wait for somebody into a digest, by its alert key; oldest first."""
