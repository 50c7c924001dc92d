"""A letter the office has finished by hand, read back from its Word file."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

from letters.compose import UNPRINTABLE
from letters.foreign import refuse_foreign
from letters.paper import LEVELS, STYLES
from letters.parts import Annex, Parts
from letters.unpack import Unpacked, unpack
from workflow.errors import Refused

#: A program that saves the file anew may change a style's id, but never its name.
IDS = {style.name: style.id for style in STYLES}
NAMES = {style.id: style.name for style in STYLES}

BODY = LEVELS[0]
#: What comes after what in a letter; a red head has the number before the title.
ORDER: tuple[tuple[str, ...], ...] = (
    ("LetterRedHead",),
    ("LetterTitle", "LetterNumber"),
    ("LetterAddressee",),
    LEVELS,
    ("LetterAnnexNote",),
    ("LetterSignoff",),
    ("LetterDate",),
    ("LetterNote",),
)
#: And in an annex.
ANNEX_ORDER = (("LetterAnnex",), ("LetterAnnexTitle",), LEVELS)

#: What some elements of a run stand for.
MARKS = {qn("w:tab"): " ", qn("w:ptab"): " ", qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "-"}


class Line(NamedTuple):
    """A line of text and the id of its style, empty where it is none of a letter's."""

    style: str
    text: str


def read_docx(data: bytes, drafted: Parts) -> Parts:
    """The letter as the file now has it; `drafted` is the letter the file was made from.

    Whether it is sealed, what stands in red above it and the day in its properties are not the file's to say
    and come from `drafted`. Paragraphs are known by the names of their styles; one in a style of the clerk's
    own is text where text may stand. A line break begins a new paragraph.

    Raises:
        BadInput: the file is no DOCX, or no honest one.
        Refused: it holds what a letter's page cannot carry, lacks a part of the letter or has it twice or out
            of its place, or says otherwise what follows from the case or from its annexes.
    """
    file = unpack(data)
    refuse_foreign(file)
    lines = [line for line in _lines(file) if line.text]
    starts = [n for n, line in enumerate(lines) if line.style == "LetterAnnex"]
    said = _sorted(lines[: starts[0]] if starts else lines, ORDER)
    annexed = [_sorted(lines[a:b], ANNEX_ORDER) for a, b in pairwise([*starts, len(lines)])]
    parts = Parts(
        red_head=drafted.red_head,
        title=_joined(said, "LetterTitle"),
        number=_single(said, "LetterNumber") if "LetterNumber" in said else "",
        addressee=_single(said, "LetterAddressee"),
        body=tuple(said.get(BODY, ())),
        signoff=_single(said, "LetterSignoff"),
        day=_single(said, "LetterDate"),
        note=tuple(said.get("LetterNote", ())),
        annexes=tuple(
            Annex(_joined(annex, "LetterAnnexTitle"), tuple(annex.get(BODY, ()))) for annex in annexed
        ),
        sealed=drafted.sealed,
        dated=drafted.dated,
    )
    _refuse_changed("LetterRedHead", said, [parts.red_head] if parts.red_head else [])
    _refuse_changed("LetterAnnexNote", said, [lead + title for lead, title in parts.annex_note])
    return parts


def _lines(file: Unpacked) -> Iterator[Line]:
    """The text line by line, in the characters a composed letter may have."""
    names = {
        style.get(qn("w:styleId")): named.get(qn("w:val"))
        for style in file.styles.iter(qn("w:style"))
        for named in style.iter(qn("w:name"))
    }
    for paragraph in file.document.iter(qn("w:p")):
        named = next(paragraph.iter(qn("w:pStyle")), None)
        style = IDS.get(names.get(named.get(qn("w:val")), ""), "") if named is not None else ""
        text = "".join(_marks(paragraph))
        yield from (Line(style, told.strip()) for told in text.split("\n"))


def _marks(paragraph: BaseOxmlElement) -> Iterator[str]:
    for run in paragraph.iter(qn("w:r")):
        for element in run:
            if element.tag == qn("w:t"):
                yield UNPRINTABLE.sub(" ", element.text or "")
            else:
                yield MARKS.get(element.tag, "")


def _sorted(lines: Sequence[Line], order: Sequence[Sequence[str]]) -> Mapping[str, list[str]]:
    """The lines by their style, all text under one; a line out of its place is refused."""
    place = {style: n for n, styles in enumerate(order) for style in styles}
    text = order.index(LEVELS)
    said: dict[str, list[str]] = {}
    last, before = 0, "—"
    for line in lines:
        here = place.get(line.style, -1) if line.style else text
        if here < last or (not line.style and last < text - 1):
            raise Refused(
                "letter_paragraph_misplaced",
                "No letter has “{text}” after “{before}”: move one of the paragraphs, or change its style.",
                text=line.text[:20],
                before=before,
            )
        last, before = here, line.text[:20]
        said.setdefault(BODY if here == text else line.style, []).append(line.text)
    return said


def _single(said: Mapping[str, list[str]], style: str) -> str:
    lines = said.get(style, [])
    if len(lines) > 1:
        raise Refused(
            "letter_part_twice",
            "The file has more than one paragraph in the style {style}.",
            style=NAMES[style],
        )
    return _joined(said, style)


def _joined(said: Mapping[str, list[str]], style: str) -> str:
    """A title may have been broken into lines by hand."""
    if style not in said:
        raise Refused(
            "letter_part_missing", "The file has no paragraph in the style {style}.", style=NAMES[style]
        )
    return "".join(said[style])


def _refuse_changed(style: str, said: Mapping[str, list[str]], expected: list[str]) -> None:
    if said.get(style, []) != expected:
        raise Refused(
            "letter_part_changed",
            "What the file has in the style {style} must be: {text}.",
            style=NAMES[style],
            text=tuple(expected) or "—",
        )
