"""Reviews, suits and complaints over all cases, in a list."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from workflow.copies import ProceedingCopy
from workflow.vocabulary import ProceedingKind


@dataclass(frozen=True, slots=True)
class DocketRow:
    """A proceeding in a list, with the case it is over."""

    ref: str
    unit: int
    applicant: str
    proceeding: ProceedingCopy


@dataclass(frozen=True, slots=True)
class DocketFilter:
    """Which proceedings a list shows; no kinds asks for any, no units for all.

    `year`: those filed by the end of it and not decided before it, which are what its table counts.
    `due_before`: those whose answer is awaited, and due before that day. `after` is the case and the entry of
    the last proceeding of the page before.
    """

    kinds: frozenset[ProceedingKind] = frozenset()
    pending: bool = False
    due_before: date | None = None
    year: int | None = None
    units: frozenset[int] = frozenset()
    after: tuple[str, int] = ("", 0)
    limit: int = 50


class Docket(Protocol):
    """Proceedings, remembered with their cases."""

    def docket(self, wanted: DocketFilter) -> Sequence[DocketRow]:
        """A page of proceedings, by the reference of their case and as they were written down."""
