"""What belongs to the installation rather than to a case: its units, and the holiday notices it has added."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import insert as plain
from sqlalchemy import select, update
from sqlalchemy.dialects.postgresql import insert

from store.link import Link
from store.tables import NOTICES, UNITS
from store.values import moment_out
from workflow.errors import Conflict, NotFound
from workflow.ledger import Unit

#: Asked for with every page.
EVERY_UNIT = select(UNITS.c.id, UNITS.c.name, UNITS.c.code, UNITS.c.parent).order_by(UNITS.c.id)
EVERY_NOTICE = select(NOTICES.c.text).order_by(NOTICES.c.id)


def units(link: Link) -> Mapping[int, Unit]:
    """Every unit by its id."""
    return {row[0]: Unit(*row) for row in link.run(EVERY_UNIT, {}).fetchall()}


def add_unit(link: Link, name: str, code: str, parent: int | None) -> Unit:
    """Keep a new unit.

    Raises:
        NotFound: there is no such parent.
        Conflict: a unit has that name or code already.
    """
    if parent is not None and parent not in units(link):
        raise no_unit(parent)
    new = insert(UNITS).values(name=name, code=code, parent=parent).on_conflict_do_nothing()
    kept = link.core.execute(new.returning(UNITS.c.id)).scalar_one_or_none()
    if kept is None:
        known = tuple(filter(None, (name, code)))
        raise Conflict("unit_taken", "Another unit has the name or the code {known}.", known=known)
    return Unit(kept, name, code, parent)


def change_unit(link: Link, unit: Unit) -> None:
    """Keep another name, code or parent of a unit.

    Raises:
        NotFound: there is no such unit, or no such parent.
        Conflict: another has that name or code.
    """
    known = units(link)
    for wanted in (unit.id, unit.parent or unit.id):
        if wanted not in known:
            raise no_unit(wanted)
    others = [one for one in known.values() if one.id != unit.id]
    if any(unit.name == one.name or (unit.code and unit.code == one.code) for one in others):
        told = tuple(filter(None, (unit.name, unit.code)))
        raise Conflict("unit_taken", "Another unit has the name or the code {known}.", known=told)
    told_now = {"name": unit.name, "code": unit.code, "parent": unit.parent}
    link.core.execute(update(UNITS).where(UNITS.c.id == unit.id).values(told_now))


def notices(link: Link) -> Sequence[str]:
    """The texts of the notices, oldest first."""
    return [text for (text,) in link.run(EVERY_NOTICE, {}).fetchall()]


def add_notice(link: Link, text: str, by: str, at: datetime) -> None:
    """Keep a holiday notice."""
    link.core.execute(plain(NOTICES).values(text=text, by=by, at=at))


def noticed_at(link: Link) -> Sequence[datetime]:
    """When each notice was added, oldest first."""
    found = link.core.execute(select(NOTICES.c.at).order_by(NOTICES.c.at)).scalars()
    return [moment_out(at) for at in found]


def no_unit(unit: int) -> NotFound:
    """What is said of a unit that is not there."""
    return NotFound("no_unit", "There is no unit {unit}.", unit=unit)
