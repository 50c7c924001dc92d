"""The working days of a year."""

from calendar import monthrange
from datetime import date
from typing import Annotated

import typer
from typer import Argument

from desk.cli import proposing
from desk.cli.desk import Desk
from desk.office import law_here
from desk.plain_clock import plain_year
from desk.words import table
from workflow.workdays import DayKind, Workdays


def register(app: typer.Typer) -> None:
    """Add these commands."""
    calendars = typer.Typer(no_args_is_help=True, help="Working days and holiday notices.")
    calendars.command("show")(show)
    proposing.register(calendars)
    app.add_typer(calendars, name="calendar")


def show(
    context: typer.Context,
    year: Annotated[int, Argument(min=2000, max=2099)],
    statute: Annotated[str, typer.Option(help="Whose working days; else the law in force.")] = "",
) -> None:
    """Show a year: its holidays, its make-up working days, and the working days of each month."""
    desk: Desk = context.obj
    law = law_here(desk.config)
    regime = law.statutes.named(statute) if statute else law.regime(desk.today)
    workdays = law.workdays(regime)
    told = plain_year(workdays, year)

    def words() -> str:
        head = desk.words("{year}: {n} working days", year=year, n=told["workdays"])
        if not told["published"]:
            head += desk.words(" — no notice published, plain weekdays")
        rows = ((day["on"], desk.word(DayKind.of(day["kind"])), day["name"]) for day in told["days"])
        return f"{head}\n\n{_months(workdays, year)}\n{table((), rows)}"

    desk.show(told, words)


def _months(workdays: Workdays, year: int) -> str:
    """A line a month: · a working day, 休 a holiday, 班 a make-up working day, blank a weekend."""
    marks = {DayKind.WORKDAY: "·", DayKind.WEEKEND: " ", DayKind.HOLIDAY: "休", DayKind.MAKEUP: "班"}
    rows = []
    for month in range(1, 13):
        days = [date(year, month, day) for day in range(1, monthrange(year, month)[1] + 1)]
        rows.append((f"{month:2}", *(marks[workdays.explain(day).kind] for day in days)))
    return table(("", *(str(day) for day in range(1, 32))), rows)
