"""Away and back: who hears of somebody's alerts meanwhile."""

from datetime import date
from typing import Annotated

import typer
from typer import Argument, Option

from desk.cli.desk import Desk
from desk.cli.options import day_option
from workflow.absences import Absence, note_absence, note_return

Login = Annotated[str, Argument(metavar="LOGIN", help="Who is away.")]


def register(people: typer.Typer) -> None:
    """Add these commands to those about people."""
    people.command("away")(away)
    people.command("back")(back)


def away(
    context: typer.Context,
    login: Login,
    until: Annotated[date, Option(parser=day_option, metavar="DATE", help="The last day away.")],
    deputy: Annotated[str, Option(metavar="LOGIN", help="Who hears of their alerts meanwhile.")],
    since: Annotated[
        date | None,
        Option("--from", parser=day_option, metavar="DATE", help="The first day away; else today."),
    ] = None,
) -> None:
    """Note that somebody will be away; for oneself, or as a head of theirs."""
    desk: Desk = context.obj
    ledger = desk.house.ledger
    absence = Absence(login, since or desk.today, until, deputy, desk.login, desk.now)
    with ledger.transaction():
        kept = note_absence(
            ledger.accounts.absences, ledger.accounts, ledger.units(), absence, desk.actor
        )  # fmt: skip
    desk.show(
        _plain(kept),
        lambda: desk.words(
            "{login} is away from {since} to {until}; {deputy} stands in.",
            login=login,
            since=kept.since,
            until=kept.until,
            deputy=deputy,
        ),
    )


def back(
    context: typer.Context,
    login: Login,
    on: Annotated[
        date | None, Option(parser=day_option, metavar="DATE", help="The first day back; else today.")
    ] = None,
) -> None:
    """Note that somebody is back before their time."""
    desk: Desk = context.obj
    ledger, day = desk.house.ledger, on or desk.today
    with ledger.transaction():
        ended = note_return(
            ledger.accounts.absences, ledger.accounts, ledger.units(), login, desk.actor, day=day
        )
    desk.show(
        _plain(ended) | {"back_on": day},
        lambda: desk.words("{login} is back on {day}.", login=login, day=day),
    )


def _plain(absence: Absence) -> dict[str, object]:
    return {
        "login": absence.login,
        "since": absence.since,
        "until": absence.until,
        "deputy": absence.deputy,
        "noted_by": absence.noted_by,
    }
