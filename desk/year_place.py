"""A year of a unit and all below it, on a form: where everything about its table begins."""

from collections.abc import Sequence
from dataclasses import dataclass

from desk.office import House
from reports.form import Form, default_form, load_form
from workflow.casework import Actor
from workflow.duties import Duty
from workflow.ledger import Unit
from workflow.people import below, check_duty
from workflow.yearbook import Frozen, Place


@dataclass(frozen=True, slots=True)
class Year:
    """A year of a unit and all below it, on a form."""

    house: House
    root: Unit
    form: Form
    year: int

    @property
    def place(self) -> Place:
        """Where its figures and its frozen table are kept."""
        return Place(self.root.id, self.year, self.form.name)

    @property
    def units(self) -> frozenset[int]:
        """Whose cases it counts; empty for all, where the unit is the office itself."""
        whole = self.root.id == min(self.house.ledger.units())
        return frozenset() if whole else below(self.house.ledger.units(), self.root.id)

    @property
    def every_unit(self) -> Sequence[Unit]:
        """The units whose cases it counts, each by itself."""
        units = self.house.ledger.units()
        return [units[n] for n in sorted(self.units or units)]

    @property
    def held(self) -> Frozen | None:
        """The table that holds: the last that was frozen, or restated."""
        kept = self.house.ledger.frozen(self.root.id, self.year)
        return next((f for f in reversed(kept) if f.place == self.place), None)


def year_of(house: House, root: Unit, year: int, form: str, actor: Actor) -> Year:
    """A year as somebody asks for it: on the form of that year, where none is said.

    Raises:
        NotFound: there is no such form.
        Refused: the actor is not there to see the year counted.
    """
    check_duty(actor, Duty.COUNT)
    return Year(house, root, load_form(form or default_form(year)), year)
