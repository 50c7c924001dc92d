"""The yearbook of the ledger in memory."""

from dataclasses import replace

from workflow.errors import Conflict
from workflow.yearbook import Entered, Frozen, Yearbook


class MemoryYearbook(Yearbook):
    def __init__(self) -> None:
        super().__init__()
        self._figures: dict[tuple[object, ...], Entered] = {}
        self._frozen: list[Frozen] = []

    def entered(self, place):
        found = [each for (where, *_), each in self._figures.items() if where == place]
        return sorted(found, key=lambda each: (each.code, each.column))

    def enter_figures(self, place, figures, by, at):
        for code, row in figures.items():
            for column, figure in row.items():
                self._figures[place, code, column] = Entered(code, column, figure, by, at)

    def frozen(self, unit, year):
        return [kept for kept in self._frozen if (kept.place.unit, kept.place.year) == (unit, year)]

    def every_frozen(self):
        return list(self._frozen)

    def frozen_in(self, year):
        return frozenset(kept.place.unit for kept in self._frozen if kept.place.year == year)

    def freeze(self, frozen):
        for kept in self._frozen:
            first = frozen.restates is None and kept.restates is None and kept.place == frozen.place
            if first or (frozen.restates is not None and kept.restates == frozen.restates):
                raise Conflict("frozen_already", "The table of {year} is frozen.", year=frozen.place.year)
        kept = replace(frozen, id=len(self._frozen) + 1)
        self._frozen.append(kept)
        return kept
