"""The sweep as an office does it: with each alert, in one transaction, the messages that tell of it."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime

from desk.office import House
from desk.sending.hearing import hearing
from desk.sending.routes import reached, routes_of
from workflow.case import Case
from workflow.ledger import Raised, Record, Unit
from workflow.outbox import Line, Route, Told, about_unit, alert_name, code_of
from workflow.reminding import Sweep, remind


def sweep(house: House, today: date, now: datetime) -> Sweep:
    """Raise every alert owed by the end of `today`, and put in what tells of it outside.

    Of the report of a unit those hear who would of a case that is given to nobody.
    """
    routes, outbox = routes_of(house.config), house.ledger.outbox
    if not routes:
        return remind(house.office, today, now)
    hear = hearing(house, today)

    def put(about: str, unit: int, given_to: str, fresh: Sequence[Raised]) -> Iterator[Told]:
        for raised in fresh:
            heard = hear(unit, given_to, raised.alert.kind, raised.alert.threshold)
            for route in routes if not raised.superseded else ():
                yield from (_told(house, raised, about, route, to) for to in reached(route, heard))

    def tell(record: Record, case: Case, fresh: Sequence[Raised]) -> None:
        outbox.put(list(put(record.ref, record.request.unit, case.assigned_to, fresh)), now)

    def tell_unit(unit: Unit, fresh: Sequence[Raised]) -> None:
        outbox.put(list(put(about_unit(unit.id), unit.id, "", fresh)), now)

    return remind(house.office, today, now, tell, tell_unit)


def _told(house: House, raised: Raised, about: str, route: Route, recipient: str) -> Told:
    alert, config = raised.alert, house.config
    name = alert_name(about, alert.key)
    # An alert raised late tells how it stands today, not how it stood when it was owed.
    left = alert.threshold - raised.late_by
    return Told(
        route,
        recipient,
        name,
        code_of(config.office.name, route, recipient, name),
        (Line(raised.ref, alert.kind, alert.line, alert.due_on, left),),
        urgent=config.alerts.urgent and left <= 0,
        about=about,
    )
