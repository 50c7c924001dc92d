"""What the doctor looks at in what is kept: the database, the records, the calendar, the backups."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Final

from desk.backups.folder import backups, newest
from desk.doctor.findings import Finding, found
from desk.doctor.patient import Patient
from store.condition import damage, difference, is_slowed
from store.engine import manners
from store.guard import BACK
from store.marks import Mark
from store.snapshot import sqlite_file
from workflow.errors import ClockBehind
from workflow.listing import Filter
from workflow.upkeep import verify

#: The notice of the next year is published in the weeks after the first of this month.
PUBLISHED_FROM: Final = 11
#: How many of the latest cases are proved when not all of them are.
SAMPLE: Final = 100
#: Backups are made every day and proved every week; so many days later somebody is told.
BACKUP_IS_OLD: Final = 2
PROOF_IS_OLD: Final = 14


def database(patient: Patient) -> Iterator[Finding]:
    """How the database is kept; damage is looked for when every case is."""
    engine = patient.house.ledger.engine
    if is_slowed(engine):
        yield found("slow_journal", manners=manners(engine))
    if patient.every and (reason := damage(engine)):
        yield found("database_damaged", reason=reason)


def records(patient: Patient) -> Iterator[Finding]:
    """The chain, the copies and the files of the latest cases, or of all."""
    ledger = patient.house.ledger
    refs = None
    if not patient.every:
        refs = [row.ref for row in ledger.rows(Filter(limit=SAMPLE, descending=True))]
    for fault in verify(patient.house.office, refs).faults:
        yield found("not_proved", fault=fault)


def clock(patient: Patient) -> Iterator[Finding]:
    """Whether the clock has gone back."""
    try:
        patient.house.ledger.clock.check()
    except ClockBehind as fault:
        yield found("clock_behind", fault=fault)


def ahead(patient: Patient) -> Iterator[Finding]:
    """What a clock that was ahead has left, and whether the server has another."""
    ledger = patient.house.ledger
    left = ledger.clock.ahead(patient.now + BACK)
    if left.alerts:
        yield found("alerts_ahead", n=left.alerts)
    if left.entries:
        yield found("entries_ahead", n=left.entries, refs=left.refs)
    if (apart := difference(ledger.engine, patient.now)) > BACK:
        yield found("server_clock", minutes=apart // timedelta(minutes=1))


def calendar(patient: Patient) -> Iterator[Finding]:
    """Whether the holiday notice of this year is on file, and of the next once it is out."""
    law, today = patient.house.office.law, patient.today
    through = law.workdays(law.regime(today)).published_through
    if through < today.year:
        yield found("calendar_overdue", year=today.year)
    elif through == today.year and today.month >= PUBLISHED_FROM:
        yield found("calendar_missing", year=today.year + 1)


def saved(patient: Patient) -> Iterator[Finding]:
    """How old the newest backup is, when one was last restored on trial, and where they lie."""
    kept_in = sqlite_file(patient.config.database)
    if kept_in is None:
        return  # a server backs itself up
    last = newest(patient.config.backups, patient.config.office.name, patient.now)
    if last is None:
        yield found("backup_none", folder=patient.config.backups)
        return
    if (days := (patient.now - last.made_at).days) >= BACKUP_IS_OLD:
        yield found("backup_old", days=days)
    proved = patient.house.ledger.marked(Mark.BACKUP_PROVED)
    first = backups(patient.config.backups, patient.config.office.name)[-1].made_at
    if (days := (patient.now - (proved or first)).days) >= PROOF_IS_OLD:
        yield found("backup_not_proved", days=days, file=last.path)
    if on_one_disk(last.path, kept_in):
        yield found("backup_same_disk")


def on_one_disk(path: Path, other: Path) -> bool:
    """Whether two files are lost together when a disk breaks, as far as the machine can tell."""
    return path.stat().st_dev == other.stat().st_dev
