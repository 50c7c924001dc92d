"""A backup made while the office works: the database first, then the files it names, written aside."""

import hashlib
import re
import secrets
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

from desk.backups.archive import pack, unpack
from desk.backups.folder import file_name, tidy
from desk.backups.manifest import DATABASE, FILES, Manifest, Member
from desk.config import Config
from store.files import settle
from store.snapshot import database_file, take_snapshot
from workflow.errors import BadInput, Broken, NotFound

#: What somebody killed has left behind is removed when it is this old, in seconds: nobody writes it any more.
FORSAKEN: Final = 24 * 3600
_ASIDE: Final = ".making-"
_KEPT_FILE: Final = re.compile(r"([0-9a-f]{2})/\1[0-9a-f]{62}")


@dataclass(frozen=True, slots=True)
class Made:
    """A backup that was made; with faults in the office's own files, none of the older ones was removed."""

    path: Path
    manifest: Manifest
    faults: tuple[Broken, ...]
    removed: tuple[Path, ...]


def make_backup(config: Config, now: datetime, to: Path | None = None) -> Made:
    """Make a backup in the office's folder, and keep no more there than it wants; or in another folder.

    Raises:
        NotFound: the office has no database yet.
        Refused: its database is kept by a server.
        BadInput: the disk is full, or the folder cannot be written.
        Broken: the database is no longer whole.
    """
    if not database_file(config.database).is_file():
        raise NotFound("no_database", "This office has no database yet, or an old one. Run: foi init")
    folder = to or config.backups
    made_at = now.astimezone(ZoneInfo(config.office.timezone)).replace(microsecond=0)
    try:
        with _aside(folder) as aside:
            manifest, sources, faults = _gathered(config, made_at, aside / DATABASE)
            path = folder / file_name(made_at)
            pack(aside / path.name, manifest, sources)
            # Proved before it has its name, and before an older one goes.
            unpack(aside / path.name)
            (aside / path.name).replace(path)
            settle(folder)
        tidied = to is None and not faults
        removed = tidy(folder, config.office.name, config.backup.keep, made_at) if tidied else []
    except OSError as fault:
        raise BadInput("unwritable", "{path} cannot be written: {fault}", path=folder, fault=fault) from None
    return Made(path, manifest, tuple(faults), tuple(removed))


@contextmanager
def _aside(folder: Path) -> Iterator[Path]:
    """A folder in the folder, for as long as a backup has no name yet."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    for left in folder.glob(f"{_ASIDE}*"):
        if time.time() - left.stat().st_mtime > FORSAKEN:
            shutil.rmtree(left, ignore_errors=True)
    aside = folder / f"{_ASIDE}{secrets.token_hex(8)}"
    aside.mkdir(mode=0o700)
    try:
        yield aside
    finally:
        shutil.rmtree(aside, ignore_errors=True)


def _gathered(
    config: Config, made_at: datetime, copy: Path
) -> tuple[Manifest, dict[str, Path], list[Broken]]:
    """The members of a backup and where each lies; a file that is missing or was changed keeps none out."""
    snapshot = take_snapshot(config.database, copy)
    sources, members, faults = {DATABASE: copy}, [_member(DATABASE, copy)], list[Broken]()
    # Whatever the copy names was on the disk before it was taken.
    kept = _kept_files(config.files)
    for digest, path in sorted(kept.items()):
        name = f"{FILES}/{digest[:2]}/{digest}"
        try:
            member = _member(name, path)
        except OSError as fault:
            faults.append(
                Broken("file_unreadable", "The file {path} cannot be read: {fault}", path=path, fault=fault)
            )
            continue
        if member.sha256 != digest:
            faults.append(Broken("file_changed", "The file {digest} has been changed.", digest=digest))
        sources[name] = path
        members.append(member)
    faults += [
        Broken("file_missing", "The file {digest} is missing.", digest=digest)
        for digest in sorted(snapshot.named - kept.keys())
    ]
    return Manifest(config.office.name, snapshot.schema, made_at, tuple(members)), sources, faults


def _kept_files(folder: Path | None) -> dict[str, Path]:
    if folder is None:
        return {}
    found = (path for path in folder.glob("*/*") if path.is_file() and not path.is_symlink())
    return {path.name: path for path in found if _KEPT_FILE.fullmatch(f"{path.parent.name}/{path.name}")}


def _member(name: str, path: Path) -> Member:
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
        return Member(name, file.tell(), digest)
