"""Tables of a year as an office keeps them: figures entered by hand, and tables frozen when published."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

#: Figures by the code of their line, then of their column.
Figures = Mapping[str, Mapping[str, int | float]]


@dataclass(frozen=True, slots=True)
class Place:
    """Whose table it is, of which year, on which form."""

    unit: int
    year: int
    form: str


@dataclass(frozen=True, slots=True)
class Entered:
    """A figure somebody entered: who, and at which instant."""

    code: str
    column: str
    figure: int | float
    by: str
    at: datetime


def figures_of(entered: Iterable[Entered]) -> Figures:
    """The figures alone."""
    found: dict[str, dict[str, int | float]] = {}
    for each in entered:
        found.setdefault(each.code, {})[each.column] = each.figure
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Frozen:
    """A table as it was published. `content` is the SHA-256 of the file that holds it, with its cases.

    `restates` is the frozen table that this one takes the place of, which stays on record. A unit that keeps
    its cases elsewhere hands its table in: `handed_in` is the SHA-256 of that file, `reason` why it replaces
    another.
    """

    place: Place
    content: str
    by: str
    signed_by: str
    at: datetime
    id: int = 0
    restates: int | None = None
    handed_in: str = ""
    reason: str = ""


class Yearbook(Protocol):
    """Tables of a year, remembered."""

    def entered(self, place: Place) -> Sequence[Entered]:
        """What a unit has entered for a year, by code and column."""

    def enter_figures(self, place: Place, figures: Figures, by: str, at: datetime) -> None:
        """Keep figures, each in the place of the one entered there before."""

    def frozen(self, unit: int, year: int) -> Sequence[Frozen]:
        """The tables a unit has frozen for a year, the one that holds last."""

    def every_frozen(self) -> Sequence[Frozen]:
        """Every table that was frozen, those since restated too, oldest first."""

    def frozen_in(self, year: int) -> frozenset[int]:
        """The units that have frozen a table of a year."""

    def freeze(self, frozen: Frozen) -> Frozen:
        """Keep a frozen table.

        Raises:
            Conflict: that table has been frozen, or restated, by somebody else.
        """
