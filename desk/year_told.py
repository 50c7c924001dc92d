"""What a step has changed in a year that is frozen, told right then."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from desk.office import House
from desk.watched import Was
from desk.year_moved import Counted, Moved, as_counted, changes, in_year
from desk.year_pleaded import as_pleaded, name_of, pleads_in
from workflow.copies import Copies
from workflow.errors import NotFound
from workflow.ledger import Unit
from workflow.people import below
from workflow.yearbook import Frozen


@dataclass(frozen=True, slots=True)
class Told:
    """A case that counts otherwise in a frozen year of a unit."""

    unit: Unit
    year: int
    form: str
    moved: Moved


def changed(house: House, written: Mapping[str, Was]) -> Iterator[Told]:
    """What counts otherwise in a frozen year since those cases were as they were before."""
    if not written:
        return
    ledger = house.ledger
    tables = {table.place: table for table in ledger.every_frozen()}
    units = ledger.units()
    within = {place: below(units, place.unit) for place in tables}
    for ref, was in written.items():
        try:
            after = ledger.copies(ledger.read(ref))
        except NotFound:  # an import was undone
            after = None
        for place, table in tables.items():
            if was.unit in within[place]:
                yield from _in_table(units[place.unit], table, ref, was.copies, after)


def otherwise(house: House, ref: str) -> Iterator[Told]:
    """Where a case counts otherwise than a frozen table has it.

    Raises:
        NotFound: there is no such case.
        Broken: the file of a table is missing, or has been changed.
    """
    ledger = house.ledger
    record = ledger.read(ref)
    copies, units = ledger.copies(record), ledger.units()
    tables = {table.place: table for table in ledger.every_frozen()}
    for place, table in tables.items():
        if not table.handed_in and record.request.unit in below(units, place.unit):
            content = json.loads(ledger.file(table.content))
            yield from _compared(units[place.unit], table, _kept(ref, content), _now(ref, copies, place.year))


#: How a case, and how each proceeding over it, counts in a year; the proceedings are none where a table was
#: frozen while they were entered by hand.
Counts = tuple[Mapping[str, Counted], Mapping[str, Counted] | None]


def _in_table(
    unit: Unit, table: Frozen, ref: str, before: Copies | None, after: Copies | None
) -> Iterator[Told]:
    year = table.place.year
    yield from _compared(unit, table, _now(ref, before, year), _now(ref, after, year))


def _compared(unit: Unit, table: Frozen, before: Counts, after: Counts) -> Iterator[Told]:
    found = list(changes(before[0], after[0]))
    if before[1] is not None and after[1] is not None:
        found += changes(before[1], after[1], thing="proceeding")
    for moved in found:
        yield Told(unit, table.place.year, table.place.form, moved)


def _now(ref: str, copies: Copies | None, year: int) -> Counts:
    if copies is None:
        return {}, {}
    case = {ref: as_counted(copies, year)} if in_year(copies, year) else {}
    return case, {
        name_of(ref, one): as_pleaded(one, year) for one in copies.proceedings if pleads_in(one, year)
    }


def _kept(ref: str, content: Mapping[str, Any]) -> Counts:
    case = {ref: content["cases"][ref]} if ref in content["cases"] else {}
    if "proceedings" not in content:
        return case, None
    own = {name: told for name, told in content["proceedings"].items() if name.startswith(f"{ref}/")}
    return case, own
