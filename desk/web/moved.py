"""What a step or a correction would change of a case: its state and its last days, before and after."""

from dataclasses import dataclass
from datetime import date

from desk.web.visit import Visit
from workflow.casework import Done
from workflow.clock import Deadline
from workflow.vocabulary import DeadlineKind, Word


@dataclass(frozen=True, slots=True)
class MovedDay:
    """A last day before and after, None where nobody knows it; `by` says how far it moves."""

    kind: DeadlineKind
    before: date | None
    after: date | None
    by: str


@dataclass(frozen=True, slots=True)
class Moved:
    """What would change: the state, and every last day that runs before or after."""

    state_before: Word
    state_after: Word
    days: tuple[MovedDay, ...]


def moved(visit: Visit, before: Done, after: Done) -> Moved:
    """What lies between a case as it is and as it would be."""
    was = {(one.kind, one.line): one for one in before.case.clock.deadlines}
    now = {(one.kind, one.line): one for one in after.case.clock.deadlines}
    # A restart begins a new reply period: it is still the day of the reply that moves.
    reply = DeadlineKind.REPLY
    was = {(key if key[0] is not reply else (reply, 0)): one for key, one in was.items()}
    now = {(key if key[0] is not reply else (reply, 0)): one for key, one in now.items()}
    keys = [key for key in dict.fromkeys((*was, *now)) if _runs(was.get(key)) or _runs(now.get(key))]
    days = tuple(_day(visit, key[0], was.get(key), now.get(key)) for key in keys)
    return Moved(before.case.outcome or before.case.state, after.case.outcome or after.case.state, days)


def _runs(deadline: Deadline | None) -> bool:
    return deadline is not None and deadline.running


def _day(visit: Visit, kind: DeadlineKind, was: Deadline | None, now: Deadline | None) -> MovedDay:
    before, after = was.due_on if was else None, now.due_on if now else None
    return MovedDay(kind, before, after, _by(visit, was, now))


def _by(visit: Visit, was: Deadline | None, now: Deadline | None) -> str:
    words = visit.display.words
    if now is None:
        return words("would fall away")
    if was is None:
        return words("would begin")
    if was.running and not now.running:
        return words("would end")
    if was.due_on == now.due_on:
        return words("unchanged")
    if was.due_on is None or now.due_on is None:
        return words("would change")
    n = (now.due_on - was.due_on).days
    return words("{n} days later", n=n) if n > 0 else words("{n} days earlier", n=-n)
