"""Why a case is counted where it is: the cases behind a figure, and the figures before a case."""

from collections.abc import Iterable, Iterator
from typing import Annotated, Any

import typer
from typer import Argument, Option

from desk.cli.desk import Desk
from desk.plain import plain_row
from desk.why_words import sentence_why
from desk.words import table
from desk.year_cell import cases_behind, counted_elsewhere, story_told, why_here, why_not_there
from desk.year_place import Year
from reports.form import Form, default_form, load_form
from reports.why import Story, why
from workflow.errors import BadFacts, mark

HEADINGS = (mark("Number"), mark("State"), mark("Applicant"), mark("Subject"), mark("Why it is counted"))


def register(app: typer.Typer) -> None:
    """Add this command."""
    app.command("why")(why_counted)


def show_cell(desk: Desk, year: Year, cell: str, after: str, limit: int) -> None:
    """Show the cases behind a figure as they are counted now, each with the reason in a sentence."""
    code, _, column = cell.partition("/")
    rows = cases_behind(year, code, column or "total", after, limit)
    if elsewhere := counted_elsewhere(year):
        desk.say(
            "Mind: of these units the table counts what they froze or handed in, not the cases as they are "
            "now: {units}",
            units="、".join(elsewhere),
        )
    told = [(row, why_here(desk.lang, year.form, year.year, story_told(year.house, row.ref))) for row in rows]
    desk.show(
        {"items": [plain_row(row) | {"why": reason} for row, reason in told]},
        lambda: table(
            [desk.words(heading) for heading in HEADINGS],
            ((r.ref, desk.word(r.state), r.applicant, r.subject, reason) for r, reason in told),
        ),
    )


def why_counted(
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
    story = story_told(desk.house, ref)
    if cell and year is None:
        raise BadFacts(
            "cell_of_which_year", "--cell wants --year: a code means another thing in another form."
        )
    years = [year] if year else range(story.received_on.year, (story.closed_on or desk.today).year + 1)
    if cell and year:
        items = [_in_cell(desk, story, load_form(form or default_form(year)), year, cell)]
    else:
        items = list(_in_lines(desk, story, years, form))
    told = ((str(item["year"]), item["form"], item["why"]) for item in items)
    desk.show({"ref": ref, "items": items}, lambda: table((), told))


def _in_lines(desk: Desk, story: Story, years: Iterable[int], form: str) -> Iterator[dict[str, Any]]:
    for year in years:
        asked = load_form(form or default_form(year))
        counted = why(asked, year, story)
        yield {
            "year": year,
            "form": asked.name,
            "lines": {code: list(columns) for code, columns in counted.lines.items()},
            "why": sentence_why(desk.lang, counted),
        }


def _in_cell(desk: Desk, story: Story, form: Form, year: int, cell: str) -> dict[str, Any]:
    code, _, column = cell.partition("/")
    against = why_not_there(desk.lang, form, year, (code, column or "total"), story)
    told = against or why_here(desk.lang, form, year, story)
    return {"year": year, "form": form.name, "cell": cell, "counted": not against, "why": told}
