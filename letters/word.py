"""A letter as a Word file that a clerk can go on editing."""

import io
import zipfile
from collections.abc import Iterator
from xml.sax.saxutils import escape

from docx.shared import Mm

from letters.layout import CHARACTERS, TITLE, TITLE_LINE, annex_place, em_width, kept, level, title_width
from letters.paper import CHARACTER, DOCUMENT, LEVELS, LINE, PROPERTIES, blank_sheet, entry
from letters.parts import Parts

KEEP = "<w:keepNext/>"
#: The red head (7.2.4-7.2.7): its place below the top, its greatest size, and its rule. The number's line
#: leaves 6 points below the characters, so that the rule 5 points lower is 4 mm from them.
HEAD_TOP = Mm(35)
HEAD_POINTS = 42
RULE = '<w:pBdr><w:bottom w:val="single" w:sz="12" w:space="5" w:color="FF0000"/></w:pBdr>'
WIDTH = Mm(156)

CORE = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"\
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"\
 xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">\
<dc:title>{title}</dc:title><dc:creator>{office}</dc:creator><dc:language>zh-CN</dc:language>\
<cp:lastModifiedBy>{office}</cp:lastModifiedBy><cp:revision>1</cp:revision>\
<dcterms:created xsi:type="dcterms:W3CDTF">{day}T00:00:00Z</dcterms:created>\
<dcterms:modified xsi:type="dcterms:W3CDTF">{day}T00:00:00Z</dcterms:modified></cp:coreProperties>"""


def write_docx(parts: Parts) -> bytes:
    """The letter as DOCX; the same parts give the same bytes.

    python-docx makes the sheet once; a letter brings only its text and its properties.
    """
    sheet = blank_sheet()
    text = sheet.before + "".join(_paragraphs(parts)) + sheet.after
    core = CORE.format(title=escape(parts.title), office=escape(parts.signoff), day=parts.dated.isoformat())
    file = io.BytesIO(sheet.packed)
    with zipfile.ZipFile(file, "a") as package:
        package.writestr(entry(DOCUMENT), text)
        package.writestr(entry(PROPERTIES), core)
    return file.getvalue()


def _paragraphs(parts: Parts) -> Iterator[str]:
    yield from _red_head(parts) if parts.red_head else _plain_head(parts)
    stays = len(parts.body) - max(kept(parts.body), 1)
    for n, words in enumerate(parts.body):
        yield _paragraph(LEVELS[level(words)], words, KEEP if n >= stays else "")
    yield from _annex_note(parts)
    yield from _signature(parts)
    for note in parts.note:
        yield _paragraph("LetterNote", note)
    for label, annex in zip(parts.labels, parts.annexes, strict=True):
        yield _paragraph("LetterAnnex", label)
        yield _title("LetterAnnexTitle", annex.title)
        for n, words in enumerate(annex.lines):
            yield _paragraph(LEVELS[level(words)], words, _above(1) if n == 0 else "")


def _plain_head(parts: Parts) -> Iterator[str]:
    yield _title("LetterTitle", parts.title)
    if parts.number:
        yield _paragraph("LetterNumber", parts.number)
    # One line is left empty between the title and the addressee where no number stands (7.3.2).
    yield _paragraph("LetterAddressee", parts.addressee, "" if parts.number else _above(1))


def _red_head(parts: Parts) -> Iterator[str]:
    """7.2.4-7.2.7; a draft keeps the place of its number."""
    points = min(HEAD_POINTS, int(WIDTH.pt / em_width(parts.red_head) * 2) / 2)
    place = f'<w:spacing w:before="{HEAD_TOP.twips}" w:line="{round(points * 20)}" w:lineRule="exact"/>'
    size = f'<w:rPr><w:sz w:val="{round(points * 2)}"/></w:rPr>'
    yield _paragraph("LetterRedHead", parts.red_head, place, size)
    yield _paragraph("LetterNumber", parts.number, f'{RULE}{_above(2)}<w:jc w:val="center"/>')
    yield _title("LetterTitle", parts.title, _above(2))
    yield _paragraph("LetterAddressee", parts.addressee, _above(1))


def _annex_note(parts: Parts) -> Iterator[str]:
    for n, (lead, name) in enumerate(parts.annex_note):
        start, hang = (_twips(place) for place in annex_place(lead))
        place = f'<w:ind w:left="{hang}" w:hanging="{hang - start}"/>'
        yield _paragraph("LetterAnnexNote", lead + name, (_above(1) if n == 0 else "") + place)


def _signature(parts: Parts) -> Iterator[str]:
    above, name, day = _sealed(parts) if parts.sealed else _unsealed(parts)
    yield _paragraph("LetterSignoff", parts.signoff, above + name)
    yield _paragraph("LetterDate", parts.day, (KEEP if parts.note else "") + day)


def _sealed(parts: Parts) -> tuple[str, str, str]:
    """7.3.5.1: the date four characters from the right, the name centred above it."""
    over = (min(em_width(parts.signoff), CHARACTERS) - em_width(parts.day)) / 2
    name = max(4 - over, 0)
    day = max(name + over, 0)
    return "", f'<w:ind w:right="{_twips(name)}"/>', f'<w:ind w:right="{_twips(day)}"/>'


def _unsealed(parts: Parts) -> tuple[str, str, str]:
    """7.3.5.2: the name two characters from the right, the date begins two characters further in.

    A date longer than the name keeps those two characters, and the name gives way; a name that turns keeps
    two on the right.
    """
    name, day = em_width(parts.signoff), em_width(parts.day)
    left = max(CHARACTERS - (day + 4 if day > name else name + 2), 0)
    return _above(1), _from_left(left, 0 if left else 2), _from_left(left + 2)


def _from_left(characters: float, right: float = 0) -> str:
    ends = f' w:right="{_twips(right)}"' if right else ""
    return f'<w:ind w:left="{_twips(characters)}"{ends}/><w:jc w:val="left"/>'


def _title(style: str, words: str, look: str = "") -> str:
    """A title in lines hardly unlike: both sides are drawn in (7.3.1)."""
    width = title_width(words)
    side = round((WIDTH.twips - width * TITLE * 20) / 2)
    return _paragraph(
        style, words, look if width == TITLE_LINE else f'{look}<w:ind w:left="{side}" w:right="{side}"/>'
    )


def _above(lines: int) -> str:
    return f'<w:spacing w:before="{lines * LINE.twips}"/>'


def _twips(characters: float) -> int:
    twips: int = round(characters * CHARACTER.twips)
    return twips


def _paragraph(style: str, text: str, look: str = "", run: str = "") -> str:
    return (
        f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{look}</w:pPr>'
        f'<w:r>{run}<w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p>'
    )
