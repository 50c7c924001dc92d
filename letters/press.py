"""The one door to typst: data set on a paper, as PDF/A-2a and PDF/UA-1, or as a picture."""

import json
import re
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from functools import cache
from pathlib import Path
from typing import TypedDict

import typst

from letters import fonts
from workflow.errors import Refused

#: How typst says that no font has a character; PDF/A forbids printing a box in its place.
NO_GLYPH = re.compile(r'the text `"(.+?)"` could not be displayed')


@dataclass(frozen=True, slots=True)
class Faces:
    """The fonts a paper is set in: those of some folders, the office's first, and the machine's own."""

    folders: tuple[Path, ...]
    machine: bool = True


class Families(TypedDict):
    """The families for the text, the title and the two levels of headings, in the order they are tried."""

    body: tuple[str, ...]
    title: tuple[str, ...]
    heads: tuple[tuple[str, ...], ...]


class _Compilers(threading.local):
    """Each thread's compilers by the fonts they use; typst's compiler cannot be shared between threads."""

    def __init__(self) -> None:
        self.made: dict[tuple[Path, Faces], typst.Compiler] = {}


_compilers = _Compilers()


def press(paper: Path, inputs: Mapping[str, str], day: date, faces: Faces) -> bytes:
    """A paper with its data, which may read its own folder only; the same data and fonts give the same bytes.

    `day` is the day in the file's properties. Nothing in the data is ever read as markup.

    Raises:
        Refused: no font has some character; every such character is named.
    """
    try:
        pdf = _compiler(paper.parent, faces).compile(
            input=paper,
            sys_inputs=dict(inputs),
            format="pdf",
            pdf_standards=["a-2a", "ua-1"],
            timestamp=datetime.combine(day, time(), tzinfo=UTC),
        )
    except typst.TypstError as error:
        lacking = tuple(dict.fromkeys(NO_GLYPH.findall(error.diagnostic)))
        if not lacking:
            raise
        raise Refused("missing_glyph", "No font has {characters}.", characters=lacking) from error
    assert isinstance(pdf, bytes)
    return pdf


def picture(paper: Path, inputs: Mapping[str, str], faces: Faces, dots: int) -> bytes:
    """A paper of one page as PNG, so many dots an inch.

    A character that no font has is left out unsaid: `press` what is shown first.
    """
    png = _compiler(paper.parent, faces).compile(input=paper, sys_inputs=dict(inputs), format="png", ppi=dots)
    assert isinstance(png, bytes)
    return png


def answer(paper: Path, inputs: Mapping[str, str], faces: Faces, label: str) -> object:
    """What a paper says under a label when it is asked with this data."""
    asked = typst.Compiler(
        paper, root=paper.parent, font_paths=_find(faces), ignore_system_fonts=True, sys_inputs=dict(inputs)
    )
    return json.loads(asked.query(f"<{label}>", field="value", one=True))


@cache
def families(faces: Faces) -> Families:
    """What the fonts that are there give each part of a paper."""
    own, found = _find(Faces(faces.folders[:-1], machine=False)).families(), _find(faces).families()
    # Another font of the office's may be meant for the text, but never for a title or a heading.
    known = [family for family in own if family in fonts.KNOWN]
    return {
        "body": fonts.choose(fonts.BODY, own, found),
        "title": fonts.choose(fonts.TITLE, known, found),
        "heads": tuple(fonts.choose(wanted, known, found) for wanted in fonts.HEADS),
    }


def _compiler(folder: Path, faces: Faces) -> typst.Compiler:
    if (folder, faces) not in _compilers.made:
        _compilers.made[folder, faces] = typst.Compiler(
            root=folder, font_paths=_find(faces), ignore_system_fonts=True
        )
    return _compilers.made[folder, faces]


@cache
def _find(faces: Faces) -> typst.Fonts:
    return typst.Fonts(
        include_system_fonts=faces.machine,
        include_embedded_fonts=False,
        font_paths=[str(folder) for folder in faces.folders],
    )
