"""A case: what the entries of one request say, when they have been read in order."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache

from workflow.clock import Clock
from workflow.entries import Entry
from workflow.items import Item
from workflow.machine import EVERY_ROLE, allowed
from workflow.proceedings import Proceeding, no_occasion
from workflow.remedies import decided
from workflow.statute import Statute
from workflow.vocabulary import (
    Action,
    ApplicantKind,
    Channel,
    Delivery,
    Outcome,
    Role,
    State,
    Timeliness,
)

A, S = Action, State


@dataclass(frozen=True, slots=True)
class Case:
    """Where a request stands, read from its entries.

    `counted_outcome` and `counted_on` are what the year's table counts: the last answer of the year in which
    the case was first closed. `signed_on` is the day the applicant had the reply in hand (签收), from which
    the periods for review and suit run. `unanswered_notices` are the years whose last word was a
    clarification notice. `assigned_to` is whom the case was last given to (交办), or empty.
    """

    statute: Statute
    received_on: date
    channel: Channel
    kind: ApplicantKind
    state: State
    clock: Clock
    outcome: Outcome | None
    ground: str
    items: tuple[Item, ...]
    answered_on: date | None
    served_on: date | None
    delivery: Delivery | None
    signed_on: date | None
    counted_outcome: Outcome | None
    counted_on: date | None
    timeliness: Timeliness | None
    unanswered_notices: tuple[int, ...]
    irregular: tuple[Entry, ...]
    proceedings: tuple[Proceeding, ...]
    assigned_to: str

    @property
    def outcomes(self) -> tuple[Outcome, ...]:
        """How each thing asked for was answered; the outcome of the case where no items were told."""
        told = [Outcome.of(item["outcome"]) for item in self.items]
        return tuple(dict.fromkeys(told)) or ((self.outcome,) if self.outcome else ())

    @property
    def decisions(self) -> tuple[Outcome, ...]:
        """What was decided, as the remedies see it (see `workflow.remedies.decided`)."""
        if not self.items:
            return decided(self.outcome, self.ground) if self.outcome else ()
        told = ((Outcome.of(item["outcome"]), item.get("ground", "")) for item in self.items)
        return tuple(decision for outcome, ground in told for decision in decided(outcome, ground))

    @property
    def closed(self) -> bool:
        """Whether the clock has stopped: served, withdrawn or lapsed."""
        return self.clock.stopped_on is not None

    def possible(self, roles: Iterable[Role] = EVERY_ROLE) -> tuple[Action, ...]:
        """What somebody with these roles may do now."""
        fee = any(p.ended is None and p.entry.action is A.CHARGE_FEE for p in self.clock.pauses)
        idle = no_occasion(self.proceedings)
        return possible_in(self.state, self.closed, fee, self.delivery, idle, roles=frozenset(roles))


@cache
def possible_in(
    state: State,
    closed: bool,
    fee: bool,
    delivery: Delivery | None,
    no_occasion: frozenset[Action],
    *,
    roles: frozenset[Role],
) -> tuple[Action, ...]:
    """What the table allows in a state, less what such a case gives no occasion for."""
    idle = {A.SERVE, *no_occasion} if closed else {A.REOPEN, *no_occasion}
    if fee:
        idle |= {A.CHARGE_FEE}
    else:
        idle |= {A.PAY_FEE} | ({A.LAPSE} if state is not S.CLARIFYING else set())
    if delivery is not Delivery.SENT:
        idle |= {A.SIGN_FOR, A.RETURN_MAIL}
    if delivery is not Delivery.RETURNED:
        idle |= {A.SERVE_AGAIN}
    return tuple(action for action in allowed(state, roles) if action not in idle)
