"""Spreadsheets: the office's ledger comes in."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer
from typer import Argument, Option

from desk.cli.desk import Desk
from desk.intake.cells import Fault
from desk.intake.keep import write
from desk.intake.plan import Plan, plan, read_ledger
from desk.language import say_fault
from workflow.errors import BadInput


def register(app: typer.Typer) -> None:
    """Add this command."""
    app.command("import")(import_ledger)


def import_ledger(
    context: typer.Context,
    file: Annotated[Path, Argument(metavar="LEDGER.csv", help="UTF-8 or GB18030.")],
    dry_run: Annotated[bool, Option("--dry-run", help="Tell everything, write nothing.")] = False,
    create_units: Annotated[bool, Option("--create-units", help="Units it names are made.")] = False,
) -> None:
    """Import a ledger kept in a spreadsheet: every row, or nothing; bad cells are named by row and column."""
    desk: Desk = context.obj
    house = desk.house
    found = plan(house.office, read_ledger(_bytes(file), file.name), create_units=create_units)
    for fault in found.faults:
        desk.say("row {row}, {column}: {message}", **_told(desk, fault))
    if found.faults:
        faults = [_told(desk, fault) for fault in found.faults]
        raise BadInput(
            "ledger_has_faults", "{count} cells must be mended first.", count=len(faults), faults=faults
        )
    kept = (
        0
        if dry_run
        else write(house.office, found, desk.actor, now=desk.now, progress=_progress(len(found.rows)))
    )
    _tell(desk, found, kept)


def _bytes(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as fault:
        raise BadInput("unreadable", "{path} cannot be read: {fault}", path=file, fault=fault) from None


def _told(desk: Desk, fault: Fault) -> dict[str, object]:
    return {"row": fault.row, "column": fault.column, "message": say_fault(desk.lang, fault.message)}


def _progress(total: int) -> Callable[[int], None] | None:
    """A line that counts, where somebody watches."""
    if not sys.stderr.isatty():
        return None

    def told(done: int) -> None:
        sys.stderr.write(f"\r{done}/{total}" + ("\n" if done == total else ""))

    return told


def _tell(desk: Desk, found: Plan, kept: int) -> None:
    told = {
        "rows": len(found.rows) + found.already_there,
        "imported": kept,
        "already_there": found.already_there,
        "assumed": [row.ref for row in found.rows if row.assumed],
        "unknown_columns": list(found.unknown_columns),
        "new_units": list(found.new_units),
    }
    lines = [
        desk.words(
            "{rows} rows read, {kept} imported, {there} already there.",
            rows=told["rows"],
            kept=kept,
            there=found.already_there,
        )
    ]
    if found.unknown_columns:
        names = "、".join(found.unknown_columns)
        lines.append(desk.words("Columns kept as notes: {names}", names=names))
    desk.show(told, lambda: "\n".join(lines))
