"""What counts otherwise than in the frozen table of a year: case by case, then figure by figure."""

from collections.abc import Sequence
from dataclasses import dataclass

from desk.year_moved import Moved, MovedCell, changes, counted_cases, moved_cells
from desk.year_parts import parts
from desk.year_place import Year
from desk.year_pleaded import pleaded
from desk.yearend import frozen_content, table_of


@dataclass(frozen=True, slots=True)
class Changed:
    """The cases and proceedings that have moved, and the figures that are other for it."""

    moved: Sequence[Moved]
    cells: Sequence[MovedCell]


def since_frozen(year: Year) -> Changed:
    """What has moved since the table was frozen.

    Raises:
        NotFound: it has not been frozen.
        Broken: its file is missing, or has been changed.
    """
    frozen = frozen_content(year)
    made_of = parts(year)
    found = list(changes(frozen["cases"], dict(counted_cases(year, made_of))))
    # A table that was frozen while proceedings were entered by hand knows of none.
    if "proceedings" in frozen:
        found += changes(frozen["proceedings"], dict(pleaded(year, made_of)), thing="proceeding")
    return Changed(found, list(moved_cells(frozen["cells"], table_of(year).cells)))
