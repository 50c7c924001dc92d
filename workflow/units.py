"""The units of an office, a tree: made and changed by whoever keeps the settings."""

from dataclasses import replace

from workflow.casework import Actor, check_reference
from workflow.duties import Duty
from workflow.errors import BadFacts, NotFound, Refused
from workflow.ledger import Ledger, Unit
from workflow.people import below, check_duty


def add_unit(ledger: Ledger, name: str, code: str, parent: int, actor: Actor) -> Unit:
    """Keep a new unit below another; its code stands before its references.

    Raises:
        BadFacts: it has no name, or its code cannot stand in a reference.
        NotFound: there is no such parent.
        Conflict: another has that name or code.
        Refused: not for that person to do.
    """
    check_duty(actor, Duty.SETTINGS)
    _check_words(name, code)
    return ledger.add_unit(name.strip(), code, parent)


def change_unit(ledger: Ledger, unit: Unit, actor: Actor) -> Unit:
    """Keep another name, code or parent of a unit; references given already stay as they are.

    The first unit stays the first, and no unit comes to stand below itself.

    Raises:
        BadFacts: it has no name, or its code cannot stand in a reference.
        NotFound: there is no such unit, or no such parent.
        Conflict: another has that name or code.
        Refused: not for that person to do, or the tree would be none.
    """
    check_duty(actor, Duty.SETTINGS)
    _check_words(unit.name, unit.code)
    known = ledger.units()
    if unit.id not in known:
        raise NotFound("no_unit", "There is no unit {unit}.", unit=unit.id)
    if (unit.parent is None) != (known[unit.id].parent is None):
        raise Refused("one_root", "The first unit, and only that, has none above it.")
    if unit.parent in below(known, unit.id):
        raise Refused("below_itself", "“{name}” cannot stand below itself.", name=unit.name)
    ledger.change_unit(changed := replace(unit, name=unit.name.strip()))
    return changed


def find_unit(ledger: Ledger, wanted: str) -> Unit:
    """The unit with this name or code; with no name, the first.

    Raises:
        NotFound: there is none.
    """
    units = ledger.units()
    if not wanted:
        return units[min(units)]
    found = next((u for u in units.values() if wanted in (u.name, u.code)), None)
    if found is None:
        raise NotFound("no_unit", "There is no unit “{name}”.", name=wanted)
    return found


def units_named(ledger: Ledger, wanted: str) -> frozenset[int]:
    """The unit with this name or code and all below it; with no name none, which a filter takes for all.

    Raises:
        NotFound: there is none.
    """
    return below(ledger.units(), find_unit(ledger, wanted).id) if wanted else frozenset()


def _check_words(name: str, code: str) -> None:
    check_reference(code)
    if not name.strip():
        raise BadFacts("no_unit_name", "A unit needs a name.")
