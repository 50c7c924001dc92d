"""The sender: what waits leaves, one message in hand at a time, and each failure is said in plain words."""

import logging
import random
import secrets
import time
from collections.abc import Callable, Collection
from contextlib import ExitStack
from datetime import datetime, timedelta
from datetime import time as time_of_day
from typing import Final
from zoneinfo import ZoneInfo

from desk.language import say_fault
from desk.office import House, now
from desk.sending.carrying import Carry, Undelivered
from desk.sending.digest import write_digests
from desk.sending.routes import CARRIERS, routes_of
from workflow.errors import CaseworkError, Conflict, Refused, mark
from workflow.outbox import Message, Route
from workflow.sending import MOST, again_after, is_open

#: How long a message may be in hand: far longer than the other side is waited for.
LEASE: Final = timedelta(minutes=10)
#: How long one run lasts at most, in seconds: the bell has other work.
RUN: Final = 45.0
LOG = logging.getLogger("foi.sending")


def send_waiting(house: House, clock: Callable[[], datetime] = now) -> None:
    """Send what waits: a task of the bell, harmless however often and by however many it is done.

    Within the office's hours the digests of the day are made first; outside them, and until all of them are
    in, only what is urgent leaves.
    A message is in one hand from before it leaves until it is marked: whoever is killed in between has it
    sent once more, by another, under the same name.
    """
    routes = set(routes_of(house.config))
    if not routes:
        return
    holder, ends = secrets.token_hex(8), time.monotonic() + RUN
    in_turn = _digests_made(house, clock(), ends)
    with ExitStack() as stack:
        carriers = {route: stack.enter_context(CARRIERS[route](house.config)) for route in routes}
        while routes and time.monotonic() < ends:
            message = _take(house, holder, clock(), routes, urgent_only=not in_turn)
            if message is None:
                return
            if not _send(house, holder, message, carriers[message.told.route], clock):
                routes.discard(message.told.route)


def _digests_made(house: House, at: datetime, until: float) -> bool:
    """Whether it is within the office's hours, and the digests of the day are all in."""
    config, law = house.config, house.office.law
    here = at.astimezone(ZoneInfo(config.office.timezone))
    workday = law.workdays(law.regime(here.date())).is_workday(here.date())
    closes = time_of_day.fromisoformat(config.alerts.until)
    within = is_open(here, config.alerts.time, closes, workday=workday)
    return within and write_digests(house, routes_of(config), here.date(), at, until)


def _take(
    house: House, holder: str, at: datetime, routes: Collection[Route], *, urgent_only: bool
) -> Message | None:
    return house.ledger.outbox.lease(holder, at, at + LEASE, routes, urgent_only=urgent_only)


def _send(house: House, holder: str, message: Message, carry: Carry, clock: Callable[[], datetime]) -> bool:
    """Send a message and mark it; whether its route is still good for others."""
    outbox = house.ledger.outbox
    try:
        _carried(house, message, carry)
    except Undelivered as failure:
        pause = None if failure.final else again_after(message.attempts, random.random())  # noqa: S311
        error = say_fault(house.config.office.lang, failure.why)
        again_at = None if pause is None else clock() + pause
        _marked(message, lambda: outbox.failed(message.id, holder, error, again_at))
        LOG.warning("message %d has not left: %s", message.id, failure.why.code)
        return failure.final or not failure.down
    _marked(message, lambda: outbox.sent(message.id, holder, clock()))
    return True


def _carried(house: House, message: Message, carry: Carry) -> None:
    """Carry a message to its recipient, as long as they work here."""
    login = message.told.recipient
    if message.attempts > MOST:
        why = CaseworkError(
            "sender_stopped", mark("Whoever sent it was stopped in the middle, again and again.")
        )
        raise Undelivered(why, final=True)
    person = house.ledger.accounts.person(login) if login else None
    if login and (person is None or not person.active):
        raise Undelivered(Refused("not_let_in", "{login} does not work here.", login=login), final=True)
    carry(message, person)


def _marked(message: Message, mark: Callable[[], None]) -> None:
    try:
        mark()
    except Conflict:
        # We were so slow that another was given it: it has left twice, and whoever gets it can tell.
        LOG.warning("message %d was taken up by another meanwhile", message.id)
