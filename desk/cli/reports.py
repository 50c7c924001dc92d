"""Reports: the year's official table, counted from the cases."""

import json
import sys
from enum import StrEnum
from hashlib import sha256
from pathlib import Path
from typing import Annotated

import typer
from typer import Argument, Option

from desk.cli import year_figures, year_units, year_why, year_words, yearend
from desk.cli.desk import Desk
from desk.cli.year_why import show_cell
from desk.year_place import Year
from desk.yearend import check_publishable, failing, frozen_table, table_of
from reports.answer import as_csv, as_json
from reports.count import Table
from reports.text import as_text
from workflow.errors import BadFacts, BadInput


class Format(StrEnum):
    """How a report is written."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"
    XLSX = "xlsx"
    DOCX = "docx"
    PDF = "pdf"
    HTML = "html"


#: What is no text, or belongs on a page: written to a file only.
FILES = (Format.XLSX, Format.DOCX, Format.PDF, Format.HTML)
#: What a draft may be looked at in.
ON_SCREEN = (Format.TABLE, Format.JSON)


def register(app: typer.Typer) -> None:
    """Add these commands."""
    reports = typer.Typer(no_args_is_help=True)
    reports.callback()(_only_commands)
    reports.command("year")(year_table)
    year_figures.register(reports)
    yearend.register(reports)
    year_why.register(reports)
    year_units.register(reports)
    year_words.register(reports)
    app.add_typer(reports, name="report")


def _only_commands() -> None:
    """The official tables."""


def year_table(
    context: typer.Context,
    year: Annotated[int, Argument(min=2008, max=2099)],
    form: Annotated[str, Option(help="cn-2014, cn-2019, cn-2021; else the form of that year.")] = "",
    unit: Annotated[str, Option(help="A unit and all below it; else the office.")] = "",
    layout: Annotated[Format, Option("--format")] = Format.TABLE,
    live: Annotated[bool, Option("--live", help="Count anew, though the year is frozen.")] = False,
    draft: Annotated[
        bool, Option("--draft", help="Look at a table that contradicts itself, on the screen only.")
    ] = False,
    cell: Annotated[str, Option(metavar="CODE[/COLUMN]", help="The cases behind a number.")] = "",
    after: Annotated[str, Option(help="With --cell: the last number of the page before.")] = "",
    limit: Annotated[int, Option(min=1, max=1000, help="With --cell: cases a page.")] = 200,
    words: Annotated[
        Path | None, Option("--words", metavar="FILE", help="The words, from `foi report words`, edited.")
    ] = None,
    out: Annotated[Path | None, Option(metavar="FILE", help="Write to a file.")] = None,
) -> None:
    """Show the year's table, frozen or counted from the cases; every number opens its cases with --cell.

    A table in which a hard identity fails is not printed; --draft shows it on the screen.
    """
    desk: Desk = context.obj
    told = yearend.year_of(desk, year, form, unit)
    if cell:
        show_cell(desk, told, cell, after, limit)
        return
    if draft and (layout not in ON_SCREEN or out):
        raise BadFacts("draft_on_screen", "--draft is for the screen: a table or JSON, and no --out.")
    published = None if live else frozen_table(told)
    if published is None:
        yearend.tell_set_aside(desk, told)
    table = published or table_of(told)
    if not draft:
        check_publishable(table)
    if layout in FILES:
        _save(desk, told, table, words, out or Path(f"report-{year}.{layout}"))
        return
    _write(desk, table, told.root.name, layout, out, frozen=published is not None)


def _write(desk: Desk, table: Table, unit: str, layout: Format, out: Path | None, *, frozen: bool) -> None:
    if desk.as_json or layout is Format.JSON:
        text = json.dumps(as_json(table, unit, frozen), ensure_ascii=False) + "\n"
    elif layout is Format.CSV:
        text = "\ufeff" + as_csv(table)  # WPS and Excel know UTF-8 by its mark.
    else:
        text = as_text(table, unit=unit)
        if fails := failing(table):
            text = desk.words("DRAFT, not to be published: {n} identities fail.", n=len(fails)) + "\n" + text
    if out is None:
        sys.stdout.write(text)
    else:
        try:
            out.write_text(text, encoding="utf-8", newline="")
        except OSError as fault:
            raise BadInput("unwritable", "{path} cannot be written: {fault}", path=out, fault=fault) from None
        desk.say("Written: {path}", path=out)


def _save(desk: Desk, year: Year, table: Table, words: Path | None, out: Path) -> None:
    from desk.report_files import save_report
    from desk.year_report import cases_of, report_of

    told = year_words.filled(year, words) if words else ()
    report = report_of(year, table, told, desk.today)
    try:
        save_report(report, cases_of(year), desk.config, out)
    except OSError as fault:
        raise BadInput("unwritable", "{path} cannot be written: {fault}", path=out, fault=fault) from None
    digest = sha256(out.read_bytes()).hexdigest()
    desk.show({"file": str(out), "sha256": digest}, lambda: f"{out}\nSHA-256 {digest}")
