"""Backups that are made by themselves: every day at the office's hour, made up if the machine was off."""

from datetime import UTC, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from desk.backups.folder import newest
from desk.backups.making import make_backup
from desk.backups.restoring import prove_backup
from desk.office import House, now
from store.marks import Mark
from store.snapshot import sqlite_file
from workflow.errors import Broken

#: One that could not be made is tried again after so long, not at every ring.
AGAIN: Final = timedelta(hours=1)
#: So often the one just made is restored on trial; a little less, so that it is always the same hour.
PROVED_EVERY: Final = timedelta(days=7) - timedelta(hours=12)


def back_up_when_due(house: House) -> None:
    """Make the backup of the day if it has not been made, and every week restore it on trial.

    A database on a server is left to the server's own tools.

    Raises:
        BadInput: the disk is full, or the folder cannot be written.
        Broken: the database, a file of the office or the backup is no longer whole.
    """
    at = now()
    if not is_due(house, at):
        return
    house.ledger.mark(Mark.BACKUP_BEGUN, at)
    made = make_backup(house.config, at)
    if made.faults:
        raise Broken(
            "backup_lacks",
            "{file} was made, but lacks {n} files that are missing or changed; no older backup was removed."
            " Run: foi verify",
            file=made.path.name,
            n=len(made.faults),
        )
    proved = house.ledger.marked(Mark.BACKUP_PROVED)
    if proved is None or at - proved >= PROVED_EVERY:
        found = prove_backup(made.path, house.config).found
        if found.faults:
            raise found.faults[0]
        house.ledger.mark(Mark.BACKUP_PROVED, at)


def is_due(house: House, at: datetime) -> bool:
    """Whether the hour of the backup has passed since the newest was made."""
    config = house.config
    if config.backup.time is None or sqlite_file(config.database) is None:
        return False
    wanted = last_passed(config.backup.time, at, ZoneInfo(config.office.timezone))
    last, begun = newest(config.backups, config.office.name, at), house.ledger.marked(Mark.BACKUP_BEGUN)
    if last is not None and last.made_at >= wanted:
        return False
    return begun is None or begun < wanted or not timedelta(0) <= at - begun < AGAIN


def last_passed(hour: time, at: datetime, zone: ZoneInfo) -> datetime:
    """The last instant at which the clocks of a zone showed an hour, for the first time that day.

    An hour that is left out in spring has passed when it would have been.

    >>> noon = datetime(2026, 10, 25, 12, tzinfo=UTC)
    >>> last_passed(time(1, 30), noon, ZoneInfo("Europe/London")).isoformat()
    '2026-10-25T00:30:00+00:00'
    """
    day = at.astimezone(zone).date()
    wanted = datetime.combine(day, hour, zone).astimezone(UTC)
    if wanted <= at:
        return wanted
    return datetime.combine(day - timedelta(days=1), hour, zone).astimezone(UTC)
