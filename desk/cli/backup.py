"""Backups: made while the office works, proved, and restored where nothing is."""

from contextlib import suppress
from pathlib import Path
from typing import Annotated

import typer
from typer import Argument, Option

from desk.attachment_files import size_words
from desk.backups.making import make_backup
from desk.backups.manifest import DATABASE, Manifest
from desk.backups.restoring import prove_backup, restore_backup
from desk.cli.desk import Desk
from desk.cli.upkeep import say_faults
from desk.language import say_words
from store.marks import Mark
from workflow.errors import NotFound

File = Annotated[Path, Argument(metavar="FILE", help="A backup: foi-….tar.")]


def register(app: typer.Typer) -> None:
    """Add these commands."""
    backup = typer.Typer(no_args_is_help=True, help="The database and its files as one file.")
    backup.command("make")(make)
    backup.command("verify")(verify_backup)
    backup.command("restore")(restore)
    app.add_typer(backup, name="backup")


def make(
    context: typer.Context,
    to: Annotated[
        Path | None,
        Option(metavar="FOLDER", help="Another folder than configured; nothing is removed there."),
    ] = None,
) -> None:
    """Back up the database, the letters and the attachments, while others work; exit 6 when a file is bad."""
    desk: Desk = context.obj
    made = make_backup(desk.config, desk.now, to)
    told = _plain(made.manifest) | {"file": str(made.path), "removed": [str(path) for path in made.removed]}
    size = size_words(made.manifest.bytes)
    desk.show(told, lambda: desk.words("Backup made: {file} ({size}).", file=made.path, size=size))
    if made.removed:
        desk.say(
            "Removed, since only {keep} are kept: {files}",
            keep=desk.config.backup.keep,
            files=say_words(desk.lang, [path.name for path in made.removed]),
        )
    if made.faults:
        desk.say(
            "Files of the office are missing or changed; no older backup was removed. Look for them there:"
        )
    say_faults(desk, made.faults)


def verify_backup(context: typer.Context, file: File) -> None:
    """Prove a backup: every byte, and all that foi verify proves; exit 6 when one differs."""
    desk: Desk = context.obj
    proved = prove_backup(file, desk.config)
    say_faults(desk, proved.found.faults)
    _remember(desk, file)
    told = _plain(proved.manifest) | {"file": str(file), "cases": proved.found.cases}
    desk.show(
        told,
        lambda: desk.words(
            "{file} is whole: made {at} by {office}; {n} cases, every chain holds, every copy agrees.",
            file=file.name,
            at=_moment(proved.manifest),
            office=proved.manifest.office,
            n=proved.found.cases,
        ),
    )


def _remember(desk: Desk, file: Path) -> None:
    """That a backup of this office was proved is asked for by its doctor; elsewhere there is no office."""
    if file.resolve().parent == desk.config.backups:
        with suppress(NotFound):
            desk.whole.ledger.mark(Mark.BACKUP_PROVED, desk.now)


def restore(
    context: typer.Context,
    file: File,
    into: Annotated[Path, Option(metavar="FOLDER", help="A new folder, or an empty one.")],
) -> None:
    """Restore a backup into a new folder; the office at work is left alone."""
    desk: Desk = context.obj
    manifest = restore_backup(file, into, desk.login, desk.now)
    told = _plain(manifest) | {"database": str(into / DATABASE)}
    desk.show(
        told,
        lambda: desk.words(
            "Restored: {database}, as it stood {at}.", database=into / DATABASE, at=_moment(manifest)
        ),
    )
    desk.say(
        "Next: put the office's config.toml into {folder}, with [store] url = “sqlite:///foi.db” and no other"
        " [store] key; there run foi init, then foi verify. What was entered after {at} is not in it: enter"
        " it again from the papers before anything else, or a number will be given twice.",
        folder=into,
        at=_moment(manifest),
    )


def _plain(manifest: Manifest) -> dict[str, object]:
    return {
        "office": manifest.office,
        "made_at": manifest.made_at.isoformat(),
        "schema": manifest.schema,
        "files": len(manifest.members) - 1,
        "bytes": manifest.bytes,
    }


def _moment(manifest: Manifest) -> str:
    return f"{manifest.made_at:%Y-%m-%d %H:%M}"
