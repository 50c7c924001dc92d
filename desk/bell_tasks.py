"""What every ring of the bell does: a table of tasks, each guarded, so that a failing one stops no other.

Whoever writes bounds itself to short transactions, for the lead is kept by another thread meanwhile. Two
who do one at once do no harm: the database decides who was first.
"""

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from time import monotonic

from desk.backups.schedule import back_up_when_due
from desk.language import say_fault
from desk.listing_moved import list_waiting
from desk.office import House, now, today
from desk.renewing import renew_quietly
from desk.sending.sender import send_waiting
from desk.sending.sweep import sweep
from workflow.errors import Broken, Busy, CaseworkError, mark

LOG = logging.getLogger("foi.bell")
#: So many cases that could not be reckoned are named.
NAMED = 10


@dataclass(frozen=True, slots=True)
class BellTask:
    """A task: its name, what people call it, and how it is done."""

    name: str
    words: str
    work: Callable[[House], None]


def raise_alerts(house: House) -> None:
    """Raise every alert that is owed, and put in what tells of it outside.

    Raises:
        Broken: some cases could not be reckoned; the alerts of all others were raised.
    """
    swept = sweep(house, today(house.config), now())
    if swept.failed:
        refs = tuple(ref for ref, _ in swept.failed[:NAMED])
        raise Broken(
            "some_not_swept", "{n} cases could not be reckoned: {refs}", n=len(swept.failed), refs=refs
        )  # fmt: skip


# fmt: off
#: What a ring does, in this order.
BELL_TASKS = (
    BellTask("reckon", mark("reckon by the rules that hold"), renew_quietly),
    BellTask("sweep",  mark("raise what is owed"),            raise_alerts),
    BellTask("send",   mark("send what waits"),               send_waiting),
    BellTask("list",   mark("list what a calendar moves"),    list_waiting),
    BellTask("backup", mark("make the backup of the day"),    back_up_when_due),
)
# fmt: on


def ring(house: House, goes_on: Callable[[], bool]) -> Mapping[str, Mapping[str, str]]:
    """Do the tasks one after the other, as long as it `goes_on`; what went wrong with each, by language."""
    faults: dict[str, Mapping[str, str]] = {}
    for task in BELL_TASKS:
        if not goes_on():
            break
        faults[task.name] = _do(house, task)
    return faults


def _do(house: House, task: BellTask) -> Mapping[str, str]:
    at, began, fault = now(), monotonic(), None
    try:
        task.work(house)
    except CaseworkError as found:
        fault = found
    except Exception:
        LOG.exception("bell: %s", task.name)
        fault = CaseworkError("broken", "Something went wrong here.")
    said = {lang: say_fault(lang, fault) for lang in ("zh", "en")} if fault else {}
    try:
        house.ledger.bell_tasks.note(task.name, at, round((monotonic() - began) * 1000), said)
    except Busy as busy:
        LOG.warning("bell: %s: %s", task.name, busy)
    return said
