"""The figures of a year that no case can tell: entered on the command line, or on a sheet."""

from collections.abc import Iterable, Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer
from typer import Argument, Option

from desk.cli.desk import Desk
from desk.cli.yearend import FormOption, UnitOption, YearArgument, year_of
from desk.language import say_fault
from desk.words import table
from desk.year_entered import own_figures_told
from desk.year_place import Year
from desk.yearend import enter
from reports.checks import Figure
from reports.count import enterable
from reports.entered import read_figure
from reports.text import fault_of, shown
from reports.why import label
from workflow.errors import BadFacts, BadInput, CaseworkError, mark

HEADINGS = (
    mark("Code"),
    mark("Line"),
    mark("Column"),
    mark("Figure"),
    mark("Where from"),
    mark("By"),
    mark("Entered at"),
)
_SOURCES = {"entered": mark("entered"), "carried": mark("carried over"), "missing": mark("not entered: 0")}


def register(app: typer.Typer) -> None:
    """Add these commands."""
    app.command("enter")(enter_figures)
    app.command("entered")(show_entered)
    app.command("sheet")(sheet)


def enter_figures(
    context: typer.Context,
    year: YearArgument,
    figures: Annotated[list[str] | None, Argument(metavar="CODE[/COLUMN]=FIGURE…")] = None,
    form: FormOption = "",
    unit: UnitOption = "",
    from_sheet: Annotated[
        Path | None, Option("--from", metavar="FILE", help="A filled sheet from `foi report sheet`.")
    ] = None,
) -> None:
    """Enter figures that no case can tell: proactive disclosure, meetings, staff.

    All of them are kept, or none. What is then still contradictory is listed with both sides.
    """
    desk: Desk = context.obj
    told = year_of(desk, year, form, unit)
    if bool(figures) == bool(from_sheet):
        raise BadFacts("figures_or_sheet", "Give figures, or a sheet with --from.")
    entered = _from_sheet(desk, told, from_sheet) if from_sheet else _typed(told, figures or ())
    made = enter(told, entered, desk.actor, desk.now)
    failing = [check for check in made.checks if not check.holds]
    desk.show(
        {"entered": entered, "failing": [asdict(check) for check in failing]},
        lambda: "\n".join(
            [
                desk.words("{n} figures entered.", n=sum(map(len, entered.values()))),
                *(fault_of(made, check) for check in failing),
            ]
        ),
    )


def show_entered(
    context: typer.Context, year: YearArgument, form: FormOption = "", unit: UnitOption = ""
) -> None:
    """Show the figures of a year that no case can tell: who entered each and when, and what is missing."""
    desk: Desk = context.obj
    items = list(_entered(year_of(desk, year, form, unit)))
    desk.show(
        {"items": items},
        lambda: table(
            [desk.words(heading) for heading in HEADINGS],
            (_row(desk, **item) for item in items),
        ),
    )


def _row(desk: Desk, **item: Any) -> tuple[str, ...]:
    known = _SOURCES[item["source"]]
    told = item | {"figure": shown(item["figure"]), "source": desk.words(known)}
    names = ("code", "line", "column", "figure", "source", "by", "at")
    return tuple(str(told[name] or "—") for name in names)


def sheet(
    context: typer.Context,
    year: YearArgument,
    out: Annotated[Path | None, Option(metavar="FILE", help="An .xlsx file; else figures-YEAR.xlsx.")] = None,
    form: FormOption = "",
    unit: UnitOption = "",
) -> None:
    """Write a sheet with the figures to be entered, last year's beside each; read it with enter --from."""
    from desk.year_sheet import give_sheet

    desk: Desk = context.obj
    path = out or Path(f"figures-{year}.xlsx")
    if path.suffix.lower() != ".xlsx":
        raise BadFacts("sheet_is_xlsx", "The sheet is a workbook: its name must end in .xlsx.")
    give_sheet(year_of(desk, year, form, unit), path)
    desk.show({"file": str(path)}, lambda: str(path))


def _typed(year: Year, figures: Iterable[str]) -> dict[str, dict[str, Figure]]:
    entered: dict[str, dict[str, Figure]] = {}
    for text in figures:
        place, _, figure = text.partition("=")
        code, _, name = place.partition("/")
        column = enterable(year.form, code, name or "total")
        entered.setdefault(code, {})[column.code] = read_figure(figure, column)
    return entered


def _from_sheet(desk: Desk, year: Year, file: Path) -> dict[str, dict[str, Figure]]:
    from desk.year_sheet import read_sheet

    try:
        data = file.read_bytes()
    except OSError as fault:
        raise BadInput("unreadable", "{path} cannot be read: {fault}", path=file, fault=fault) from None
    filled = read_sheet(year, data, file.name)
    told = [
        {"cell": f"{one.sheet}!{one.cell}", "value": one.value, **_message(desk, one.message)}
        for one in filled.faults
    ]
    for one in told:
        desk.say("{cell} = “{value}”: {message}", **one)
    if told:
        raise BadInput(
            "sheet_has_faults", "{count} cells must be mended first.", count=len(told), faults=told
        )
    if not filled.figures:
        raise BadInput("sheet_is_empty", "{file}: no figure is filled in.", file=file.name)
    return filled.figures


def _message(desk: Desk, fault: CaseworkError) -> dict[str, str]:
    return {"code": fault.code, "message": say_fault(desk.lang, fault)}


def _entered(year: Year) -> Iterator[dict[str, Any]]:
    for told in own_figures_told(year):
        yield {
            "code": told.line.code,
            "line": label(year.form, told.line.code),
            "column": told.column.code,
            "figure": told.figure,
            "source": told.source.value,
            "by": told.by or None,
            "at": told.at.isoformat(timespec="seconds") if told.at else None,
        }
