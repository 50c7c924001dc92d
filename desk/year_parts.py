"""What the table of a unit is added up from: its cases, and the tables of those below that have theirs."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from desk.year_place import Year
from reports.count import Part
from workflow.ledger import Unit
from workflow.question import Measure, Question
from workflow.yearbook import Frozen


@dataclass(frozen=True, slots=True)
class Held:
    """A unit below whose table holds: it was frozen here, or handed in."""

    unit: Unit
    frozen: Frozen
    content: Mapping[str, Any]

    @property
    def part(self) -> Part:
        """Its figures, as they are added to others."""
        return Part(self.content["cells"], tuple(self.content.get("told", ())))


@dataclass(frozen=True, slots=True)
class Parts:
    """`live` are the units whose cases are counted anew, the unit itself the first; `held` have their tables.

    `missing` have handed tables in before and keep no cases here, but have not handed in this one.
    """

    live: tuple[Unit, ...]
    held: tuple[Held, ...]
    missing: tuple[Unit, ...]

    def units(self, year: Year) -> frozenset[int]:
        """The live units as a tally asks for them: none for all."""
        if not self.held:
            return year.units
        return frozenset(unit.id for unit in self.live)


def parts(year: Year) -> Parts:
    """What a year's table is added up from.

    Raises:
        Broken: the file of a table is missing, or has been changed.
    """
    ledger = year.house.ledger
    every = ledger.every_frozen()
    tables = {table.place.unit: table for table in every if _is_of(table, year)}
    elsewhere = {table.place.unit for table in every if table.handed_in}
    live, held, missing = [year.root], list[Held](), list[Unit]()
    for unit in _below(year, year.root, frozenset(tables)):
        if unit.id in tables:
            content = json.loads(ledger.file(tables[unit.id].content))
            held.append(Held(unit, tables[unit.id], content))
        elif unit.id in elsewhere and not has_cases(year, unit):
            missing.append(unit)
        else:
            live.append(unit)
    return Parts(tuple(live), tuple(held), tuple(missing))


def children(year: Year, unit: Unit) -> Sequence[Unit]:
    """The units right below one."""
    return [other for other in year.house.ledger.units().values() if other.parent == unit.id]


def has_cases(year: Year, unit: Unit) -> bool:
    """Whether a unit has cases of its own here that the year counts."""
    ids = frozenset({unit.id})
    every = (Measure.NEW, Measure.CARRIED_IN)
    return any(year.house.ledger.cases(Question(one), year.year, ids, "", 1) for one in every)


def _is_of(table: Frozen, year: Year) -> bool:
    return (table.place.year, table.place.form) == (year.year, year.form.name)


def _below(year: Year, unit: Unit, held: frozenset[int]) -> Iterator[Unit]:
    """The units below one; where one has its table, those below it are in it."""
    for child in children(year, unit):
        yield child
        if child.id not in held:
            yield from _below(year, child, held)
