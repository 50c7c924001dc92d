"""Reports: the year's official table, counted from the cases."""

import json
import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from typer import Argument, Option

from desk.cli.cases import show_rows
from desk.cli.desk import Desk
from desk.cli.upkeep import below, find_unit
from reports.answer import as_csv, as_json
from reports.count import Table, count, question_for
from reports.form import default_form, load_form
from reports.text import as_text
from workflow.errors import BadInput
from workflow.ledger import Row


class Format(StrEnum):
    """How a report is written."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"


def register(app: typer.Typer) -> None:
    """Add these commands."""
    reports = typer.Typer(no_args_is_help=True)
    reports.callback()(_only_commands)
    reports.command("year")(year_table)
    app.add_typer(reports, name="report")


def _only_commands() -> None:
    """The official tables."""


def year_table(
    context: typer.Context,
    year: Annotated[int, Argument(min=2008, max=2099)],
    form: Annotated[str, Option(help="cn-2014, cn-2019, cn-2021; else the form of that year.")] = "",
    unit: Annotated[str, Option(help="A unit and all below it; else the office.")] = "",
    layout: Annotated[Format, Option("--format")] = Format.TABLE,
    cell: Annotated[str, Option(metavar="CODE[/COLUMN]", help="The cases behind a number.")] = "",
    after: Annotated[str, Option(help="With --cell: the last number of the page before.")] = "",
    limit: Annotated[int, Option(min=1, max=1000, help="With --cell: cases a page.")] = 200,
    out: Annotated[Path | None, Option(metavar="FILE", help="Write to a file.")] = None,
) -> None:
    """Count the year's table from the cases; every number opens its cases with --cell."""
    desk: Desk = context.obj
    ledger = desk.house.ledger
    root = find_unit(ledger, unit)
    units = below(ledger, root) if unit else frozenset[int]()
    official = load_form(form or default_form(year))
    if cell:
        code, _, column = cell.partition("/")
        questions = question_for(official, code, column or "total")
        found: dict[str, Row] = {}
        for question in questions:
            found |= {row.ref: row for row in ledger.cases(question, year, units, after, limit)}
        show_rows(desk, [found[ref] for ref in sorted(found)][:limit])
        return
    table = count(official, year, ledger.tally(year, units))
    _write(desk, table, root.name, layout, out)


def _write(desk: Desk, table: Table, unit: str, layout: Format, out: Path | None) -> None:
    if desk.as_json or layout is Format.JSON:
        text = json.dumps(as_json(table, unit), ensure_ascii=False) + "\n"
    elif layout is Format.CSV:
        text = "\ufeff" + as_csv(table)  # WPS and Excel know UTF-8 by its mark.
    else:
        text = as_text(table, unit=unit)
    if out is None:
        sys.stdout.write(text)
    else:
        try:
            out.write_text(text, encoding="utf-8", newline="")
        except OSError as fault:
            raise BadInput("unwritable", "{path} cannot be written: {fault}", path=out, fault=fault) from None
        desk.say("Written: {path}", path=out)
