"""What a unit owes once a year for the year before: its report, and that of its whole level."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime

from workflow.again import until_kept
from workflow.alerts import owed
from workflow.casework import Office
from workflow.clock import Deadline
from workflow.law import Law
from workflow.ledger import Ledger, Raised, Unit
from workflow.listing import Filter, Order
from workflow.vocabulary import DeadlineKind

#: Told of each unit of whose report alerts are raised, in the transaction that raises them.
TellUnit = Callable[[Unit, Sequence[Raised]], None]


def reports_owed(law: Law, ledger: Ledger, today: date) -> list[tuple[Unit, Deadline]]:
    """The reports of last year that are still owed, by unit: those whose table nobody has frozen.

    None is owed for a year before the first request of the office. The `line` of such a deadline is the year.
    """
    first = next(iter(ledger.rows(Filter(order=Order.RECEIVED, limit=1))), None)
    year = today.year - 1
    if first is None or first.received_on.year > year:
        return []
    done = ledger.frozen_in(year)
    return [(unit, due) for unit, due in _reports(law, ledger.units(), year) if unit.id not in done]


def _reports(law: Law, units: Mapping[int, Unit], year: int) -> Iterator[tuple[Unit, Deadline]]:
    """The report of every unit; of whoever stands above all others, that of the level (第四十九条)."""
    statute = law.regime(date(year + 1, 1, 1))
    above = {unit.parent for unit in units.values()}
    for unit in units.values():
        watches_over = unit.parent is None and unit.id in above
        kind = DeadlineKind.LEVEL_REPORT if watches_over else DeadlineKind.ANNUAL_REPORT
        day = statute.yearly.get(kind)
        if day:
            due_on = date(year + 1, day.month, day.day)
            yield unit, Deadline(kind, year, date(year, 12, 31), due_on, day.sentence, False, True)


@until_kept
def ring_year(office: Office, today: date, now: datetime, tell: TellUnit | None = None) -> list[Raised]:
    """Raise every alert that units owe of their reports by the end of `today`, each once; `tell` hears."""
    raised: list[Raised] = []
    workdays = office.law.workdays(office.law.regime(today))
    with office.ledger.transaction():
        for unit, deadline in reports_owed(office.law, office.ledger, today):
            known = {past.alert.key for past in office.ledger.office_alerts.of(unit.id)}
            alerts = [a for a in owed(deadline, workdays, office.policy, today) if a.key not in known]
            # As for cases: of several crossed unseen only the last tells anything.
            fresh = [
                Raised(
                    unit.name, alert, today, now, workdays.between(alert.owed_on, today), alert is not last
                )
                for last in alerts[-1:]
                for alert in alerts
            ]
            office.ledger.office_alerts.keep(unit.id, fresh)
            raised += fresh
            if fresh and tell is not None:
                tell(unit, fresh)
    return raised
