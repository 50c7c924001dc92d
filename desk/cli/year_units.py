"""Units and the table above them: what they come to, tables handed out and handed in."""

from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any
from zoneinfo import ZoneInfo

import typer
from typer import Argument, Option

from desk.cli.desk import Desk
from desk.cli.yearend import FormOption, UnitOption, YearArgument, year_of
from desk.words import table
from desk.year_units import Rolled, UnitLine, rolled
from reports.form import Form
from reports.text import shown
from reports.why import label
from reports.words_figures import closed_figure, received_figure
from workflow.again import until_kept
from workflow.errors import BadInput, NotFound, mark
from workflow.ledger import Unit
from workflow.units import find_unit
from workflow.yearbook import Frozen

HEADINGS = (
    mark("Unit"),
    mark("Table"),
    mark("Received"),
    mark("Closed"),
    mark("By"),
    mark("On"),
    mark("SHA-256"),
)


def register(app: typer.Typer) -> None:
    """Add these commands."""
    app.command("units")(units)
    app.command("hand-out")(hand_out)
    app.command("hand-in")(hand_in)


def units(context: typer.Context, year: YearArgument, form: FormOption = "", unit: UnitOption = "") -> None:
    """List the units below with their tables, frozen, handed in or not, their sum, and whether it holds."""
    desk: Desk = context.obj
    told = year_of(desk, year, form, unit)
    found = rolled(told)
    plain = {
        "items": [_plain(told.form, line) for line in found.lines],
        "sum": found.sum,
        "frozen": found.own_is_frozen,
        "differing": [asdict(each) for each in found.differing],
    }
    desk.show(plain, lambda: _page(desk, told.form, found))


def hand_out(
    context: typer.Context,
    year: YearArgument,
    out: Annotated[Path | None, Option(metavar="FILE", help="Else table-YEAR.json.")] = None,
    form: FormOption = "",
    unit: UnitOption = "",
) -> None:
    """Write the frozen table to a file for the unit above; put its SHA-256 on the cover letter."""
    desk: Desk = context.obj
    told = year_of(desk, year, form, unit)
    if told.held is None:
        raise NotFound("not_frozen", "The table of {year} has not been frozen.", year=year)
    digest, path = told.held.content, out or Path(f"table-{year}.json")
    try:
        path.write_bytes(desk.house.ledger.file(digest))
    except OSError as fault:
        raise BadInput("unwritable", "{path} cannot be written: {fault}", path=path, fault=fault) from None
    desk.show({"file": str(path), "sha256": digest}, lambda: f"{path}\nSHA-256 {digest}")


def hand_in(
    context: typer.Context,
    file: Annotated[Path, Argument(metavar="FILE", help="From `foi report hand-out`, or --format xlsx.")],
    unit: Annotated[str, Option(help="The unit whose table it is.")],
    sha256: Annotated[str, Option(help="As the cover letter has it; 12 characters are enough.")] = "",
    reason: Annotated[str, Option(help="Why it takes the place of the one handed in before.")] = "",
    create_unit: Annotated[
        bool, Option("--create-unit", help="The unit is new here; it keeps its cases elsewhere.")
    ] = False,
) -> None:
    """Take in the table of a unit that keeps its cases elsewhere; it counts in the table above.

    The file must be the one the cover letter names, whole, of the right form, and without contradiction.
    """
    from desk.year_hand_in import File, Letter, hand_in

    desk: Desk = context.obj
    ledger = desk.house.ledger
    try:
        data = file.read_bytes()
    except OSError as fault:
        raise BadInput("unreadable", "{path} cannot be read: {fault}", path=file, fault=fault) from None

    @until_kept
    def take_in() -> tuple[Unit, Frozen]:
        with ledger.transaction():
            whose = _unit(desk, unit, create_unit)
            came, letter = File(file.name, data), Letter(sha256, reason)
            return whose, hand_in(desk.house, whose, came, letter, desk.actor, now=desk.now)

    whose, kept = take_in()
    desk.show(
        {
            "unit": whose.name,
            "year": kept.place.year,
            "form": kept.place.form,
            "sha256": kept.handed_in,
            "replaces": kept.restates is not None,
        },
        lambda: desk.words("{unit}: the table of {year} is taken in.", unit=whose.name, year=kept.place.year),
    )


def _unit(desk: Desk, name: str, create: bool) -> Unit:
    ledger = desk.house.ledger
    if create and name.strip() and all(name != unit.name for unit in ledger.units().values()):
        return ledger.add_unit(name, parent=min(ledger.units()))
    return find_unit(ledger, name)


def _plain(form: Form, line: UnitLine) -> dict[str, Any]:
    frozen = line.frozen
    return {
        "unit": line.unit.name,
        "standing": line.standing.value,
        "received": received_figure(form, line.cells),
        "closed": closed_figure(form, line.cells),
        "by": frozen.by if frozen else None,
        "signed_by": frozen.signed_by if frozen else None,
        "at": frozen.at.isoformat(timespec="seconds") if frozen else None,
        "sha256": (frozen.handed_in or frozen.content) if frozen else None,
        "reason": frozen.reason if frozen else None,
    }


def _page(desk: Desk, form: Form, found: Rolled) -> str:
    zone = ZoneInfo(desk.config.office.timezone)
    rows = [
        (
            line.unit.name,
            desk.word(line.standing),
            shown(received_figure(form, line.cells)),
            shown(closed_figure(form, line.cells)),
            line.frozen.signed_by or line.frozen.by if line.frozen else "—",
            str(line.frozen.at.astimezone(zone).date()) if line.frozen else "—",
            (line.frozen.handed_in or line.frozen.content)[:12] if line.frozen else "—",
        )
        for line in found.lines
    ]
    total = (desk.words("Sum"), "", *(shown(f(form, found.sum)) for f in (received_figure, closed_figure)))
    lines = [table([desk.words(heading) for heading in HEADINGS], [*rows, (*total, "", "", "")])]
    if not found.differing:
        lines.append(desk.words("The table above equals the sum, figure by figure (I5)."))
    for each in found.differing:
        name = f"{each.code} {label(form, each.code)} {each.column}"
        lines.append(
            desk.words(
                "I5 fails: {name}: the table has {own}, the units {sum}.",
                name=name,
                own=each.was,
                sum=each.now,
            )
        )
    return "\n".join(lines)
