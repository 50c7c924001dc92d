"""A letter's words: the plain values a template may name, and the parts it is taken apart into."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from letters.catalogue import Letter
from letters.gaps import refuse_gaps
from letters.items import numbered
from letters.parts import Annex, Parts
from letters.render import Render, render

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
    facts: Mapping[str, str | int | date]


def compose(letter: Letter, context: LetterContext, fill: Render = render) -> Parts:
    """Word the letter, or say everything that is still missing for it.

    `fill` renders the template: ours here, an office's own in a process of its own (see `letters.own`).
    """
    values = _values(letter, context)
    refuse_gaps(letter, values)
    blocks = fill(letter.template, values)
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


def _values(letter: Letter, context: LetterContext) -> dict[str, str | tuple[str, ...]]:
    """Everything the template may name; a fact that is not given is empty."""
    facts = {name: plain(context.facts.get(name, "")) for name in letter.facts if name != "items"}
    items = str(context.facts.get("items", "")) if "items" in letter.facts else ""
    fields = {
        "office": plain(context.office),
        "ref": plain(context.ref),
        "number": plain(context.number),
        "applicant": plain(context.applicant),
        "you": "贵单位" if context.organisation else "您",
        "subject": plain(context.subject),
        "received_on": plain(context.received_on),
        "channel": plain(context.channel),
        "dated": plain(context.dated),
        "remedies": plain(context.remedies),
        "items": numbered([plain(line) for line in items.splitlines()]),
    }
    return facts | fields


def _split(lines: tuple[str, ...]) -> list[tuple[str, tuple[str, ...]]]:
    """The annexes told in a block: each begins with a line that names it, `# 回执`."""
    annexes: list[tuple[str, tuple[str, ...]]] = []
    for line in lines:
        if line.startswith("# "):
            annexes.append((line.removeprefix("# "), ()))
        else:
            title, told = annexes.pop()
            annexes.append((title, (*told, line)))
    return annexes
