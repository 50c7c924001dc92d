"""What is wrong with the machine and the office, and a clock that was ahead."""

from datetime import datetime
from typing import Annotated
from zoneinfo import ZoneInfo

import typer
from typer import Option

from desk.cli.desk import Desk
from desk.cli.options import moment_option
from desk.clocks import accept_clock
from desk.words import table


def register(app: typer.Typer) -> None:
    """Add these commands."""
    app.command("clock-accept")(clock_accept)


def clock_accept(
    context: typer.Context,
    reason: Annotated[str, Option(help="Why the last record is of a time that was not.")],
    time: Annotated[
        datetime,
        Option(parser=moment_option, metavar="TIME", help="The time by your watch: “2026-11-23 18:05”."),
    ],
) -> None:
    """Take the machine's clock for true although it stands before the last record.

    For a clock that was ahead and has been set right. Reminders raised meanwhile are taken back and raised
    when they are owed; entries stay, and foi doctor names their cases.
    """
    desk: Desk = context.obj
    told = time.replace(tzinfo=ZoneInfo(desk.config.office.timezone))
    taken_back = accept_clock(desk.whole, reason, told, desk.actor)
    many = sum(one.alerts for one in taken_back)
    items = [{"ref": one.ref, "alerts": one.alerts} for one in taken_back]
    head = desk.words("The clock is taken for true. {n} reminders were taken back.", n=many)
    desk.show(
        {"items": items}, lambda: f"{head}\n{table((), [(one.ref, str(one.alerts)) for one in taken_back])}"
    )
    desk.say("Next: foi remind, then foi doctor")
