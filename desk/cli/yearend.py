"""The end of the year: the table frozen, restated, and what has moved since."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Annotated

import typer
from typer import Argument, Option

from desk.cli.desk import Desk
from desk.moved_words import moved_row
from desk.words import table
from desk.year_changes import since_frozen
from desk.year_moved import Moved, MovedCell
from desk.year_place import Year
from desk.year_place import year_of as asked
from desk.year_units import check_units
from desk.yearend import freeze, restate, set_aside
from reports.form import Form
from reports.text import shown
from reports.why import label
from workflow.units import find_unit
from workflow.yearbook import Frozen

YearArgument = Annotated[int, Argument(min=2008, max=2099, metavar="YEAR")]
FormOption = Annotated[str, Option(help="cn-2014, cn-2019, cn-2021; else the form of that year.")]
SignedByOption = Annotated[str, Option(help="Who answers for the table; else who acts.")]
UnfrozenOption = Annotated[
    bool, Option("--with-unfrozen", help="Though units below have not frozen theirs, or not handed them in.")
]
UnitOption = Annotated[str, Option(help="A unit and all below it; else the office.")]


def register(app: typer.Typer) -> None:
    """Add these commands."""
    app.command("freeze")(freeze_year)
    app.command("restate")(restate_year)
    app.command("changes")(show_changes)


def year_of(desk: Desk, year: int, form: str, unit: str) -> Year:
    """A year as it was asked for: of the whole office, where no unit is named."""
    house = desk.house
    return asked(house, find_unit(house.ledger, unit), year, form, desk.actor)


def freeze_year(
    context: typer.Context,
    year: YearArgument,
    form: FormOption = "",
    unit: UnitOption = "",
    signed_by: SignedByOption = "",
    with_unfrozen: UnfrozenOption = False,
) -> None:
    """Freeze the table of a year as it is published; what is corrected later leaves it as it is.

    Where units below freeze tables of their own, all of them must have done so.
    """
    desk: Desk = context.obj
    told = year_of(desk, year, form, unit)
    if not with_unfrozen:
        check_units(told)
    tell_set_aside(desk, told)
    _show(desk, freeze(told, desk.actor, signed_by or desk.actor.name, desk.now))


def restate_year(
    context: typer.Context,
    year: YearArgument,
    form: FormOption = "",
    unit: UnitOption = "",
    signed_by: SignedByOption = "",
    with_unfrozen: UnfrozenOption = False,
) -> None:
    """Freeze the table anew after corrections; the one published before stays on record."""
    desk: Desk = context.obj
    told = year_of(desk, year, form, unit)
    if not with_unfrozen:
        check_units(told)
    tell_set_aside(desk, told)
    _show(desk, restate(told, desk.actor, signed_by or desk.actor.name, desk.now))


def show_changes(
    context: typer.Context, year: YearArgument, form: FormOption = "", unit: UnitOption = ""
) -> None:
    """List the cases that are counted otherwise than in the frozen table, and the figures that are other."""
    desk: Desk = context.obj
    told = year_of(desk, year, form, unit)
    changed = since_frozen(told)
    desk.show(
        {
            "items": [asdict(each) for each in changed.moved],
            "cells": [asdict(each) for each in changed.cells],
        },
        lambda: _changes_page(desk, told.form, changed.moved, changed.cells),
    )


def _changes_page(desk: Desk, form: Form, found: Sequence[Moved], cells: Sequence[MovedCell]) -> str:
    if not found and not cells:
        return desk.words("Every case and every figure is as it was frozen.")
    return "\n".join(
        table((), rows)
        for rows in (
            [moved_row(desk.lang, each) for each in found],
            [_cell_row(form, each) for each in cells],
        )
        if rows
    )


def _cell_row(form: Form, each: MovedCell) -> tuple[str, ...]:
    column = next(column for column in form.lines[each.code].columns if column.code == each.column)
    return (
        each.code,
        label(form, each.code),
        column.wording,
        shown(each.was),
        "→",
        shown(each.now),
    )


def tell_set_aside(desk: Desk, year: Year) -> None:
    """Name what was entered by hand and is counted by now, so that nobody misses it unawares."""
    if codes := set_aside(year):
        desk.say(
            "Entered by hand, but counted from the reviews and suits on record, so left out: {codes}."
            " Record them: foi proceeding file REF KIND",
            codes="、".join(codes),
        )


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
