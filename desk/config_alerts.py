"""The reminders as the configuration names them: days for a kind of deadline, and steps of escalation."""

from collections.abc import Mapping

from workflow.errors import BadFacts
from workflow.vocabulary import DeadlineKind
from workflow.watching import Rank, Step

#: Further from the last day than this, in working days, nobody wants to be told: a year.
MOST = 250


def read_kinds(value: object) -> Mapping[DeadlineKind, tuple[int, ...]]:
    """The days on which the office is told of each kind of deadline named; those of the reply have a key.

    Raises:
        BadFacts: a name is no kind of deadline, or its days are no list of whole numbers.
    """
    known: dict[str, DeadlineKind] = {
        kind.value: kind for kind in DeadlineKind if kind is not DeadlineKind.REPLY
    }
    if not isinstance(value, dict):
        raise BadFacts("bad_kinds", "Each kind of deadline needs a list of working days.")
    found: dict[DeadlineKind, tuple[int, ...]] = {}
    for name, days in value.items():
        if name not in known:
            raise BadFacts("no_kind", "{name} is none of {known}.", name=name, known=tuple(known))
        if not isinstance(days, list) or not days or not all(is_day(each, -MOST) for each in days):
            raise BadFacts(
                "bad_days",
                "{name} must be a list of working days such as [3, 1, 0, -1]; found {found}.",
                name=name,
                found=days,
            )
        found[known[name]] = tuple(days)
    return found


def read_steps(value: object) -> tuple[Step, ...]:
    """The steps of escalation; an empty list escalates nothing.

    Raises:
        BadFacts: one is no table with `when` and `to`, or names nobody there is.
    """
    steps = value if isinstance(value, list) else [value]
    return tuple(_step(each) for each in steps)


def _step(value: object) -> Step:
    if not isinstance(value, dict) or set(value) != {"when", "to"}:
        raise BadFacts(
            "bad_step", "A step needs `when` and `to`, and nothing else; found {found}.", found=value
        )
    if not is_day(value["when"], -MOST):
        raise BadFacts(
            "bad_when",
            "when must be a number of working days before the last day, negative after it; found {found}.",
            found=value["when"],
        )
    if value["to"] not in tuple(Rank):
        raise BadFacts(
            "bad_rank", "to must be one of {known}; found {found}.", known=tuple(Rank), found=value["to"]
        )
    return Step(value["when"], Rank.of(value["to"]))


def is_day(n: object, least: int = 0) -> bool:
    """Whether it can be a day of reminding."""
    return isinstance(n, int) and not isinstance(n, bool) and least <= n <= MOST
