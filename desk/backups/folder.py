"""The backups of an office in a folder: which there are, the newest first, and which have had their time."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from desk.backups.archive import read_manifest
from workflow.errors import CaseworkError

#: What our own names look like; nothing else in the folder is ever touched.
OURS: Final = re.compile(r"foi-\d{8}-\d{6}[+-]\d{4}\.tar")
PATTERN: Final = "foi-%Y%m%d-%H%M%S%z.tar"
#: Two clocks differ by so much; a backup later than that was made by one that was ahead.
AHEAD: Final = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class Kept:
    """A backup in a folder."""

    path: Path
    made_at: datetime


def file_name(made_at: datetime) -> str:
    """What a backup is called: its second, by the office's clock.

    >>> from datetime import timedelta, timezone
    >>> file_name(datetime(2026, 11, 23, 18, 0, 5, tzinfo=timezone(timedelta(hours=8))))
    'foi-20261123-180005+0800.tar'
    """
    return made_at.strftime(PATTERN)


def backups(folder: Path, office: str) -> Sequence[Kept]:
    """The backups of an office, the newest first; without those of others, or with no sound manifest."""
    found = [_kept(path, office) for path in folder.glob("foi-*.tar") if OURS.fullmatch(path.name)]
    return sorted(filter(None, found), key=lambda kept: kept.made_at, reverse=True)


def newest(folder: Path, office: str, now: datetime) -> Kept | None:
    """The newest backup of an office; one made by a clock that was ahead tells nothing of how old it is."""
    return next((kept for kept in backups(folder, office) if kept.made_at <= now + AHEAD), None)


def tidy(folder: Path, office: str, keep: int, now: datetime) -> list[Path]:
    """Remove all but the newest backups of an office; the removed.

    Those of a time that is still to come go first, or they would drive out every new one.

    Raises:
        OSError: one cannot be removed.
    """
    found = backups(folder, office)
    ahead = [kept for kept in found if kept.made_at > now + AHEAD]
    gone = [kept.path for kept in [*(kept for kept in found if kept not in ahead), *ahead][keep:]]
    for path in gone:
        path.unlink(missing_ok=True)
    return gone


def _kept(path: Path, office: str) -> Kept | None:
    try:
        manifest = read_manifest(path)
    except CaseworkError:
        return None
    return Kept(path, manifest.made_at) if manifest.office == office else None
