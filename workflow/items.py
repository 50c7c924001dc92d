"""Items: what a reply says of each thing asked for, and the outcome of the case that follows from them."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any

from workflow.errors import BadFacts, Refused
from workflow.values import DAY, TEXT, Fact, read_value
from workflow.vocabulary import Outcome, State

#: An item as an entry holds it: `what` was asked for, its `outcome`, and what the letter tells of it.
Item = Mapping[str, Any]

#: What an answer may tell in words, each in the letters that need it; an item may tell the same of itself.
ANSWER_WORDS: Mapping[str, Fact] = dict.fromkeys(
    (
        "reason", "way", "where", "search", "search_where", "search_by", "search_words", "right_body",
        "right_body_contact", "given", "withheld", "ground", "opinion_summary", "forbidding_law",
        "special_law", "what", "reasons_given", "result", "earlier_number",
    ),
    TEXT,
) | {"earlier_on": DAY, "search_on": DAY}  # fmt: skip

ITEM: Mapping[str, Fact] = {
    **ANSWER_WORDS,
    "what": Fact("text", required=True),
    "outcome": Fact(Outcome, required=True),
}
GIVEN = (State.DISCLOSED, State.PARTIALLY_DISCLOSED)


def read_items(value: object) -> tuple[Item, ...]:
    """The items of an answer: JSON objects, or text with one item a line, `批复 | provided | way=邮寄`.

    Raises:
        BadFacts: one says too little, or what no item has; the message says which.
    """
    told = value.splitlines() if isinstance(value, str) else value
    if not isinstance(told, Sequence):
        raise BadFacts("bad_items", "“{value}” is no list of items.", value=value)
    written = [each for each in told if not isinstance(each, str) or each.strip()]
    items = tuple(_read_item(n, each) for n, each in enumerate(written, start=1))
    if not items:
        raise BadFacts("bad_items", "“{value}” is no list of items.", value=value)
    return items


def _read_item(n: int, told: object) -> Item:
    raw = _taken_apart(n, told) if isinstance(told, str) else told
    if not isinstance(raw, Mapping):
        raise BadFacts("bad_item", "Item {n}: “{told}” is no item.", n=n, told=told)
    for name, fact in ITEM.items():
        if fact.required and not raw.get(name):
            raise BadFacts("bad_item_fact", "Item {n} needs {name}.", n=n, name=name)
    return MappingProxyType({name: _read_fact(n, name, value) for name, value in raw.items()})


def _taken_apart(n: int, line: str) -> dict[str, str]:
    what, *more = (part.strip() for part in line.replace("｜", "|").split("|"))
    outcome, *facts = more or ("",)
    raw = {"what": what, "outcome": outcome}
    for fact in facts:
        name, equals, value = fact.partition("=")
        if not equals or name.strip() in raw:
            raise BadFacts(
                "bad_item_fact",
                "Item {n}: “{told}” is not KEY=VALUE, each key once.",
                n=n,
                told=fact,
            )
        raw[name.strip()] = value.strip()
    return raw


def _read_fact(n: int, name: str, value: object) -> object:
    if name not in ITEM:
        raise BadFacts(
            "bad_item_fact",
            "Item {n} has no fact {name}. It may have: {known}.",
            n=n,
            name=name,
            known=tuple(ITEM),
        )
    try:
        return read_value(ITEM[name].kind, value)
    except ValueError:
        raise BadFacts(
            "bad_item_fact", "Item {n}: {name} = “{value}” cannot be read.", n=n, name=name, value=value
        ) from None


def outcomes_of(items: Sequence[Item]) -> tuple[Outcome, ...]:
    """The outcomes a case with these items may have, the one to take where nobody says first.

    All alike: that one. Some given and some not: partial. Else the leading one, which the clerk may name
    among them; where nobody does, the first in the order of the official form.
    """
    found = sorted({Outcome.of(item["outcome"]) for item in items}, key=lambda outcome: outcome.number)
    given = [outcome for outcome in found if outcome.family in GIVEN]
    if len(found) > 1 and given and (len(given) < len(found) or Outcome.PARTIAL in given):
        return (Outcome.PARTIAL,)
    return tuple(found)


def check_outcome(outcome: Outcome, items: Sequence[Item]) -> None:
    """Prove that the outcome of a case is one its items lead to.

    Raises:
        Refused: they say otherwise.
    """
    possible = outcomes_of(items)
    if outcome not in possible:
        raise Refused(
            "items_say_otherwise",
            "The items lead to {possible}, not to {outcome}.",
            possible=possible,
            outcome=outcome,
        )
