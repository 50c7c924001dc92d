"""Letters: drafts written from the case."""

from pathlib import Path
from typing import Annotated, Any

import typer
from typer import Argument, Option

from desk.cli.desk import Desk
from desk.letterbox import Draft, drafts, latest, write
from desk.words import table
from workflow.casework import look
from workflow.errors import BadInput


def register(app: typer.Typer) -> None:
    """Add these commands."""
    letters = typer.Typer(no_args_is_help=True)
    letters.callback()(_only_commands)
    letters.command("draft")(draft)
    app.add_typer(letters, name="letter")


def _only_commands() -> None:
    """Letters, written from the case."""


def _written(one: Draft, ref: str, out: Path, fonts: str) -> tuple[Path, Path]:
    try:
        return write(one, ref, out, fonts)
    except OSError as fault:
        raise BadInput("unwritable", "{path} cannot be written: {fault}", path=out, fault=fault) from None


def draft(
    context: typer.Context,
    ref: Annotated[str, Argument(metavar="REF")],
    kind: Annotated[str, Option(help="receipt, correction_notice, granted …; else what was done last.")] = "",
    every: Annotated[bool, Option("--all", help="Every letter the case called for.")] = False,
    out: Annotated[Path, Option(metavar="DIR", help="Where the files go.")] = Path("letters-out"),
) -> None:
    """Write a letter of a case as DOCX, to edit, and PDF/A, to send."""
    desk: Desk = context.obj
    house = desk.house
    done = look(house.office, ref)
    found = drafts(house, done, kind) if kind or every else latest(house, done)
    items: list[dict[str, Any]] = []
    for one in found:
        docx, pdf = _written(one, ref, out, house.config.fonts)
        items.append({"kind": one.letter.kind, "line": one.line, "docx": str(docx), "pdf": str(pdf)})
    desk.show({"items": items}, lambda: table((), ((i["kind"], i["docx"], i["pdf"]) for i in items)))
