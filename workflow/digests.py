"""How far the digests of a morning are: gathered in portions, told one person at a time, and then done."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple, Protocol

from workflow.vocabulary import DeadlineKind, Word


class Stage(Word):
    """What is being done for the digests of a day."""

    GATHERING = "gathering", "正在汇总"
    TELLING = "telling", "正在写入"
    TOLD = "told", "已写好"


@dataclass(frozen=True, slots=True)
class Morning:
    """How far the digests of a day are; `after` is where the stage goes on, empty at its beginning."""

    day: date
    stage: Stage
    after: str = ""


class Place(NamedTuple):
    """A deadline to be told of: the case it is in, the entry it began with, and its last day."""

    ref: str
    kind: DeadlineKind
    line: int
    due_on: date


class Digests(Protocol):
    """The digests of each day while they are made, remembered; whoever is killed is followed by another."""

    def begin(self, day: date, at: datetime) -> Morning:
        """How far the digests of a day are; whoever begins them drops what an older day left."""

    def go_on(self, found: Morning, then: Morning) -> None:
        """Take the digests from where they were found to where they will be with this transaction.

        Raises:
            Conflict: another has taken them on meanwhile.
        """

    def note(self, day: date, told: Collection[tuple[str, Place]]) -> None:
        """Note what the digests are to tell whom, by login; the same deadline once for each."""

    def noted(self, day: date, login: str) -> Sequence[Place]:
        """What is noted for somebody, by reference."""

    def forget(self, day: date, login: str) -> None:
        """Drop what was noted for somebody: their digest has it."""
