"""A letter as Word the way an office would otherwise make it: by python-docx, and by docxtpl.

Both begin with our sheet and its styles, so that the letters look alike; what ours sets in one paragraph
only, such as where the sign-off stands, they leave out.
"""

import io
from collections.abc import Sequence
from typing import Any, NamedTuple

import docx
from docxtpl import DocxTemplate
from jinja2 import Environment

from letters.parts import Parts

#: What docxtpl is told to escape by, since by itself it does not.
ESCAPING = Environment(autoescape=True)


class Sheet(NamedTuple):
    """A file with nothing on it, and the style of each paragraph there is to be."""

    data: bytes
    styles: Sequence[str]


def make_sheet(letter: bytes) -> Sheet:
    """The sheet a letter is written on."""
    document: Any = docx.Document(io.BytesIO(letter))
    for paragraph in document.element.body.xpath("./w:p"):
        paragraph.getparent().remove(paragraph)
    return Sheet(_saved(document), [style for style, _ in read(letter)[1]])


def build(sheet: Sheet, parts: Parts) -> bytes:
    """The letter, paragraph by paragraph."""
    return _written(sheet, parts.title, told_by(parts))


def make_template(sheet: Sheet) -> DocxTemplate:
    """The sheet with a place for each paragraph."""
    places = [f"{{{{ told[{n}] }}}}" for n, _ in enumerate(sheet.styles)]
    return DocxTemplate(io.BytesIO(_written(sheet, "{{ title }}", places)))


def fill_in(template: DocxTemplate, parts: Parts) -> bytes:
    """The letter, its places filled."""
    template.render({"title": parts.title, "told": told_by(parts)}, ESCAPING)
    return _saved(template)


def told_by(parts: Parts) -> list[str]:
    """What a letter without annexes says, paragraph by paragraph."""
    head, foot = (parts.title, parts.number, parts.addressee), (parts.signoff, parts.day)
    return [*head, *parts.body, *foot, *parts.note]


def read(letter: bytes) -> tuple[str, list[tuple[str, str]]]:
    """The title in a file's properties, and its paragraphs with their styles."""
    document: Any = docx.Document(io.BytesIO(letter))
    told = [(paragraph.style.name, paragraph.text) for paragraph in document.paragraphs]
    return document.core_properties.title, told


def _written(sheet: Sheet, title: str, told: Sequence[str]) -> bytes:
    document = docx.Document(io.BytesIO(sheet.data))
    document.core_properties.title = title
    for style, text in zip(sheet.styles, told, strict=True):
        document.add_paragraph(text, style)
    return _saved(document)


def _saved(document: Any) -> bytes:
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()
