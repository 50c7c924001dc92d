"""What a fault's run has shown."""

from dataclasses import dataclass, field

#: How long a run is: in CI, by `./run faults`, by `./run faults --full`.
SHORT, LONG, FULL = "short", "long", "full"


@dataclass
class Found:
    """Figures of a run by their names, in order, and every sentence about what did not hold.

    `seed` makes the same run again.
    """

    seed: int
    figures: dict[str, int | float | str] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)
    seconds: float = 0.0

    def count(self, name: str, more: int = 1) -> None:
        """Add to a figure."""
        self.figures[name] = self.figures.get(name, 0) + more
