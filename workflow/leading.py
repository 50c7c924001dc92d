"""Who leads: whoever holds a lease and lately gave a sign of life, by one's own clock."""

import secrets
import time
from collections.abc import Callable
from datetime import datetime
from math import inf

from workflow.leases import Lease, Leases

#: Seconds between two beats of the leader, and between two looks of the others.
BEAT = 2.0
#: So many seconds after its last beat the leader steps down …
STEPS_DOWN = 5.0
#: … and so many after the last beat they saw, the others hold it for dead: later, so that two never lead.
DEAD = 6.0


class Candidate:
    """A process that stands for a lease.

    Clocks of different machines are never compared: a leader counts from before its beat was written, the
    others from after they saw it, each by a clock (`clock`, in seconds) that cannot be set.
    """

    def __init__(
        self, leases: Leases, name: str, who: str, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._leases, self._name, self._who, self._clock = leases, name, who, clock
        self._holder = secrets.token_hex(8)
        self._holds = False
        self._leads_until = -inf
        self._seen = Lease()
        self._seen_at = inf

    @property
    def leads(self) -> bool:
        """Whether this process may act as the leader now."""
        return self._clock() < self._leads_until

    def stand(self, at: datetime) -> bool:
        """Beat as the leader, else take the lease from nobody or from the dead; whether this process leads.

        Raises:
            Busy: the database is in use, or out of reach; a leader steps down when that lasts.
        """
        began = self._clock()
        if self._holds:
            self._holds = self._leases.beat(self._name, self._holder)
        if not self._holds:
            self._leads_until = -inf
            seen = self._look()
            began = self._clock()
            self._holds = self._is_vacant(seen) and self._leases.take(
                self._name, seen, self._holder, self._who, at
            )
        if self._holds:
            self._leads_until = began + STEPS_DOWN
        return self.leads

    def step_down(self) -> None:
        """Lead no longer, and let another take over at once.

        Raises:
            Busy: the database is in use, or out of reach; another takes over once this one is held for dead.
        """
        held, self._holds, self._leads_until = self._holds, False, -inf
        if held:
            self._leases.release(self._name, self._holder)

    def _look(self) -> Lease:
        seen = self._leases.look(self._name)
        if (seen.holder, seen.beats) != (self._seen.holder, self._seen.beats) or self._seen_at == inf:
            self._seen, self._seen_at = seen, self._clock()
        return seen

    def _is_vacant(self, seen: Lease) -> bool:
        # One's own holder: the database answered that it could not, and had written all the same.
        return seen.holder in {"", self._holder} or self._clock() - self._seen_at >= DEAD
