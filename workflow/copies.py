"""What the store keeps beside the entries so that lists, sweeps and counts need not replay them."""

from dataclasses import dataclass
from datetime import date

from workflow.case import Case
from workflow.proceedings import Proceeding
from workflow.vocabulary import (
    ApplicantKind,
    Channel,
    DeadlineKind,
    Outcome,
    ProceedingKind,
    ProceedingResult,
    State,
    Timeliness,
)


@dataclass(frozen=True, slots=True)
class DeadlineCopy:
    """A deadline as the lists show it."""

    kind: DeadlineKind
    line: int
    due_on: date | None
    provisional: bool
    running: bool
    missed_on: date | None = None

    def __str__(self) -> str:
        return f"{self.kind} {self.due_on or '—'}"


@dataclass(frozen=True, slots=True)
class ProceedingCopy:
    """A review, a suit or a complaint as the lists show it and the tables count it.

    `due_on` is the last day to answer it while an answer is awaited.
    """

    line: int
    kind: ProceedingKind
    filed_on: date
    decided_on: date | None
    result: ProceedingResult
    due_on: date | None

    def __str__(self) -> str:
        return f"{self.line} {self.kind} {self.result}"


@dataclass(frozen=True, slots=True)
class Copies:
    """The derived values of a case. The entries are the truth; `foi verify` proves these equal to it."""

    statute: str
    state: State
    channel: Channel
    kind: ApplicantKind
    received_on: date
    outcome: Outcome | None
    answered_on: date | None
    served_on: date | None
    closed_on: date | None
    counted_outcome: Outcome | None
    counted_on: date | None
    timeliness: Timeliness | None
    irregular: int
    assigned_to: str
    deadlines: tuple[DeadlineCopy, ...]
    unanswered_notices: tuple[int, ...]
    proceedings: tuple[ProceedingCopy, ...]


def copies_of(case: Case) -> Copies:
    """The copies a case calls for."""
    return Copies(
        statute=case.statute.id,
        state=case.state,
        channel=case.channel,
        kind=case.kind,
        received_on=case.received_on,
        outcome=case.outcome,
        answered_on=case.answered_on,
        served_on=case.served_on,
        closed_on=case.clock.stopped_on,
        counted_outcome=case.counted_outcome,
        counted_on=case.counted_on,
        timeliness=case.timeliness,
        irregular=len(case.irregular),
        assigned_to=case.assigned_to,
        deadlines=tuple(
            DeadlineCopy(d.kind, d.line, d.due_on, d.provisional, d.running, d.missed_on)
            for d in case.clock.deadlines
        ),
        unanswered_notices=case.unanswered_notices,
        proceedings=tuple(map(_proceeding, case.proceedings)),
    )


def _proceeding(one: Proceeding) -> ProceedingCopy:
    decided_on = one.decided.on if one.decided else None
    due_on = one.due_on if one.awaited else None
    return ProceedingCopy(one.line, one.kind, one.filed.on, decided_on, one.result, due_on)
