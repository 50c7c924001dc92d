"""What the letters of a unit say alike: its own, else what the unit above says, else the office."""

from collections.abc import Mapping
from dataclasses import replace

from desk.config import LettersConfig
from workflow.errors import Refused
from workflow.ledger import Unit


def letters_of_unit(letters: LettersConfig, units: Mapping[int, Unit], unit: int) -> LettersConfig:
    """The configuration of letters as it holds for a unit.

    Raises:
        Refused: it names a unit that is not there, whose court nobody would ever print.
    """
    names = {each.name for each in units.values()}
    for name in letters.units:
        if name not in names:
            raise Refused(
                "no_such_unit_configured",
                "[letters.units] names “{name}”, and there is no such unit: mend the name, or foi unit add",
                name=name,
            )
    own: dict[str, str | bool] = {}
    here: int | None = unit
    while here is not None:
        own = {**letters.units.get(units[here].name, {}), **own}
        here = units[here].parent
    return replace(letters, **own)  # type: ignore[arg-type]  # each was read as its key wants it
