"""A letter's words: the plain values a template may name, and the parts it is taken apart into."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

from letters.catalogue import Letter, letter_for
from letters.gaps import refuse_gaps
from letters.items import NO_ITEMS, Item, Values, refuse_misfits, worded
from letters.parts import Annex, Parts
from letters.render import Render, render
from workflow.errors import Refused
from workflow.vocabulary import Action, Outcome

#: What a letter is told of an act or of one item of it, by name.
Facts = Mapping[str, str | int | date]

#: Facts of the case that serve each of its items, however unlike they are; the rest of what is said of the
#: case, a reason above all, says nothing of one item among others.
SHARED = ("way", "opinion_summary", "notice_on", "clarified_on", "reasons_given")
#: Outcomes of the whole request only: each ends it by an act that is no answer.
NO_ANSWERS = (Outcome.CLARIFICATION_LAPSED, Outcome.FEE_LAPSED, Outcome.WITHDRAWN)

#: Control and invisible characters: they could break a paragraph, turn a line round, or spoil the XML.
UNPRINTABLE = re.compile(
    "[\x00-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f"
    "\ud800-\udfff\ufeff\ufff9-\ufffb\ufffe\uffff]+"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterContext:
    """What a letter may say: plain values only, so that no template can reach anything else."""

    office: str
    ref: str
    number: str = ""  # the document number (文号); a draft has none, and its line is left out
    applicant: str
    organisation: bool  # 贵单位 rather than 您
    subject: str
    received_on: date
    channel: str  # in Chinese
    dated: date
    remedies: str = ""  # worded from the statute for the letter's date; a letter never words it itself
    red_head: str = ""  # what stands in red above the letter; most offices print none
    sealed: bool = True  # whether the office sets its seal on the sign-off
    facts: Facts
    items: tuple[Facts, ...] = ()  # what a reply says of each thing asked for: `what`, `outcome`, and more


def compose(letter: Letter, context: LetterContext, fill: Render = render) -> Parts:
    """Word the letter, or say everything that is still missing for it.

    An answer with items is worded from them; `fill` renders a template: ours here, an office's own in a
    process of its own.

    Raises:
        Refused: the letter lacks facts, all of them named; or its items belong in another letter.
    """
    values, items = _values(letter, context), _items(letter, context)
    refuse_gaps(letter, values, items)
    blocks = fill(letter.template, {**values, **worded(items, fill)})
    return Parts(
        red_head=plain(context.red_head),
        title="".join(blocks["title"]),
        number="".join(blocks["number"]),
        addressee="".join(blocks["addressee"]),
        body=blocks["body"],
        signoff="".join(blocks["signoff"]),
        day="".join(blocks["day"]),
        note=blocks["note"],
        annexes=tuple(Annex(*told) for told in _split(blocks["annex"])),
        sealed=context.sealed,
        dated=context.dated,
    )


@cache
def title_of(letter: Letter) -> str:
    """What our template calls a letter, before a case has told it anything."""
    nothing = LetterContext(
        office="",
        ref="",
        applicant="",
        organisation=False,
        subject="",
        received_on=date.min,
        channel="",
        dated=date.min,
        facts={},
    )
    return "".join(render(letter.template, _values(letter, nothing))["title"])


def chinese_date(day: date) -> str:
    """A day as GB/T 9704-2012 7.3.5.4 writes it: full year, no leading zeros.

    >>> chinese_date(date(2018, 1, 2))
    '2018年1月2日'
    """
    return f"{day.year}年{day.month}月{day.day}日"


def plain(value: str | int | date) -> str:
    r"""A value as one line of literal text.

    >>> plain("张三\n{{ 7*7 }}")
    '张三 {{ 7*7 }}'
    """
    if isinstance(value, date):
        return chinese_date(value)
    return UNPRINTABLE.sub(" ", str(value)).strip()


def _values(letter: Letter, context: LetterContext) -> Values:
    """Everything the template may name; a fact that is not given is empty."""
    whose = f"{_you(context)}申请获取的"
    return {**_facts(letter, context.facts), **_fields(context), "asked": whose, "application": "该申请"}


def _items(letter: Letter, context: LetterContext) -> tuple[Item, ...]:
    """The items of an answer, each with all that the letter of its own outcome may name."""
    if letter.action is not Action.ANSWER or not context.items:
        return ()
    outcomes = [_outcome(n, item.get("outcome", "")) for n, item in enumerate(context.items, start=1)]
    refuse_misfits(letter, outcomes)
    alike = set(outcomes) == {letter.outcome}
    shared = {name: value for name, value in context.facts.items() if alike or name in SHARED}
    what = context.facts.get("what", "")
    found = []
    for outcome, item in zip(outcomes, context.items, strict=True):
        own = letter_for(letter.statute, Action.ANSWER, outcome)
        told = {name: value for name, value in item.items() if plain(value)}
        facts = _facts(own, {**shared, **told, "what": what})
        values = {**facts, **_fields(context), "asked": "该项", "application": "该项申请"}
        found.append(Item(plain(item.get("what", "")), outcome, own, values))
    return tuple(found)


def _outcome(n: int, value: object) -> Outcome:
    """How the nth item was answered; what ends a whole request answers no part of it."""
    word = str(value)
    if word not in list(Outcome) or Outcome.of(word) in NO_ANSWERS:
        raise Refused(
            "bad_item_outcome", "Item {n}: “{outcome}” is no answer to one item.", n=n, outcome=word
        )
    return Outcome.of(word)


def _facts(letter: Letter, facts: Facts) -> dict[str, str]:
    return {name: plain(facts.get(name, "")) for name in letter.facts}


def _you(context: LetterContext) -> str:
    return "贵单位" if context.organisation else "您"


def _fields(context: LetterContext) -> Values:
    """What every letter and every item may name."""
    return {
        "office": plain(context.office),
        "ref": plain(context.ref),
        "number": plain(context.number),
        "applicant": plain(context.applicant),
        "you": _you(context),
        "subject": plain(context.subject),
        "received_on": plain(context.received_on),
        "channel": plain(context.channel),
        "dated": plain(context.dated),
        "remedies": plain(context.remedies),
        "item": "",
        **NO_ITEMS,
    }


def _split(lines: tuple[str, ...]) -> list[tuple[str, tuple[str, ...]]]:
    """The annexes told in a block: each begins with a line that names it, `# 回执`.

    Raises:
        Refused: a line stands before the first of them.
    """
    annexes: list[tuple[str, tuple[str, ...]]] = []
    for line in lines:
        if line.startswith("# "):
            annexes.append((line.removeprefix("# "), ()))
        elif not annexes:
            raise Refused(
                "annex_without_title",
                "An annex begins with a line like “# Reply slip”, not with “{line}”.",
                line=line,
            )
        else:
            title, told = annexes.pop()
            annexes.append((title, (*told, line)))
    return annexes
