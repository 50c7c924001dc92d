"""What the doctor looks at on the machine: the disk, the fonts, and who may read and change what."""

import os
import shutil
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from desk.attachment_files import size_words
from desk.backups.folder import newest
from desk.doctor.findings import Finding, found
from desk.doctor.patient import Patient
from desk.press import font_folders
from letters.fonts import SERIF, folders
from letters.press import Faces, families
from store.snapshot import sqlite_file
from workflow.errors import Refused

#: With less room than this, in bytes, nothing can soon be written; with less than that a backup may not fit.
FULL: Final = 100_000_000
SHORT: Final = 1_000_000_000


def disk(patient: Patient) -> Iterator[Finding]:
    """Room on each disk the office is kept on, and folders that cannot be written."""
    last = newest(patient.config.backups, patient.config.office.name, patient.now)
    wanted = max(SHORT, 2 * last.path.stat().st_size if last else 0)
    seen: set[int] = set()
    for folder in _folders(patient):
        if not os.access(folder, os.W_OK | os.X_OK):
            yield found("folder_unwritable", folder=folder)
        device = folder.stat().st_dev
        free = shutil.disk_usage(folder).free
        if device not in seen and free < FULL:
            yield found("disk_full", folder=folder, free=size_words(free))
        elif device not in seen and free < wanted:
            yield found("disk_short", folder=folder, free=size_words(free), wanted=size_words(wanted))
        seen.add(device)


def permissions(patient: Patient) -> Iterator[Finding]:
    """What anybody on the machine may read or change, though it is nobody else's business."""
    if os.name == "nt":
        return
    config, database = patient.config.file, sqlite_file(patient.config.database)
    private = [database, patient.config.files, patient.config.job_files, patient.config.backups]
    for path in filter(None, (config, *private)):
        if path.exists() and path.stat().st_mode & stat.S_IWOTH:
            yield found("writable_by_others", path=path)
    if config and ":" in patient.config.store.url.partition("://")[2].rpartition("@")[0]:
        private.append(config)  # it holds the password of the database
    for path in filter(None, private):
        if path.exists() and path.stat().st_mode & stat.S_IROTH:
            yield found("readable_by_others", path=path)


def fonts(patient: Patient) -> Iterator[Finding]:
    """Whether letters can be set, and in which font."""
    try:
        first = families(Faces(folders(font_folders(patient.config))))["body"][0]
    except Refused as fault:
        yield found("font_folder_missing", folder=fault.values["folder"])
        return
    if first in SERIF:
        yield found("no_fangsong", family=first)


def tls(patient: Patient) -> Iterator[Finding]:
    """Whether what is typed goes over the net as it is."""
    if patient.config.web.plain_http:
        yield found("plain_http")


def _folders(patient: Patient) -> list[Path]:
    """Where the office writes: the folders themselves, or the nearest above that are there."""
    database = sqlite_file(patient.config.database)
    wanted = (database.parent if database else None, patient.config.files, patient.config.backups)
    there = (
        next(above for above in (path, *path.parents) if above.is_dir()) for path in filter(None, wanted)
    )
    return list(dict.fromkeys(there))
