"""The units below one in a year: whose table is frozen, handed in or neither, and what they come to."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from desk.year_moved import MovedCell, moved_cells
from desk.year_own import added
from desk.year_parts import Held, children, parts
from desk.year_place import Year
from desk.yearend import frozen_table, table_of
from reports.checks import Cells
from reports.count import Part, count
from workflow.errors import Refused
from workflow.ledger import Unit
from workflow.vocabulary import Word
from workflow.yearbook import Frozen


class Standing(Word):
    """How far a unit has come with the table of a year."""

    ITSELF = "itself", "本级"
    FROZEN = "frozen", "已封存"
    HANDED_IN = "handed_in", "已交来"
    LIVE = "live", "未封存"
    MISSING = "missing", "未交来"


@dataclass(frozen=True, slots=True)
class UnitLine:
    """A unit right below, or the unit itself without those below it; `cells` are what it adds."""

    unit: Unit
    standing: Standing
    frozen: Frozen | None
    cells: Cells


@dataclass(frozen=True, slots=True)
class Rolled:
    """The units of a year with their sum; `differing` is where the unit's own table is not that sum (I5)."""

    lines: tuple[UnitLine, ...]
    sum: Cells
    own_is_frozen: bool
    differing: tuple[MovedCell, ...]


def rolled(year: Year) -> Rolled:
    """The units right below one, each with what it adds, and whether the unit's own table is their sum.

    Raises:
        Broken: the file of a table is missing, or has been changed.
    """
    lines = tuple(_lines(year))
    total = count(year.form, year.year, (), parts=[Part(line.cells, ()) for line in lines]).cells
    published = frozen_table(year)
    own = published or table_of(year)
    return Rolled(lines, total, published is not None, tuple(moved_cells(own.cells, total)))


def check_units(year: Year) -> None:
    """Prove that no unit is behind, where units freeze tables of their own.

    Raises:
        Refused: some have frozen theirs, or handed them in, and others have not.
    """
    made_of = parts(year)
    behind: Sequence[Unit] = (*made_of.live[1:], *made_of.missing)
    if made_of.held and behind:
        raise Refused(
            "units_behind",
            "These units have not frozen their tables, or not handed them in: {names}. To freeze without "
            "waiting for them: --with-unfrozen",
            names=tuple(unit.name for unit in behind),
        )


def _lines(year: Year) -> Iterator[UnitLine]:
    made_of = parts(year)
    tallies = year.house.ledger.tally(year.year, frozenset({year.root.id}))
    itself = count(year.form, year.year, tallies, added(year, [year.root]))
    yield UnitLine(year.root, Standing.ITSELF, None, itself.cells)
    held = {one.unit.id: one for one in made_of.held}
    for unit in children(year, year.root):
        if unit.id in held:
            yield _held(held[unit.id])
        else:
            standing = Standing.MISSING if unit in made_of.missing else Standing.LIVE
            yield UnitLine(unit, standing, None, table_of(replace(year, root=unit)).cells)


def _held(one: Held) -> UnitLine:
    standing = Standing.HANDED_IN if one.frozen.handed_in else Standing.FROZEN
    return UnitLine(one.unit, standing, one.frozen, one.content["cells"])
