"""A letter as PDF/A-2a, tagged for screen readers (PDF/UA-1), set by typst."""

import json
import re
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from functools import cache
from pathlib import Path

import typst

from letters import fonts
from letters.parts import Parts
from workflow.errors import Refused

PAPER = Path(__file__).with_name("letter.typ")

#: How typst says that no font has a character; PDF/A forbids printing a box in its place.
NO_GLYPH = re.compile(r'the text `"(?P<text>.+?)"` could not be displayed')


@dataclass(frozen=True, slots=True)
class _Press:
    """A compiler with its fonts; for one thread only, because typst's compiler cannot be shared."""

    compiler: typst.Compiler
    body: tuple[str, ...]
    title: tuple[str, ...]


class _Presses(threading.local):
    """Each thread's presses, by the folders and the machine fonts they use."""

    def __init__(self) -> None:
        self.made: dict[tuple[tuple[Path, ...], bool], _Press] = {}


_presses = _Presses()


def write_pdf(
    parts: Parts,
    *,
    font_dirs: Sequence[str | Path] = (),
    system_fonts: bool = True,
    stamp: date | None = None,
) -> bytes:
    """The letter as a PDF; the same parts, fonts and stamp give the same bytes.

    `font_dirs` are the office's own fonts and come first; `stamp` is the day in the file's properties, the
    letter's own date unless told.
    """
    press = _press(fonts.folders(font_dirs), system_fonts)
    day = datetime.combine(stamp or parts.dated, time(), tzinfo=UTC)
    try:
        pdf = press.compiler.compile(
            sys_inputs={"letter": _as_json(parts, press)},
            format="pdf",
            pdf_standards=["a-2a", "ua-1"],
            timestamp=day,
        )
    except typst.TypstError as error:
        lacking = NO_GLYPH.search(error.message)
        if lacking is None:
            raise
        raise Refused(
            "missing_glyph", "No font has the character {character}.", character=lacking["text"]
        ) from error
    assert isinstance(pdf, bytes)
    return pdf


def _as_json(parts: Parts, press: _Press) -> str:
    """The letter as data: nothing in it is ever read as markup."""
    return json.dumps(
        {
            "title": parts.title,
            "number": parts.number,
            "addressee": parts.addressee,
            "body": parts.body,
            "signoff": parts.signoff,
            "day": parts.day,
            "note": parts.note,
            "fonts": {"body": press.body, "title": press.title},
        }
    )


def _press(folders: tuple[Path, ...], system_fonts: bool) -> _Press:
    key = (folders, system_fonts)
    if key not in _presses.made:
        every = _find(folders, system_fonts)
        own = _find(folders[:-1], False).families()
        found = every.families()
        _presses.made[key] = _Press(
            typst.Compiler(PAPER, root=PAPER.parent, font_paths=every, ignore_system_fonts=True),
            fonts.choose(fonts.BODY, own, found),
            fonts.choose(fonts.TITLE, [family for family in own if family in fonts.TITLE], found),
        )
    return _presses.made[key]


@cache
def _find(folders: tuple[Path, ...], system_fonts: bool) -> typst.Fonts:
    return typst.Fonts(
        include_system_fonts=system_fonts,
        include_embedded_fonts=False,
        font_paths=[str(folder) for folder in folders],
    )
