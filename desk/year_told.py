"""What a command has changed in a year that is frozen, told right then."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from desk.cli.upkeep import below
from desk.office import House
from desk.watched import Was
from desk.year_moved import Moved, as_counted, changes, in_year
from desk.year_pleaded import as_pleaded, name_of, pleads_in
from workflow.copies import Copies
from workflow.errors import NotFound
from workflow.ledger import Unit
from workflow.yearbook import Frozen


@dataclass(frozen=True, slots=True)
class Told:
    """A case that a command has made to count otherwise in a frozen year of a unit."""

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
    within = {place: below(ledger, units[place.unit]) for place in tables}
    for ref, was in written.items():
        try:
            after = ledger.copies(ledger.read(ref))
        except NotFound:  # an import was undone
            after = None
        for place, table in tables.items():
            if was.unit in within[place]:
                yield from _in_table(units[place.unit], table, ref, was.copies, after)


def _in_table(
    unit: Unit, table: Frozen, ref: str, before: Copies | None, after: Copies | None
) -> Iterator[Told]:
    year = table.place.year
    was, now = (
        {ref: as_counted(copies, year)} if copies and in_year(copies, year) else {}
        for copies in (before, after)
    )
    pleaded_before, pleaded_now = (
        {name_of(ref, one): as_pleaded(one, year) for one in copies.proceedings if pleads_in(one, year)}
        if copies
        else {}
        for copies in (before, after)
    )
    for moved in (*changes(was, now), *changes(pleaded_before, pleaded_now, thing="proceeding")):
        yield Told(unit, year, table.place.form, moved)
