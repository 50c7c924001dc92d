"""A backup brought back: aside, to be proved, or into an empty folder, to be worked with."""

import secrets
import shutil
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from desk.backups.archive import read_manifest, unpack
from desk.backups.manifest import DATABASE, FILES, Manifest
from desk.config import Config, StoreConfig
from desk.office import make_office
from store.accounts import Look
from store.files import settle
from store.ledger import open_ledger
from store.migrations import HEAD, knows
from store.snapshot import read_snapshot, said_of_a_copy
from workflow.errors import BadInput, Broken, NotFound, Refused
from workflow.upkeep import Verified, verify


@dataclass(frozen=True, slots=True)
class Proved:
    """A backup, and what a proof of the office it holds has found."""

    manifest: Manifest
    found: Verified


def prove_backup(path: Path, config: Config) -> Proved:
    """Restore a backup aside and prove every case in it, as the office is configured now.

    Raises:
        NotFound: there is no such file.
        BadInput: it is no backup, or there is no room to restore it.
        Broken: it is damaged.
        Refused: a version has made it that is not known here.
    """
    _check(path)
    try:
        with TemporaryDirectory(prefix="foi-", ignore_cleanup_errors=True) as aside:
            manifest = _unpacked(path, Path(aside))
            store = StoreConfig(url=f"sqlite:///{Path(aside) / DATABASE}")
            with said_of_a_copy(Path(aside) / DATABASE):
                return Proved(manifest, _proved(replace(config, store=store)))
    except OSError as fault:
        raise BadInput("unwritable", "{path} cannot be written: {fault}", path=path, fault=fault) from None


def restore_backup(path: Path, into: Path, by: str, now: datetime) -> Manifest:
    """Bring a backup back into a folder that is empty or not there yet; all of it, or nothing.

    Its tables are brought up to date, and its audit says who has restored which backup and when. The database
    comes last: without it the folder holds no office, whatever stopped us.

    Raises:
        NotFound: there is no such file.
        BadInput: it is no backup, or the folder cannot be written.
        Broken: it is damaged.
        Refused: a version has made it that is not known here, or the folder is not empty.
    """
    _check(path)
    try:
        if into.exists() and (not into.is_dir() or any(into.iterdir())):
            raise Refused("not_empty", "{path} is not empty. Name a new folder.", path=into)
        made = not into.exists()
        into.mkdir(mode=0o700, parents=True, exist_ok=True)
        aside = into / f".restoring-{secrets.token_hex(8)}"
        try:
            aside.mkdir(mode=0o700)
            manifest = _unpacked(path, aside)
            _put_on_record(aside, Look(now, by, "restored", "", f"{path.name} {manifest.made_at}", ""))
            _bring_in(aside, into)
        except BaseException:
            (into / DATABASE).unlink(missing_ok=True)
            for left in (into / FILES, aside):
                shutil.rmtree(left, ignore_errors=True)
            if made:
                with suppress(OSError):
                    into.rmdir()
            raise
    except OSError as fault:
        raise BadInput("unwritable", "{path} cannot be written: {fault}", path=into, fault=fault) from None
    return manifest


def _put_on_record(aside: Path, look: Look) -> None:
    ledger = open_ledger(f"sqlite:///{aside / DATABASE}")
    with said_of_a_copy(aside / DATABASE):
        ledger.migrate()
        ledger.accounts.note_look(look)
    # Nothing of a journal stays beside it.
    ledger.close()


def _proved(config: Config) -> Verified:
    # An older one is brought up to date first, as it would be once restored.
    house = make_office(config)
    try:
        return verify(house.office)
    finally:
        house.ledger.close()


def _check(path: Path) -> None:
    """Whatever can be said of a backup before a byte is written."""
    if not path.is_file():
        raise NotFound("no_file", "There is no file {path}.", path=path)
    manifest = read_manifest(path)
    if not knows(manifest.schema):
        raise Refused(
            "backup_of_another_version",
            "{path} was made by another version of foi (tables {theirs}, ours {ours}). Install a newer one.",
            path=path.name,
            theirs=manifest.schema,
            ours=HEAD,
        )


def _bring_in(aside: Path, into: Path) -> None:
    if (aside / FILES).exists():
        (aside / FILES).rename(into / FILES)
        settle(into)
    (aside / DATABASE).rename(into / DATABASE)
    aside.rmdir()
    settle(into)


def _unpacked(path: Path, aside: Path) -> Manifest:
    manifest = unpack(path, aside)
    for folder in (*(aside / FILES).glob("*"), aside / FILES, aside):
        if folder.is_dir():
            settle(folder)
    if read_snapshot(aside / DATABASE).schema != manifest.schema:
        raise Broken(
            "backup_damaged",
            "The backup {path} is damaged or cut short, at {name}. Take another one.",
            path=path.name,
            name=DATABASE,
        )
    return manifest
