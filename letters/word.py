"""A letter as a Word file that a clerk can go on editing."""

import io
import unicodedata
import zipfile
from collections.abc import Iterator
from xml.sax.saxutils import escape

from letters.paper import CHARACTER, DOCUMENT, LINE, PROPERTIES, blank_sheet, entry
from letters.parts import Parts

#: The last paragraphs stay with the signature, so that it never stands alone on a page.
KEPT = 2
KEEP = "<w:keepNext/>"
#: Between the title and the addressee where no number stands.
BLANK_LINE = f'<w:spacing w:before="{LINE.twips}"/>'

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


def em_width(text: str) -> float:
    """How many characters wide a text stands: Latin letters and figures take half a place.

    >>> em_width("2018年1月2日")
    6.0
    """
    return sum(0.5 if unicodedata.east_asian_width(mark) in ("Na", "N", "H") else 1 for mark in text)


def _paragraphs(parts: Parts) -> Iterator[str]:
    yield _paragraph("LetterTitle", parts.title)
    if parts.number:
        yield _paragraph("LetterNumber", parts.number)
        yield _paragraph("LetterAddressee", parts.addressee)
    else:
        yield _paragraph("LetterAddressee", parts.addressee, BLANK_LINE)
    for left, paragraph in zip(range(len(parts.body), 0, -1), parts.body, strict=True):
        yield _paragraph("LetterBody", paragraph, KEEP if left <= KEPT else "")
    name, day = _right_indents(parts)
    yield _paragraph("LetterSignoff", parts.signoff, f'<w:ind w:right="{name}"/>')
    yield _paragraph("LetterDate", parts.day, f'{KEEP if parts.note else ""}<w:ind w:right="{day}"/>')
    for note in parts.note:
        yield _paragraph("LetterNote", note)


def _paragraph(style: str, text: str, look: str = "") -> str:
    return (
        f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{look}</w:pPr>'
        f'<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p>'
    )


def _right_indents(parts: Parts) -> tuple[int, int]:
    """7.3.5.1, with a seal: the date four characters from the right, the name centred above it (twips)."""
    over = (min(em_width(parts.signoff), 28) - em_width(parts.day)) / 2
    name = max(4 - over, 0)
    day = max(name + over, 0)
    return round(name * CHARACTER.twips), round(day * CHARACTER.twips)
