"""The sweep as an office does it: with each alert, in one transaction, whom it is raised to and how."""

from collections.abc import Sequence
from datetime import date, datetime

from desk.office import House
from desk.sending.hearing import hearing
from desk.sending.routes import reached, routes_of
from workflow.case import Case
from workflow.ledger import Raised, Record, Unit
from workflow.outbox import Line, Route, Told, about_unit, alert_name, code_of
from workflow.people import Person
from workflow.reminding import Sweep, remind


def sweep(house: House, today: date, now: datetime) -> Sweep:
    """Raise every alert owed by the end of `today` to whom it concerns, and put in what tells of it outside.

    Of the report of a unit those hear who would of a case that is given to nobody.
    """
    routes, outbox, personal = routes_of(house.config), house.ledger.outbox, house.ledger.personal_alerts
    hear = hearing(house, today)

    def put(about: str, raised: Raised, heard: Sequence[Person]) -> None:
        leaves = [(route, to) for route in routes for to in reached(route, heard)]
        outbox.put([_told(house, raised, about, *one) for one in leaves], now)

    def tell(record: Record, case: Case, fresh: Sequence[Raised]) -> None:
        for raised in fresh:
            if not raised.superseded:
                alert = raised.alert
                heard = hear(record.request.unit, case.assigned_to, alert.kind, alert.threshold)
                personal.tell(record, raised, [one.login for one in heard])
                put(record.ref, raised, heard)

    def tell_unit(unit: Unit, fresh: Sequence[Raised]) -> None:
        for raised in fresh:
            if not raised.superseded:
                put(about_unit(unit.id), raised, hear(unit.id, "", raised.alert.kind, raised.alert.threshold))

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
