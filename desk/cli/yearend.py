"""The end of the year: the table frozen, restated, and what has moved since."""

from dataclasses import asdict
from typing import Annotated

import typer
from typer import Argument, Option

from desk.cli.desk import Desk
from desk.cli.upkeep import find_unit
from desk.words import table
from desk.year_moved import moved
from desk.year_place import Year
from desk.yearend import freeze, frozen_content, restate
from reports.form import default_form, load_form
from workflow.yearbook import Frozen

YearArgument = Annotated[int, Argument(min=2008, max=2099, metavar="YEAR")]
FormOption = Annotated[str, Option(help="cn-2014, cn-2019, cn-2021; else the form of that year.")]
SignedByOption = Annotated[str, Option(help="Who answers for the table; else who acts.")]
UnitOption = Annotated[str, Option(help="A unit and all below it; else the office.")]


def register(app: typer.Typer) -> None:
    """Add these commands."""
    app.command("freeze")(freeze_year)
    app.command("restate")(restate_year)
    app.command("changes")(changes)


def year_of(desk: Desk, year: int, form: str, unit: str) -> Year:
    """A year as it was asked for: on the form of that year, of the whole office, where nothing is said."""
    house = desk.house
    return Year(house, find_unit(house.ledger, unit), load_form(form or default_form(year)), year)


def freeze_year(
    context: typer.Context,
    year: YearArgument,
    form: FormOption = "",
    unit: UnitOption = "",
    signed_by: SignedByOption = "",
) -> None:
    """Freeze the table of a year as it is published; what is corrected later leaves it as it is."""
    desk: Desk = context.obj
    told = year_of(desk, year, form, unit)
    _show(desk, freeze(told, desk.actor, signed_by or desk.actor.name, desk.now))


def restate_year(
    context: typer.Context,
    year: YearArgument,
    form: FormOption = "",
    unit: UnitOption = "",
    signed_by: SignedByOption = "",
) -> None:
    """Freeze the table anew after corrections; the one published before stays on record."""
    desk: Desk = context.obj
    told = year_of(desk, year, form, unit)
    _show(desk, restate(told, desk.actor, signed_by or desk.actor.name, desk.now))


def changes(context: typer.Context, year: YearArgument, form: FormOption = "", unit: UnitOption = "") -> None:
    """List the cases that are counted otherwise than in the frozen table."""
    desk: Desk = context.obj
    told = year_of(desk, year, form, unit)
    found = moved(told, frozen_content(told)["cases"])
    rows = ((each.ref, each.name, each.was or "—", each.now or "—") for each in found)
    desk.show({"items": [asdict(each) for each in found]}, lambda: table((), rows))


def _show(desk: Desk, frozen: Frozen) -> None:
    year, digest = frozen.place.year, frozen.content
    plain = {
        "year": year,
        "form": frozen.place.form,
        "sha256": digest,
        "signed_by": frozen.signed_by,
        "restates": frozen.restates is not None,
    }
    desk.show(plain, lambda: desk.words("The table of {year} is frozen: {digest}", year=year, digest=digest))
