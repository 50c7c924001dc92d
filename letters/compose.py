"""A letter's words: its template filled with plain values, taken apart into named parts."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from jinja2 import FileSystemLoader, StrictUndefined
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment

from letters.catalogue import Letter
from letters.gaps import refuse_gaps
from letters.items import numbered

TEMPLATES = Path(__file__).parent / "templates"

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
    facts: Mapping[str, str | int | date]


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """A letter taken apart, ready for any paper."""

    title: str
    number: str
    addressee: str
    body: tuple[str, ...]
    signoff: str
    day: str
    note: tuple[str, ...]
    dated: date

    def text(self) -> str:
        """The letter as plain text, paragraphs set in by two characters."""
        head = [self.title, self.number, self.addressee]
        body = [f"　　{paragraph}" for paragraph in self.body]
        foot = [self.signoff, self.day, *self.note]
        return "\n".join(line for line in (*head, *body, *foot) if line) + "\n"


def compose(letter: Letter, context: LetterContext) -> Parts:
    """Word the letter, or say everything that is still missing for it."""
    values = _values(letter, context)
    refuse_gaps(letter, values)
    filled = _fill(letter.template, values)
    return Parts(
        title=_line(filled, "title"),
        number=_line(filled, "number"),
        addressee=_line(filled, "addressee"),
        body=_lines(filled, "body"),
        signoff=_line(filled, "signoff"),
        day=_line(filled, "day"),
        note=_lines(filled, "note"),
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


def clause(text: str) -> str:
    """A clerk's words without their final stop, so that the template's own stop does not double it."""
    return text.rstrip("。．.；;，, 　")


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


@cache
def _environment() -> ImmutableSandboxedEnvironment:
    environment = ImmutableSandboxedEnvironment(
        loader=FileSystemLoader(TEMPLATES),
        undefined=StrictUndefined,
        autoescape=False,  # the parts are text, and each paper escapes for itself
        auto_reload=False,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["clause"] = clause
    return environment


def _fill(template: str, values: Mapping[str, object]) -> Context:
    """The template with its values and with all its blocks, its own and its skeleton's."""
    page = _environment().get_template(template)
    filled = page.new_context(dict(values))
    # A child learns its skeleton's blocks by being run once; what it prints is then asked block by block.
    "".join(page.root_render_func(filled))
    return filled


def _lines(filled: Context, block: str) -> tuple[str, ...]:
    """A block's lines, one paragraph each; empty ones vanish."""
    lines = "".join(filled.blocks[block][0](filled)).splitlines()
    return tuple(line.strip() for line in lines if line.strip())


def _line(filled: Context, block: str) -> str:
    return "".join(_lines(filled, block))
