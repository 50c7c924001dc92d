"""The sweep as an office does it: with each alert, in one transaction, the messages that tell of it."""

from collections.abc import Sequence
from datetime import date, datetime

from desk.office import House
from desk.sending.hearing import hearing
from desk.sending.routes import reached, routes_of
from workflow.case import Case
from workflow.ledger import Raised, Record
from workflow.outbox import Line, Route, Told, alert_name, code_of
from workflow.reminding import Sweep, remind


def sweep(house: House, today: date, now: datetime) -> Sweep:
    """Raise every alert owed by the end of `today`, and put in what tells of it outside."""
    routes, outbox = routes_of(house.config), house.ledger.outbox
    if not routes:
        return remind(house.office, today, now)
    hear = hearing(house, today)

    def tell(record: Record, case: Case, fresh: Sequence[Raised]) -> None:
        outbox.put(
            (
                _told(house, raised, route, recipient)
                for raised in fresh
                if not raised.superseded
                for route in routes
                for recipient in reached(
                    route,
                    hear(record.request.unit, case.assigned_to, raised.alert.kind, raised.alert.threshold),
                )
            ),
            now,
        )

    return remind(house.office, today, now, tell)


def _told(house: House, raised: Raised, route: Route, recipient: str) -> Told:
    alert, config = raised.alert, house.config
    name = alert_name(raised.ref, alert.key)
    # An alert raised late tells how it stands today, not how it stood when it was owed.
    left = alert.threshold - raised.late_by
    return Told(
        route,
        recipient,
        name,
        code_of(config.office.name, route, recipient, name),
        (Line(raised.ref, alert.kind, alert.line, alert.due_on, left),),
        urgent=config.alerts.urgent and left <= 0,
    )
