"""The one door to typst: data set on a paper of this folder, as PDF/A-2a and PDF/UA-1."""

import re
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from functools import cache
from pathlib import Path

import typst

from letters import fonts
from workflow.errors import Refused

PAPERS = Path(__file__).parent

#: How typst says that no font has a character; PDF/A forbids printing a box in its place.
NO_GLYPH = re.compile(r'the text `"(.+?)"` could not be displayed')


@dataclass(frozen=True, slots=True)
class Faces:
    """The fonts a paper is set in: those of some folders, the office's first, and the machine's own."""

    folders: tuple[Path, ...]
    machine: bool = True


class _Compilers(threading.local):
    """Each thread's compilers by the fonts they use; typst's compiler cannot be shared between threads."""

    def __init__(self) -> None:
        self.made: dict[Faces, typst.Compiler] = {}


_compilers = _Compilers()


def press(paper: str, inputs: Mapping[str, str], day: date, faces: Faces) -> bytes:
    """A paper below `letters` with its data; the same data and fonts give the same bytes.

    `day` is the day in the file's properties. Nothing in the data is ever read as markup.

    Raises:
        Refused: no font has some character; every such character is named.
    """
    try:
        pdf = _compiler(faces).compile(
            input=PAPERS / paper,
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


@cache
def families(faces: Faces) -> Mapping[str, object]:
    """The families for the text, the title and the two levels of headings, in the order they are tried."""
    own, found = _find(Faces(faces.folders[:-1], machine=False)).families(), _find(faces).families()
    # Another font of the office's may be meant for the text, but never for a title or a heading.
    known = [family for family in own if family in fonts.KNOWN]
    return {
        "body": fonts.choose(fonts.BODY, own, found),
        "title": fonts.choose(fonts.TITLE, known, found),
        "heads": [fonts.choose(wanted, known, found) for wanted in fonts.HEADS],
    }


def _compiler(faces: Faces) -> typst.Compiler:
    if faces not in _compilers.made:
        _compilers.made[faces] = typst.Compiler(
            root=PAPERS, font_paths=_find(faces), ignore_system_fonts=True
        )
    return _compilers.made[faces]


@cache
def _find(faces: Faces) -> typst.Fonts:
    return typst.Fonts(
        include_system_fonts=faces.machine,
        include_embedded_fonts=False,
        font_paths=[str(folder) for folder in faces.folders],
    )
