"""The port of leases: of any number of processes, on any machines, one holds a lease, by name."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Lease:
    """A lease as it stands: who holds it, and a counter that only grows.

    `holder` is a word of chance, empty where nobody holds it; `who` says to people which process that is, and
    `since` when it took the lease by its own clock. Nobody compares that clock with another.
    """

    holder: str = ""
    beats: int = 0
    who: str = ""
    since: datetime | None = None


class Leases(Protocol):
    """Leases, remembered; a change happens where the lease still stands as said, or not at all."""

    def look(self, name: str) -> Lease:
        """A lease as it stands now."""

    def take(self, name: str, seen: Lease, holder: str, who: str, at: datetime) -> bool:
        """Hold a lease that still stands as it was `seen`; whether it is held now."""

    def beat(self, name: str, holder: str) -> bool:
        """Give a sign of life; whether the lease is still held."""

    def release(self, name: str, holder: str) -> None:
        """Let go of a lease, if it is held; anybody may take it at once."""
