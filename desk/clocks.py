"""A clock that was ahead is put behind: the administrator takes what it says now for true, and says why."""

from collections.abc import Sequence
from datetime import datetime

from desk.office import House, now
from store.accounts import Look
from store.clock import TakenBack
from store.guard import BACK
from workflow.casework import Actor
from workflow.duties import Duty
from workflow.errors import BadFacts, Refused
from workflow.people import check_duty


def accept_clock(house: House, reason: str, told: datetime, actor: Actor) -> Sequence[TakenBack]:
    """Take the machine's clock for true although it stands before the last record; the alerts taken back.

    `told` is the time by somebody's watch, in the zone of the office: a clock that is wrong itself must not
    be accepted. It is on record who did it, when and why, with each case whose alerts are owed again.

    Raises:
        Refused: not for that person to do; or the clock and the watch differ, or nothing was recorded ahead.
        BadFacts: nobody says why.
    """
    check_duty(actor, Duty.SETTINGS)
    if not reason.strip():
        raise BadFacts("no_reason", "Say why.")
    at, last = now().astimezone(told.tzinfo), house.ledger.clock.last()
    if abs(at - told) > BACK:
        raise Refused(
            "clock_differs",
            "The machine's clock says {says}, not {told}. Set it right first.",
            says=f"{at:%Y-%m-%d %H:%M}",
            told=f"{told:%Y-%m-%d %H:%M}",
        )
    if last is None or last <= at:
        raise Refused(
            "clock_agrees", "Nothing was recorded after {says}: all is well.", says=f"{at:%Y-%m-%d %H:%M}"
        )
    with house.ledger.clock.accepting(at) as taken_back:
        note = house.ledger.accounts.note_look
        stood = f"{last.astimezone(told.tzinfo):%Y-%m-%d %H:%M}"
        note(
            Look(at, actor.name, "clock_accepted", "", f"{stood} → {at:%Y-%m-%d %H:%M} {reason.strip()}", "")
        )
        for one in taken_back:
            note(Look(at, actor.name, "alerts_taken_back", one.ref, str(one.alerts), ""))
    return taken_back
