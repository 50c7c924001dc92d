"""When every alert that was owed was last raised, and the stretches in which nobody looked."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

#: The bell rings every minute; when nobody has swept for longer than this, that is kept.
QUIET = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class Silence:
    """A stretch in which nobody swept: the machine was off, or the bell was not running."""

    since: datetime
    until: datetime


class Sweeps(Protocol):
    """When every alert that was owed was last raised."""

    def note(self, at: datetime) -> None:
        """Remember a sweep, and the silence before it where it was longer than `QUIET`.

        Before the first sweep of all, the silence began with the first entry.
        """

    def last(self) -> datetime | None:
        """When the last one was, if there was any."""

    def silences(self, after: datetime, limit: int = 100) -> Sequence[Silence]:
        """The silences that lasted beyond an instant, the latest first."""
