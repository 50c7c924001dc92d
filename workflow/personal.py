"""The alerts that were raised to somebody: who has heard of which, and read of it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from workflow.ledger import Raised, Record
from workflow.vocabulary import State


@dataclass(frozen=True, slots=True)
class PersonalAlert:
    """An alert as one person hears of it: its number, how its case stands by now, when it was read."""

    number: int
    raised: Raised
    state: State
    read_at: datetime | None = None


class PersonalAlerts(Protocol):
    """The alerts of people, remembered. What is out of sight by now is not told."""

    def tell(self, record: Record, raised: Raised, logins: Iterable[str]) -> None:
        """Raise to people an alert that was kept for its case; to each of them once."""

    def page(self, login: str, before: int = 0, limit: int = 50) -> Sequence[PersonalAlert]:
        """What was raised to somebody, the latest first; what comes before alert `before`."""

    def unread(self, login: str, most: int) -> int:
        """How many alerts somebody has not read, as far as `most`."""

    def read(self, login: str, number: int, at: datetime) -> None:
        """Remember that somebody has read an alert; the first time stays.

        Raises:
            NotFound: no such alert was raised to them.
        """

    def read_all(self, login: str, last: int, at: datetime) -> None:
        """Remember that somebody has read every alert up to number `last`, the last they were shown."""
