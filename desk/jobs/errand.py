"""A job under way: whose it is, and the sign of life between two of its pieces."""

from contextlib import suppress
from dataclasses import dataclass, field
from threading import Event
from time import monotonic
from typing import Any

from desk.jobs.folder import Folder
from desk.language import say_fault
from desk.office import House, now
from workflow.casework import Actor
from workflow.errors import Busy, CaseworkError
from workflow.jobs import NO_FILE, Job, Stored

#: Seconds between two signs of life, however many pieces are done meanwhile.
PACE = 1.0


class Halted(Exception):
    """A stop was asked for, or whoever serves the desk has gone."""


@dataclass(slots=True)
class Errand:
    """A job under way, in the office as whoever asked for it sees it.

    `said` is what has come of it so far, `result` the file it has made, `pieces` how many are done of how
    many; all stand where it is halted, too.
    """

    house: House
    actor: Actor
    job: Job
    folder: Folder
    alone: Event = field(default_factory=Event)
    pace: float = PACE
    said: dict[str, Any] = field(default_factory=dict)
    result: Stored = NO_FILE
    pieces: tuple[int, int] = (0, 0)
    _beaten: float = 0.0

    @property
    def wanted(self) -> dict[str, Any]:
        """What was asked for."""
        return dict(self.job.ask.wanted)

    @property
    def lang(self) -> str:
        """The language of who asked."""
        return str(self.job.ask.wanted.get("lang", "zh"))

    def say(self, fault: CaseworkError) -> str:
        """A fault in the language of who asked."""
        return say_fault(self.lang, fault, codes=False)

    def told(self, done: int, total: int) -> None:
        """Say how far it has come, between two pieces.

        Raises:
            Halted: it is to stop here.
            Conflict: another has taken it up.
        """
        self.pieces = done, total
        if self.alone.is_set():
            raise Halted
        if done and monotonic() - self._beaten < self.pace:
            return
        self._beaten = monotonic()
        with suppress(Busy):  # no sign of life is worth the work of an hour
            if self.house.ledger.jobs.beat(self.job.id, self.job.holder, now(), (done, total)):
                raise Halted
