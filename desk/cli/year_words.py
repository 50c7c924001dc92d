"""The words of the yearly report, and the check of what was published."""

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer
from typer import Argument, Option

from desk.cli.desk import Desk
from desk.cli.yearend import FormOption, UnitOption, YearArgument, year_of
from desk.published_file import read_published, read_text
from desk.words import table
from desk.year_place import Year
from desk.year_worded import figures_told
from reports.published import Published
from reports.published_check import check_published
from reports.words import draft
from reports.words_check import unsupported
from reports.words_frame import Paragraph, fill, unfinished
from workflow.errors import BadInput, Refused


def register(app: typer.Typer) -> None:
    """Add these commands."""
    app.command("words")(words)
    app.command("check")(check)


def words(
    context: typer.Context,
    year: YearArgument,
    form: FormOption = "",
    unit: UnitOption = "",
    text: Annotated[Path | None, Option("--fill", metavar="FILE", help="An edited draft to fill in.")] = None,
    against: Annotated[Path | None, Option("--against", metavar="FILE", help="A text to check.")] = None,
) -> None:
    """Draft the words of the yearly report, a place for every number; fill in an edited draft; check a text.

    A number typed by hand is refused, or in a text to check named with its line.
    """
    desk: Desk = context.obj
    told = year_of(desk, year, form, unit)
    figures = figures_told(told)
    if against is not None:
        found = unsupported(_read(against), figures)
        desk.show(
            {"items": [asdict(each) for each in found]},
            lambda: table((), ((str(each.line), each.shown, str(each.nearest or "—")) for each in found)),
        )
        if found:
            raise Refused("unsupported", "{n} numbers of the text have no figure behind them.", n=len(found))
        return
    drafted = draft(figures, told.root.name)
    if text is not None:
        drafted = "\n".join(paragraph.text for paragraph in filled(told, text))
    if left := unfinished(drafted.splitlines()):
        desk.say("{n} sentences are still to be written.", n=len(left))
    desk.show({"text": drafted}, lambda: drafted)


def filled(year: Year, text: Path) -> tuple[Paragraph, ...]:
    """An edited draft with its numbers in place.

    Raises:
        BadInput: it cannot be read, names no figure of the year, or holds a number typed by hand.
    """
    return fill(_read(text), figures_told(year))


def check(
    context: typer.Context,
    file: Annotated[Path, Argument(metavar="FILE", help="XLSX, JSON or CSV of a published table.")],
    before: Annotated[Path | None, Option(metavar="FILE", help="The table of the year before.")] = None,
    text: Annotated[
        Path | None, Option("--words", metavar="FILE", help="The words beside the table.")
    ] = None,
) -> None:
    """List what a published table breaks: inside, against the year before, and against its words."""
    desk: Desk = context.obj
    found = check_published(
        _published(file), _published(before) if before else None, _read(text) if text else ""
    )
    desk.show(
        {"items": [asdict(each) for each in found]},
        lambda: table((), ((each.id, each.at, str(each.left), str(each.right), each.text) for each in found)),
    )
    hard = [each for each in found if each.strength == "hard"]
    if hard:
        raise Refused("table_contradicts", "The table contradicts itself in {n} places.", n=len(hard))


def _published(file: Path) -> Published:
    return read_published(_bytes(file), file.name)


def _read(file: Path) -> str:
    return read_text(_bytes(file), file.name)


def _bytes(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as fault:
        raise BadInput("unreadable", "{path} cannot be read: {fault}", path=file, fault=fault) from None
