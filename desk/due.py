"""What is due by a day: replies, and the answers to reviews and suits."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

from desk.office import House
from store.diary import Due
from workflow.clock import Deadline
from workflow.docket import Docket, DocketFilter, DocketRow
from workflow.ledger import Ledger, Unit
from workflow.listing import Filter, Row
from workflow.yearly import reports_owed

#: How many rows are read at a time when all are wanted.
PAGE = 500


def due_within(
    house: House, today: date, within: int, limit: int
) -> tuple[Sequence[Row], Sequence[DocketRow]]:
    """The replies, and the answers in proceedings, due within working days from today; most urgent first."""
    last = _last(house, today, within)
    rows = sorted(
        _due_by(house.ledger, last), key=lambda row: (row.reply.due_on or row.reply.missed_on, row.ref)
    )
    answers = sorted(docket_due(house.ledger, last), key=lambda row: (row.proceeding.due_on, row.ref))
    return rows[:limit], answers[:limit]


def given_within(house: House, today: date, within: int, limit: int) -> Sequence[Due]:
    """What the office gave somebody until a day within working days from today; the earliest first."""
    return house.ledger.diary.given_until(_last(house, today, within), limit)


def reports_within(house: House, today: date, within: int) -> Sequence[tuple[Unit, Deadline]]:
    """The reports of last year that the units seen still owe within working days from today."""
    last, law = _last(house, today, within), house.office.law
    seen = house.ledger.scope.admits
    owed = reports_owed(law, house.ledger, today)
    return [(unit, due) for unit, due in owed if seen(unit.id) and due.due_on and due.due_on <= last]


def _last(house: House, today: date, within: int) -> date:
    law = house.office.law
    return law.workdays(law.regime(today)).add(today, within) if within else today


def docket_due(ledger: Docket, last: date, wanted: DocketFilter | None = None) -> Iterator[DocketRow]:
    """Every proceeding whose answer is awaited and due on that day or before."""
    wanted = replace(wanted or DocketFilter(), due_before=date.max, limit=PAGE)
    while page := ledger.docket(wanted):
        yield from (row for row in page if row.proceeding.due_on and row.proceeding.due_on <= last)
        wanted = replace(wanted, after=(page[-1].ref, page[-1].proceeding.line))


def _due_by(ledger: Ledger, last: date) -> Iterator[Row]:
    """Every running reply due on that day or before."""
    wanted = Filter(due_before=last + timedelta(days=1), open_only=True, limit=PAGE)
    while page := ledger.rows(wanted):
        yield from page
        wanted = replace(wanted, after=page[-1].ref)
