"""Another calendar, proposed: the last days it would move, kept to be looked at and approved."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from workflow.vocabulary import DeadlineKind, Word

#: The place of a line in a list: its case, its deadline, and the entry that began it.
LinePlace = tuple[str, str, int]


class ProposalKind(Word):
    """What is to change."""

    NOTICE = "notice", "放假通知"
    REGION = "region", "地区日历"


class ProposalState(Word):
    """How far a proposal has come."""

    LISTING = "listing", "正在列出"
    LISTED = "listed", "待批准"
    APPROVED = "approved", "已批准"
    DROPPED = "dropped", "已放弃"


@dataclass(frozen=True, slots=True)
class Moved:
    """A last day that another calendar moves, or one that was provisional and becomes firm.

    `because` are the days that count otherwise within the period, `letters` the numbers of issued letters
    that tell the old day.
    """

    ref: str
    kind: DeadlineKind
    line: int
    before: date | None
    after: date | None
    was_provisional: bool = False
    provisional: bool = False
    because: tuple[date, ...] = ()
    letters: tuple[str, ...] = ()

    @property
    def place(self) -> LinePlace:
        """Where it stands in its list."""
        return (self.ref, self.kind.value, self.line)


@dataclass(frozen=True, slots=True)
class Listed:
    """What a list holds: of how many cases, how many days moved and made firm, how many letters to look at.

    `digest` is that of all its lines.
    """

    cases: int = 0
    moved: int = 0
    firm: int = 0
    letters: int = 0
    digest: str = ""


@dataclass(frozen=True, slots=True)
class Proposal:
    """Another calendar, proposed.

    `text` is the notice, or the region's code, empty for none. The list was made by the `rules` that held,
    of all that was recorded before `listed_at`, and up to the case `after` while it is being made.
    """

    id: int
    kind: ProposalKind
    text: str
    title: str
    by: str
    at: datetime
    state: ProposalState = ProposalState.LISTING
    rules: str = ""
    listed_at: datetime | None = None
    after: str = ""
    listed: Listed = Listed()
    decided_by: str = ""
    decided_at: datetime | None = None
    reason: str = ""

    @property
    def is_open(self) -> bool:
        """Whether nobody has decided yet."""
        return self.state in {ProposalState.LISTING, ProposalState.LISTED}


class Proposals(Protocol):
    """Proposals, remembered; every write is one transaction, or part of the one around it."""

    def add(self, kind: ProposalKind, text: str, title: str, by: str, at: datetime) -> Proposal:
        """Keep a new one, its list still to be made."""

    def proposal(self, number: int) -> Proposal:
        """The one with this number.

        Raises:
            NotFound: there is none.
        """

    def page(self, before: int = 0, limit: int = 50) -> Sequence[Proposal]:
        """The latest, or those before a number, the latest first."""

    def unlisted(self) -> Proposal | None:
        """The first whose list is still being made."""

    def keep(self, was: Proposal, now: Proposal) -> None:
        """Keep one as it is now.

        Raises:
            Conflict: it is no longer as it was.
        """

    def add_lines(self, number: int, lines: Sequence[Moved]) -> None:
        """Add lines to a list."""

    def drop_lines(self, number: int, refs: Sequence[str] = ()) -> None:
        """Take the lines of some cases out of a list, or all."""

    def lines_of(self, number: int, refs: Sequence[str]) -> Sequence[Moved]:
        """The lines of some cases, in order of place."""

    def lines(self, number: int, after: LinePlace | None = None, limit: int = 200) -> Sequence[Moved]:
        """The lines of a list past a place, in order of place."""
