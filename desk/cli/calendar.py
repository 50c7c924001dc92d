"""The working days of a year, and the notices an office adds."""

from calendar import monthrange
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Annotated

import typer
from typer import Argument

from desk.cli.desk import Desk
from desk.notices import add_notice, try_notice
from desk.office import law_here
from desk.plain_clock import plain_year
from desk.words import table
from workflow.calendars import Notice, read_notice
from workflow.errors import BadInput
from workflow.proposals import Moved
from workflow.workdays import DayKind, Workdays

NoticeFile = Annotated[Path, Argument(metavar="FILE", help="A notice in TOML.")]


def register(app: typer.Typer) -> None:
    """Add these commands."""
    calendars = typer.Typer(no_args_is_help=True, help="Working days and holiday notices.")
    calendars.command("show")(show)
    calendars.command("add")(add)
    calendars.command("what-if")(what_if)
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


def add(context: typer.Context, file: NoticeFile) -> None:
    """Add a holiday notice; every open case is reckoned again and those whose day moves are listed."""
    desk: Desk = context.obj
    text = _text(file)
    notice = read_notice(text, file.name)
    moved = add_notice(desk.whole, text, file.name, desk.actor)
    _tell(
        desk,
        notice,
        moved,
        desk.words("{title}: added. {n} cases reckoned anew.", title=notice.title, n=len(moved)),
    )


def what_if(context: typer.Context, file: NoticeFile) -> None:
    """Say which cases a holiday notice would move; nothing is kept."""
    desk: Desk = context.obj
    text = _text(file)
    notice = read_notice(text, file.name)
    moved = try_notice(desk.whole, text, file.name, desk.actor)
    _tell(
        desk,
        notice,
        moved,
        desk.words("{title}: would move {n} days. Nothing was kept.", title=notice.title, n=len(moved)),
    )


def _text(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as fault:
        raise BadInput("unreadable", "{path} cannot be read: {fault}", path=file, fault=fault) from None


def _tell(desk: Desk, notice: Notice, moved: Sequence[Moved], head: str) -> None:
    items = [
        {"ref": m.ref, "kind": m.kind.value, "before": str(m.before), "after": str(m.after)} for m in moved
    ]
    rows = [(m.ref, desk.word(m.kind), str(m.before or "—"), "→", str(m.after or "—")) for m in moved]
    desk.show({"year": notice.year, "items": items}, lambda: f"{head}\n{table((), rows)}")
