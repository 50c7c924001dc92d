"""What a list is asked for: the query of its address, read into a filter, and written again."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import TypeVar
from urllib.parse import parse_qsl, urlencode

from workflow.errors import BadFacts
from workflow.ledger import Unit
from workflow.listing import Filter, Order
from workflow.people import below
from workflow.values import read_day
from workflow.vocabulary import ApplicantKind, Channel, Outcome, State, Word

W = TypeVar("W", bound=Word)
#: What a list can be asked for in its address.
ASKED = (
    "q", "state", "unit", "channel", "kind", "outcome", "received_from", "received_to", "due_from",
    "due_before", "assigned_to", "open_only", "sort", "down",
)  # fmt: skip
#: How long a value may be, and a whole query.
LONGEST, LONGEST_QUERY = 200, 2000
#: How many cases stand on a page.
PAGE = 50


def asked_of(query: Iterable[tuple[str, str]]) -> dict[str, str]:
    """What a query asks for: the names that are known, without those that are empty."""
    told = {name: value[:LONGEST].replace("\x00", "") for name, value in query}
    return {name: told[name] for name in ASKED if told.get(name)}


def filter_of(asked: Mapping[str, str], units: Mapping[int, Unit]) -> Filter:
    """The filter of a list.

    Raises:
        BadFacts: it asks for a word, a day or a unit that is none.
    """
    return Filter(
        state=_word(State, asked, "state"),
        units=_units(asked, units),
        due_before=_day(asked, "due_before"),
        words=asked.get("q", ""),
        open_only="open_only" in asked,
        limit=PAGE + 1,  # one more than is shown, to know whether a page follows
        due_from=_day(asked, "due_from"),
        received_from=_day(asked, "received_from"),
        received_to=_day(asked, "received_to"),
        channel=_word(Channel, asked, "channel"),
        kind=_word(ApplicantKind, asked, "kind"),
        outcome=_word(Outcome, asked, "outcome"),
        assigned_to=asked.get("assigned_to", ""),
        order=_word(Order, asked, "sort") or Order.REF,
        descending="down" in asked,
    )


def place_in(wanted: Filter, query: Mapping[str, str]) -> Filter:
    """The page of a list that a query names.

    Raises:
        BadFacts: it names a day that is none.
    """
    after = query.get("after", "")[:LONGEST].replace("\x00", "")
    return replace(wanted, after=after, after_day=_day(query, "after_day"))


def query_of(asked: Mapping[str, str], wanted: Filter | None = None) -> str:
    """The query that asks for a list, and for a page of it."""
    place = {"after": wanted.after, "after_day": wanted.after_day} if wanted else {}
    return urlencode({**asked, **{name: value for name, value in place.items() if value}})


def as_form(asked: Mapping[str, str]) -> dict[str, str]:
    """What was asked for, every name with its value, for a form that shows it again."""
    return {name: asked.get(name, "") for name in ASKED}


def same_query(text: str) -> str:
    """A query as it was kept, with nothing in it that a list does not know."""
    return query_of(asked_of(parse_qsl(text[:LONGEST_QUERY])))


def _units(asked: Mapping[str, str], units: Mapping[int, Unit]) -> frozenset[int]:
    unit = asked.get("unit", "")
    if not unit:
        return frozenset()
    if not unit.isdecimal() or int(unit) not in units:
        raise _unreadable(unit)
    return below(units, int(unit))


def _word(words: type[W], asked: Mapping[str, str], name: str) -> W | None:
    word = asked.get(name, "")
    try:
        return words.of(word) if word else None
    except ValueError:
        raise _unreadable(word) from None


def _day(asked: Mapping[str, str], name: str) -> date | None:
    text = asked.get(name, "")
    try:
        return read_day(text) if text else None
    except ValueError:
        raise _unreadable(text) from None


def _unreadable(value: str) -> BadFacts:
    return BadFacts("bad_filter", "The filter cannot be read: {value}.", value=value)
