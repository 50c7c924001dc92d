"""Items of a reply: each worded by the letter of its own outcome, under a numbered heading."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from letters.catalogue import Letter
from letters.render import Render
from workflow.errors import Refused
from workflow.vocabulary import Outcome, State

#: What a template may name: text, or the lines of several items.
Values = Mapping[str, str | tuple[str, ...]]

DIGITS = "零一二三四五六七八九"

#: A number the clerk has already set before an item; a figure that goes on (3.5亩) is none.
OWN_NUMBER = re.compile(r"[（(]?(?:\d{1,2}|[一二三四五六七八九十]{1,3})(?:[)）]|[、.．](?!\d))\s*")
#: What a heading does not end with (GB/T 9704-2012 7.3.3: a line that ends so is text).
STOPS = "。．.；;，,：:！!？? 　"

#: Refusals that hold nothing back: the applicant goes elsewhere, or asked for no such information.
HOLDS_NOTHING_BACK = (Outcome.REGISTRY_INQUIRY, Outcome.NOT_GOVERNMENT_INFORMATION)

#: What a template may name of the items, where there are none.
NO_ITEMS: Values = {
    "items": (),
    "item_count": "",
    "given_items": "",
    "parted_items": "",
    "withheld_items": "",
    "other_items": "",
}


@dataclass(frozen=True, slots=True)
class Item:
    """One thing asked for: `letter` is the one its outcome would have alone, `values` what that may name."""

    what: str
    outcome: Outcome
    letter: Letter
    values: Values


def worded(items: Sequence[Item], fill: Render) -> Values:
    """What a letter may name of its items: their headings and paragraphs, and which of them are given.

    An item is worded by the finding and the decision of its own letter, so the two cannot drift apart.
    """
    names = headings([item.what for item in items])
    told = {name: value for name, value in NO_ITEMS.items() if value == ""}
    for n, (name, item) in enumerate(zip(names, items, strict=True), start=1):
        group = _group(item.outcome)
        told[group] = "、".join(filter(None, (str(told[group]), f"第{chinese_number(n)}项“{name}”")))
    lines: list[str] = []
    for n, (name, item) in enumerate(zip(names, items, strict=True), start=1):
        heading = f"{chinese_number(n)}、{name}"
        lines += (heading, *fill(item.letter.template, {**item.values, "item": heading})["body"])
    return {**told, "items": tuple(lines), "item_count": str(len(items) or "")}


def refuse_misfits(letter: Letter, outcomes: Sequence[Outcome]) -> None:
    """See that items of these outcomes can stand in the letter.

    Items of one outcome have its letter; some given and some not, the letter of a partial disclosure; all
    others the letter of no outcome of its own.

    Raises:
        Refused: they belong in another letter.
    """
    given = [outcome for outcome in outcomes if outcome.family is State.DISCLOSED]
    alike = all(outcome is letter.outcome for outcome in outcomes)
    parted = Outcome.PARTIAL in outcomes or 0 < len(given) < len(outcomes)
    if alike or letter.outcome is None or (letter.outcome is Outcome.PARTIAL and parted):
        return
    raise Refused(
        "items_do_not_fit",
        "The items do not fit the letter {letter}: their outcomes are {outcomes}.",
        letter=letter.kind,
        outcomes=tuple(dict.fromkeys(outcomes)),
    )


def headings(whats: Sequence[str]) -> tuple[str, ...]:
    """What was asked for, fit to stand in a heading: without a final stop, or a number of the clerk's own.

    Such numbers give way to ours, but only where every item has one.

    >>> headings(["1. 批复", "2. 附图。"])
    ('批复', '附图')
    """
    if len(whats) > 1 and all(OWN_NUMBER.match(what) for what in whats):
        whats = [OWN_NUMBER.sub("", what, count=1) for what in whats]
    return tuple(what.rstrip(STOPS) for what in whats)


def chinese_number(n: int) -> str:
    """A number from 1 to 999 in Chinese characters.

    >>> [chinese_number(n) for n in (1, 10, 12, 20, 99, 100, 105, 110, 321)]
    ['一', '十', '十二', '二十', '九十九', '一百', '一百零五', '一百一十', '三百二十一']
    """
    hundreds, rest = divmod(n, 100)
    tens, ones = divmod(rest, 10)
    head = DIGITS[hundreds] + "百" if hundreds else ""
    if tens:
        head += ("" if tens == 1 and not hundreds else DIGITS[tens]) + "十"
    elif hundreds and ones:
        head += "零"
    return head + (DIGITS[ones] if ones else "")


def _group(outcome: Outcome) -> str:
    """Under which name a letter lists an item of this outcome."""
    if outcome is Outcome.PARTIAL:
        return "parted_items"
    if outcome.family is State.DISCLOSED:
        return "given_items"
    held_back = outcome.family is State.WITHHELD and outcome not in HOLDS_NOTHING_BACK
    return "withheld_items" if held_back else "other_items"
