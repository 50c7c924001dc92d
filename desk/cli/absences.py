"""Away and back: who hears of somebody's alerts meanwhile."""

from datetime import date
from typing import Annotated

import typer
from typer import Argument, Option

from desk.cli.desk import Desk
from desk.cli.options import day_option
from desk.going_away import come_back, go_away
from workflow.absences import Absence

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
    absence = Absence(login, since or desk.today, until, deputy, desk.login, desk.now)
    kept = go_away(desk.house.ledger, absence, desk.actor)
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
    day = on or desk.today
    ended = come_back(desk.house.ledger, login, day, desk.actor)
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
