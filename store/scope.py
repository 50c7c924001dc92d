"""What somebody sees of the ledger: every unit, or some of them and nothing else."""

from dataclasses import dataclass

from workflow.errors import NotFound
from workflow.ledger import Unit

#: In a filter: asks for whatever may be seen.
NO_UNITS = frozenset[int]()
#: A filter that nothing meets, since units count from one.
NOTHING = frozenset({0})


@dataclass(frozen=True, slots=True)
class Scope:
    """The units whose cases somebody sees; None is all of them, an empty set none."""

    units: frozenset[int] | None

    def narrow(self, wanted: frozenset[int]) -> frozenset[int]:
        """The units of a filter, where none asks for all, as far as they are seen."""
        if self.units is None:
            return wanted
        return (wanted & self.units if wanted else self.units) or NOTHING

    def admits(self, unit: int) -> bool:
        """Whether the cases of a unit are seen."""
        return self.units is None or unit in self.units

    def grown(self, made: Unit) -> "Scope":
        """The same, with a unit made just now below one that is seen."""
        if self.units is None or made.parent not in self.units:
            return self
        return Scope(self.units | {made.id})

    def prove(self, unit: int, missing: NotFound) -> None:
        """Let nobody near what they do not see; that it is there is none of their business either.

        Raises:
            NotFound: the unit is out of sight.
        """
        if not self.admits(unit):
            raise missing


#: The office as a whole: the command line before anybody was let in, the bell, the proofs.
EVERYTHING = Scope(None)
