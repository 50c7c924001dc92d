"""The year 2018 of one district, replayed day by day so that every reminder falls on its day."""

import csv
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from importlib.resources import files

from desk.intake.plan import Plan, plan, read_ledger
from desk.intake.planning import Planned
from workflow.casework import Act, Actor, Office, Receipt, log_request, take
from workflow.entries import Entry
from workflow.reminding import remind
from workflow.vocabulary import Action, ApplicantKind, Channel

YEAR = 2018
LEDGER = f"xixia-{YEAR}-ledger.csv"
PUBLISHED = f"published-{YEAR}.csv"


@dataclass(slots=True)
class Month:
    """What happened in a month."""

    first: date
    logged: int = 0
    served: int = 0
    alerts: int = 0


def read_year(office: Office) -> Plan:
    """The ledger of the year, read and checked as `foi import` would."""
    data = (files("desk") / "demo" / LEDGER).read_bytes()
    return plan(office, read_ledger(data, LEDGER), create_units=True)


def published() -> dict[str, int]:
    """The district's own published figures, by the code of the line."""
    text = (files("desk") / "demo" / PUBLISHED).read_text(encoding="utf-8")
    return {line["code"]: int(line["figure"]) for line in csv.DictReader(text.splitlines())}


def replay_year(
    office: Office, rows: tuple[Planned, ...], actor: Actor, now: datetime, told: Callable[[Month], None]
) -> None:
    """Let every day of the year happen: the morning's reminders, then what came in and what was done.

    The year runs on until the last row is closed; `told` hears of each month.
    """
    happenings = _by_day(rows)
    month = Month(date(YEAR, 1, 1))
    for day in _days(date(YEAR, 1, 1), max(date(YEAR, 12, 31), *happenings)):
        if day.month != month.first.month:
            told(month)
            month = Month(day)
        month.alerts += len(remind(office, day, now).raised)
        for row, entry in happenings.get(day, ()):
            _happen(office, row, entry, actor, now)
            month.logged += entry.action is Action.RECEIVE
            month.served += entry.action is Action.SERVE
    told(month)


def _by_day(rows: tuple[Planned, ...]) -> dict[date, list[tuple[Planned, Entry]]]:
    found: dict[date, list[tuple[Planned, Entry]]] = {}
    for row in rows:
        for entry in row.entries:
            found.setdefault(entry.on, []).append((row, entry))
    return found


def _days(first: date, last: date) -> Iterator[date]:
    for n in range((last - first).days + 1):
        yield first + timedelta(days=n)


def _happen(office: Office, row: Planned, entry: Entry, actor: Actor, now: datetime) -> None:
    if entry.action is not Action.RECEIVE:
        take(office, row.ref, Act(entry.action, entry.on, entry.facts), actor, now=now)
        return
    receipt = Receipt(entry.on, Channel.of(entry.facts["channel"]), ApplicantKind.of(entry.facts["kind"]))
    unit = next(unit for unit in office.ledger.units().values() if unit.name == row.unit)
    log_request(office, replace(row.request, unit=unit.id), receipt, actor, now=now, ref=row.ref)
