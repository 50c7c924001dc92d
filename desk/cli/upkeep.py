"""Keeping the office: its database, its units, its proofs."""

from collections.abc import Sequence
from typing import Annotated, Any

import typer
from typer import Argument, Option

from desk.cli.desk import Desk
from desk.cli.renewing import renew_before
from desk.language import say_fault
from workflow import units
from workflow.errors import Broken
from workflow.ledger import Unit
from workflow.upkeep import Verified, verify


def register(app: typer.Typer) -> None:
    """Add these commands."""
    app.command("init")(init)
    app.command("verify")(verify_all)
    tree = typer.Typer(no_args_is_help=True, help="The units of the office, a tree.")
    tree.command("add")(add_unit)
    tree.command("change")(change_unit)
    tree.command("list")(list_units)
    app.add_typer(tree, name="unit")


def init(context: typer.Context) -> None:
    """Make the database of the office in config.toml, or bring it up to date."""
    desk: Desk = context.obj
    house = desk.make_house()
    renew_before(desk, house, every=True)
    desk.show(
        {"database": house.config.database, "office": house.config.office.name},
        lambda: desk.words("{name}: the database is ready.", name=house.config.office.name),
    )
    desk.say("Next: foi log --channel letter --kind natural --applicant 张三 --subject …")


def verify_all(context: typer.Context) -> None:
    """Replay every case, prove every chain and compare every copy; exit 6 when one byte differs."""
    desk: Desk = context.obj
    found = verify(desk.whole.office)
    say_faults(desk, found.faults)
    lines = [_agreed(desk, found)]
    lines += [desk.words("{ref} has irregular entries.", ref=ref) for ref in found.irregular]
    told = {"cases": found.cases, "behind": found.behind, "irregular": found.irregular}
    desk.show(told, lambda: "\n".join(lines))


def _agreed(desk: Desk, found: Verified) -> str:
    if not found.behind:
        return desk.words("{n} cases: every chain holds, every copy agrees.", n=found.cases)
    return desk.words(
        "{n} cases: every chain holds. {behind} of them are still to be reckoned by the rules that hold now,"
        " by the bell or foi remind; every other copy agrees.",
        n=found.cases,
        behind=found.behind,
    )


def say_faults(desk: Desk, faults: Sequence[Broken]) -> None:
    """Name each fault that a proof has found.

    Raises:
        Broken: there is one.
    """
    for fault in faults:
        desk.say("{fault}", fault=say_fault(desk.lang, fault))
    if faults:
        raise Broken("not_verified", "{n} records do not agree.", n=len(faults))


def add_unit(
    context: typer.Context,
    name: Annotated[str, Argument(help="The unit's name.")],
    code: Annotated[str, Option(help="What stands before its references.")] = "",
    parent: Annotated[str, Option(help="The unit above; else the office.")] = "",
) -> None:
    """Add a unit."""
    desk: Desk = context.obj
    ledger = desk.house.ledger
    unit = units.add_unit(ledger, name, code, units.find_unit(ledger, parent).id, desk.actor)
    desk.show(_plain(unit), lambda: unit.name)


def change_unit(
    context: typer.Context,
    unit: Annotated[str, Argument(metavar="UNIT", help="Its name or its code.")],
    name: Annotated[str, Option(help="Its name from now on.")] = "",
    code: Annotated[str | None, Option(help="What stands before its references from now on.")] = None,
    parent: Annotated[str, Option(help="The unit above from now on.")] = "",
) -> None:
    """Change a unit's name, code or place; references given already stay as they are."""
    desk: Desk = context.obj
    ledger = desk.house.ledger
    found = units.find_unit(ledger, unit)
    above = units.find_unit(ledger, parent).id if parent else found.parent
    wanted = Unit(found.id, name or found.name, found.code if code is None else code, above)
    changed = units.change_unit(ledger, wanted, desk.actor)
    desk.show(_plain(changed), lambda: changed.name)


def _plain(unit: Unit) -> dict[str, Any]:
    return {"id": unit.id, "name": unit.name, "code": unit.code, "parent": unit.parent}


def list_units(context: typer.Context) -> None:
    """List the units."""
    desk: Desk = context.obj
    found = desk.house.ledger.units().values()
    items = [_plain(unit) for unit in found]
    desk.show({"items": items}, lambda: "\n".join(f"{unit.code or '—'}  {unit.name}" for unit in found))
