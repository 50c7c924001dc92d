"""Two ways to do one job, run in turn round after round, so that a busy machine slows both alike."""

import gc
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median
from time import perf_counter

#: Rounds when nobody says how many; an odd number, so that the median is one of them.
ROUNDS = 9

Run = Callable[[], object]


@dataclass(frozen=True, slots=True)
class Target:
    """What was aimed at: `figure` is worked out of the seconds of the limit and of ours, a piece."""

    words: str
    unit: str
    figure: Callable[[float, float], float]
    reached: Callable[[float], bool]


def share(least: float) -> Target:
    """At least this share of the limit's speed."""
    return Target(f"at least {least}", "", lambda limit, ours: limit / ours, lambda found: found >= least)


def times(most: float) -> Target:
    """At most so many times the limit's time."""
    return Target(f"at most {most}×", "×", lambda limit, ours: ours / limit, lambda found: found <= most)


def micros(most: float) -> Target:
    """At most so many millionths of a second, whatever the limit takes."""
    return Target(f"at most {most} µs", " µs", lambda _, ours: ours * 1e6, lambda found: found <= most)


#: Nothing was aimed at: the figure is told for its own sake.
NO_TARGET = Target("none", "×", lambda limit, ours: ours / limit, lambda _: True)


@dataclass(frozen=True, slots=True)
class Race:
    """A job of ours beside its limit, the least work that does the same.

    One run of either does `pieces` pieces of work; `before` makes ready for it, and is not timed. A run that
    returns a `float` has measured itself: the seconds of a piece.
    """

    job: str
    beside: str
    limit: Run
    ours: Run
    pieces: int
    target: Target
    before: Run = lambda: None
    rounds: int = ROUNDS


@dataclass(frozen=True, slots=True)
class Result:
    """What a race showed: the seconds a piece takes, and the figure with its least and its greatest."""

    race: Race
    limit: float
    ours: float
    figure: float
    least: float
    greatest: float

    @property
    def verdict(self) -> str:
        """Whether the target was reached, in a word."""
        if self.race.target is NO_TARGET:
            return "–"
        return "reached" if self.race.target.reached(self.figure) else "missed"


def run(race: Race) -> Result:
    """Run both in turn, after one round that nobody counts; who begins changes with every round."""
    seconds = [_round(race, ours_first=bool(n % 2)) for n in range(race.rounds + 1)][1:]
    figures = [race.target.figure(limit, ours) for limit, ours in seconds]
    limits, ours = zip(*seconds, strict=True)
    return Result(race, median(limits), median(ours), median(figures), min(figures), max(figures))


def as_row(found: Result) -> str:
    """A result as a row of the table, which is Markdown and fits a terminal as well."""
    race = found.race
    noise = f"{found.least:.2f}–{found.greatest:.2f}"
    told = (_time(found.limit), _time(found.ours), f"{found.figure:.2f}{race.target.unit}", noise)
    return _line(race.job, race.beside, *told, race.target.words, found.verdict)


def _round(race: Race, *, ours_first: bool) -> tuple[float, float]:
    if ours_first:
        ours, limit = _seconds(race, race.ours), _seconds(race, race.limit)
    else:
        limit, ours = _seconds(race, race.limit), _seconds(race, race.ours)
    return limit, ours


def _seconds(race: Race, job: Run) -> float:
    race.before()
    gc.collect()
    begun = perf_counter()
    told = job()
    # A load tool keeps the time itself.
    return told if isinstance(told, float) else (perf_counter() - begun) / race.pieces


def _line(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"


def _time(seconds: float) -> str:
    for unit, worth in (("s", 1.0), ("ms", 1e-3), ("µs", 1e-6)):
        if seconds >= worth:
            return f"{seconds / worth:.3g} {unit}"
    return f"{seconds * 1e9:.0f} ns"


#: The head of the table.
HEAD = "\n".join(
    (
        _line("job", "beside (the limit)", "limit", "ours", "figure", "least–greatest", "target", "verdict"),
        _line(*["---"] * 8),
    )
)
