"""The cases of a list, as its address asks for them."""

from collections.abc import Mapping
from datetime import date

from workflow.errors import BadFacts
from workflow.ledger import Unit
from workflow.listing import Filter
from workflow.people import below
from workflow.values import read_day
from workflow.vocabulary import State

#: What a list can be asked for in its address, and how long a value may be.
ASKED, LONGEST = ("q", "state", "unit", "due_before", "open_only"), 200


def asked_of(given: Mapping[str, str]) -> dict[str, str]:
    """What is asked for, and nothing else."""
    return {name: value[:LONGEST] for name in ASKED if (value := given.get(name, "").strip())}


def filter_of(asked: Mapping[str, str], units: Mapping[int, Unit]) -> Filter:
    """The filter that an address asks for.

    Raises:
        BadFacts: a value cannot be read.
    """
    return Filter(
        state=_state(asked.get("state", "")),
        units=_units(asked.get("unit", ""), units),
        due_before=_day(asked.get("due_before", "")),
        words=asked.get("q", ""),
        open_only=bool(asked.get("open_only")),
    )


def _units(unit: str, units: Mapping[int, Unit]) -> frozenset[int]:
    if not unit:
        return frozenset()
    if not (unit.isascii() and unit.isdecimal()) or int(unit) not in units:
        raise _unreadable(unit)
    return below(units, int(unit))


def _state(word: str) -> State | None:
    try:
        return State.of(word) if word else None
    except ValueError:
        raise _unreadable(word) from None


def _day(text: str) -> date | None:
    try:
        return read_day(text) if text else None
    except ValueError:
        raise _unreadable(text) from None


def _unreadable(value: str) -> BadFacts:
    return BadFacts("bad_filter", "The filter cannot be read: {value}.", value=value)
