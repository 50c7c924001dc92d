"""Why a case is counted where it is: the cases behind a figure, and the figures before a case."""

from typing import Annotated

import typer
from typer import Argument, Option

from desk.cli.desk import Desk
from desk.plain import plain_row
from desk.words import table
from desk.year_cell import counted_elsewhere
from desk.year_cells import cell_rows, why_counted
from desk.year_place import Year
from workflow.errors import mark

HEADINGS = (mark("Number"), mark("State"), mark("Applicant"), mark("Subject"), mark("Why it is counted"))


def register(app: typer.Typer) -> None:
    """Add this command."""
    app.command("why")(tell_why)


def show_cell(desk: Desk, year: Year, cell: str, after: str, limit: int) -> None:
    """Show the cases behind a figure as they are counted now, each with the reason in a sentence."""
    told = cell_rows(desk.lang, year, cell, after, limit)
    if elsewhere := counted_elsewhere(year):
        desk.say(
            "Mind: of these units the table counts what they froze or handed in, not the cases as they are "
            "now: {units}",
            units="、".join(elsewhere),
        )
    desk.show(
        {"items": [plain_row(row) | {"why": reason} for row, reason in told]},
        lambda: table(
            [desk.words(heading) for heading in HEADINGS],
            ((r.ref, desk.word(r.state), r.applicant, r.subject, reason) for r, reason in told),
        ),
    )


def tell_why(
    context: typer.Context,
    ref: Annotated[str, Argument(metavar="REF", help="The case's number, like 2018-0001.")],
    year: Annotated[
        int | None, Option(min=2008, max=2099, help="Else every year in which it was open.")
    ] = None,
    form: Annotated[str, Option(help="cn-2014, cn-2019, cn-2021; else the form of that year.")] = "",
    cell: Annotated[str, Option(metavar="CODE[/COLUMN]", help="With --year: why it is there, or not.")] = "",
) -> None:
    """Say in which lines of the year's table a case is counted and why; with --cell, why not in that one."""
    desk: Desk = context.obj
    items = why_counted(
        desk.lang, desk.house, ref, year=year, form=form, cell=cell, this_year=desk.today.year
    )
    told = ((str(item["year"]), item["form"], item["why"]) for item in items)
    desk.show({"ref": ref, "items": items}, lambda: table((), told))
