"""The same request logged twice: a button pressed twice, or the way back to a form that was sent already."""

from datetime import datetime, timedelta

from workflow.again import until_kept
from workflow.arrivals import Arrivals
from workflow.casework import Actor, Done, Office, Receipt, log_request
from workflow.errors import Conflict
from workflow.ledger import Request
from workflow.values import is_writable

#: For so long the same words by the same person are taken for the same request; and how many are looked at.
MOMENT, MOST = timedelta(minutes=10), 50


@until_kept
def log_once(
    office: Office,
    arrivals: Arrivals,
    request: Request,
    receipt: Receipt,
    actor: Actor,
    *,
    now: datetime,
    ref: str = "",
    again: bool = False,
) -> Done:
    """Log a request as `log_request` does, unless its very words were just logged by the same person.

    `again` insists: it is another request in the same words. A number `ref` is never given twice anyhow.

    Raises:
        Refused: as `log_request`.
        Conflict: as `log_request`; or the actor has logged the same request within a `MOMENT`.
    """
    with office.ledger.transaction():
        if not again and not ref:
            _prove_not_twice(office, arrivals, request, receipt, actor=actor, now=now)
        return log_request(office, request, receipt, actor, now=now, ref=ref)


def _prove_not_twice(
    office: Office, arrivals: Arrivals, request: Request, receipt: Receipt, *, actor: Actor, now: datetime
) -> None:
    names = {one.name for one in request.applicants if is_writable(one.name)}
    for row in arrivals.asked_before(names, MOST):
        if (row.received_on, row.unit, row.subject) != (receipt.on, request.unit, request.subject):
            continue
        record = office.ledger.read(row.ref)
        first = record.entries[0]
        mine = first.by == actor.name and now - first.recorded_at < MOMENT
        if mine and record.request == request and first.facts["channel"] == receipt.channel.value:
            raise Conflict(
                "logged_just_now",
                "You have just logged this very request as {ref}. If this is another one, say so: --again",
                ref=row.ref,
            )
