"""How the bell is: who leads, when it last rang and what came of it, when nobody rang, and what waits."""

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from desk.office import House, now, today
from store.bell_tasks import Rung
from workflow.errors import Broken, mark
from workflow.leading import DEAD
from workflow.leases import Lease, Leases
from workflow.outbox import MessageState
from workflow.sweeps import Silence

#: The lease of whoever rings.
LEASE = "bell"
#: The bell rings every minute; a long task and a slow machine are left this.
BELL_IS_LATE = timedelta(minutes=10)
#: Silences of so many days are told.
OF_LATE = timedelta(days=30)
#: What waits is counted no further.
MOST = 1000


@dataclass(frozen=True, slots=True)
class Waiting:
    """What may have piled up: its name, what people call it, and how much there is."""

    name: str
    words: str
    count: Callable[[House], int]


def alerts_owed(house: House) -> int:
    """Cases with an alert that is owed and not raised, counted no further than `MOST`."""
    return len(house.ledger.due(today(house.config), None, MOST))


def behind(house: House) -> int:
    """Cases still to be reckoned by the rules that hold now."""
    return house.ledger.count_behind()


def waiting_to_leave(house: House) -> int:
    """Messages that have not left yet."""
    counts = house.ledger.outbox.counts()
    return counts.get(MessageState.PENDING, 0) + counts.get(MessageState.LEASED, 0)


def undelivered(house: House) -> int:
    """Messages given up on, until a person looks at them."""
    return house.ledger.outbox.counts().get(MessageState.DEAD, 0)


# fmt: off
#: What may have piled up.
BACKLOG = (
    Waiting("alerts_owed", mark("Cases with alerts that are owed"), alerts_owed),
    Waiting("behind",      mark("Cases still to be reckoned"),      behind),
    Waiting("pending",     mark("Messages that wait to leave"),     waiting_to_leave),
    Waiting("dead",        mark("Messages that could not be sent"), undelivered),
)
# fmt: on


@dataclass(frozen=True, slots=True)
class Status:
    """How the bell is. `lives` tells whether whoever leads gave a sign of life while we looked."""

    leader: Lease
    lives: bool
    last: datetime | None
    tasks: Sequence[Rung]
    silences: Sequence[Silence]
    backlog: Mapping[str, int]


def bell_status(house: House) -> Status:
    """Look at the bell until it gives a sign of life, or long enough to know that it does not."""
    ledger, at = house.ledger, now()
    leader, lives = _watched(ledger.leases)
    return Status(
        leader=leader,
        lives=lives,
        last=ledger.sweeps.last(),
        tasks=ledger.bell_tasks.every(),
        silences=ledger.sweeps.silences(at - OF_LATE),
        backlog={waiting.name: waiting.count(house) for waiting in BACKLOG},
    )


def check_the_bell(house: House) -> None:
    """Prove that somebody rings; a bell that has never rung is missed once an alert is owed.

    Raises:
        Broken: nobody does.
    """
    last = house.ledger.sweeps.last()
    if last is not None and now() - last > BELL_IS_LATE:
        raise Broken(
            "bell_is_late",
            "The bell last rang at {last}: start foi web, or foi bell where no pages are served.",
            last=last.isoformat(timespec="seconds"),
        )
    if last is None and alerts_owed(house):
        raise Broken(
            "bell_never_rang",
            "Alerts are owed and the bell has never rung: start foi web, or foi bell where no pages are"
            " served.",
        )


def _watched(leases: Leases) -> tuple[Lease, bool]:
    """Who leads, and whether they live: told by two beats, since clocks of two machines are not compared."""
    first, began = leases.look(LEASE), time.monotonic()
    while first.holder and time.monotonic() - began < DEAD:
        seen = leases.look(LEASE)
        if seen.beats != first.beats:
            return seen, bool(seen.holder)
        time.sleep(0.2)
    return first, False
