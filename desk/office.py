"""The only place where the house is put together."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from desk.config import Config
from desk.watched import WatchedLedger
from store.ledger import SqlLedger
from store.snapshot import sqlite_file
from workflow.alerts import AlertPolicy
from workflow.calendars import Notice, read_notice
from workflow.casework import Office, Signoff
from workflow.errors import NotFound
from workflow.law import Law, open_law
from workflow.people import Person, actor_of, find_person, sees
from workflow.rules import rules_of


@dataclass(frozen=True, slots=True)
class House:
    """An open office: its configuration, its jobs, and its database."""

    config: Config
    office: Office
    ledger: WatchedLedger


def now() -> datetime:
    """This instant, by the machine's clock."""
    return datetime.now(UTC)


def today(config: Config) -> date:
    """The day it is in the office."""
    return now().astimezone(ZoneInfo(config.office.timezone)).date()


def open_office(config: Config) -> House:
    """Open the office in the morning.

    Raises:
        NotFound: its database has not been made yet.
    """
    ledger = _kept(config)
    if ledger is None:
        raise NotFound("no_database", "This office has no database yet, or an old one. Run: foi init")
    return _house(config, ledger)


def make_office(config: Config) -> House:
    """Make the database of an office, or bring it up to date, and open it; the root unit has its name."""
    _keep_private(config)
    ledger = _ledger(config)
    ledger.migrate()
    if not ledger.units():
        ledger.add_unit(config.office.name)
    return _house(config, ledger)


def seen_by(house: House, login: str) -> House:
    """The office as somebody sees it: all of it until people have been let in, then their units.

    Raises:
        Refused: nobody active has that login.
    """
    accounts = house.ledger.accounts
    if not accounts.people():
        return house
    actor_of(accounts, login)
    return shown_to(house, find_person(accounts, login))


def shown_to(house: House, person: Person) -> House:
    """The office as a person who works here sees it; who sees every unit is asked for none by name."""
    units = house.ledger.units()
    seen = sees(person, units)
    ledger = house.ledger.within(None if seen >= units.keys() else seen)
    return replace(house, ledger=ledger, office=replace(house.office, ledger=ledger))


def law_of(config: Config, notices: tuple[Notice, ...] = ()) -> Law:
    """The law of an office that has added these holiday notices."""
    return open_law(config.office.jurisdiction, config.office.region, notices, config.law)


def law_here(config: Config) -> Law:
    """The law of this office, with the notices in its database if it has one already."""
    ledger = _kept(config)
    return law_of(config, kept_notices(ledger) if ledger else ())


def kept_notices(ledger: SqlLedger) -> tuple[Notice, ...]:
    """The holiday notices an office has added."""
    return tuple(read_notice(text, f"notice {n}") for n, text in enumerate(ledger.notices(), start=1))


def _kept(config: Config) -> WatchedLedger | None:
    """The ledger of this office if it has been made and is up to date; looking makes none."""
    head, _, path = config.database.partition(":///")
    if head.startswith("sqlite") and not Path(path).is_file():
        return None
    ledger = _ledger(config)
    return ledger if ledger.is_current() else None


def _keep_private(config: Config) -> None:
    """A new database is for nobody else on the machine to read; its journal is as private as itself."""
    file = sqlite_file(config.database)
    if file is not None and file.parent.is_dir():
        file.touch(mode=0o600)


def _ledger(config: Config) -> WatchedLedger:
    zone = ZoneInfo(config.office.timezone)
    return WatchedLedger(config.database, config.files, lambda: now().astimezone(zone))


def _house(config: Config, ledger: WatchedLedger) -> House:
    alerts = config.alerts
    policy = AlertPolicy(alerts.days_before, alerts.kinds, alerts.escalation)
    signoff = Signoff(config.signoff.needed, config.signoff.two_people)
    law = law_of(config, kept_notices(ledger))
    ledger.rules = rules_of(law, policy)
    return House(config, Office(law, ledger, policy, signoff), ledger)
