"""The acts of one row in the making."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from desk.intake.row import Told
from workflow.casework import Act
from workflow.statute import Statute
from workflow.vocabulary import Action, Outcome
from workflow.workdays import Workdays

ASSUMED = {"assumed": True}


@dataclass(frozen=True, slots=True)
class Step:
    """An act, and the field of the cell to blame when it cannot have happened."""

    act: Act
    blame: str


@dataclass(slots=True)
class Story:
    """What one row tells, and its acts as far as they are worked out."""

    told: Told
    statute: Statute
    workdays: Workdays
    steps: list[Step] = field(default_factory=list)

    def add(
        self, action: Action, on: date, blame: str, facts: Mapping[str, object], *, assumed: bool = False
    ) -> None:
        """Tell one act; facts that say nothing are left out."""
        said = {name: value for name, value in facts.items() if value not in ("", None)}
        self.steps.append(Step(Act(action, on, {**said, **ASSUMED} if assumed else said), blame))

    def ends_as(self, outcome: Outcome) -> bool:
        """Whether the row says that the case ended so."""
        return self.told.reading is not None and self.told.reading.outcome is outcome
