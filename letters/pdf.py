"""A letter as PDF/A-2a, tagged for screen readers (PDF/UA-1), set by typst."""

import json
import re
import threading
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time
from functools import cache
from pathlib import Path

import typst

from letters import fonts
from letters.layout import annex_place, kept, level, title_width
from letters.parts import Parts
from workflow.errors import Refused

PAPER = Path(__file__).with_name("letter.typ")

#: How typst says that no font has a character; PDF/A forbids printing a box in its place.
NO_GLYPH = re.compile(r'the text `"(.+?)"` could not be displayed')


@dataclass(frozen=True, slots=True)
class _Press:
    """A compiler with its fonts; for one thread only, because typst's compiler cannot be shared."""

    compiler: typst.Compiler
    fonts: dict[str, object]


class _Presses(threading.local):
    """Each thread's presses, by the folders and the machine fonts they use."""

    def __init__(self) -> None:
        self.made: dict[tuple[tuple[Path, ...], bool], _Press] = {}


_presses = _Presses()


def write_pdf(parts: Parts, *, font_dirs: Sequence[str | Path] = ()) -> bytes:
    """The letter as a PDF; the same parts and fonts give the same bytes.

    `font_dirs` are the office's own fonts and come first. Whoever issues a letter makes its PDF before its
    DOCX: a Word file names fonts and holds none, so only here does a character without one come to light.

    Raises:
        Refused: no font has some character; every such character is named. Or a font folder is not there.
    """
    return _print(parts, _press(fonts.folders(font_dirs), machine=True))


def _print(parts: Parts, press: _Press) -> bytes:
    try:
        pdf = press.compiler.compile(
            sys_inputs={"letter": json.dumps(_as_data(parts) | {"fonts": press.fonts})},
            format="pdf",
            pdf_standards=["a-2a", "ua-1"],
            timestamp=datetime.combine(parts.dated, time(), tzinfo=UTC),
        )
    except typst.TypstError as error:
        lacking = tuple(dict.fromkeys(NO_GLYPH.findall(error.diagnostic)))
        if not lacking:
            raise
        raise Refused("missing_glyph", "No font has {characters}.", characters=lacking) from error
    assert isinstance(pdf, bytes)
    return pdf


def _as_data(parts: Parts) -> dict[str, object]:
    """The letter as data: nothing in it is ever read as markup."""
    return {
        "red_head": parts.red_head,
        "title": _title(parts.title),
        "number": parts.number,
        "addressee": parts.addressee,
        "body": list(_paragraphs(parts.body)),
        "kept": kept(parts.body),
        "annex_note": [
            {"lead": lead, "name": name, "place": annex_place(lead)} for lead, name in parts.annex_note
        ],
        "signoff": parts.signoff,
        "day": parts.day,
        "note": parts.note,
        "sealed": parts.sealed,
        "annexes": [
            {"label": label, "title": _title(annex.title), "lines": list(_paragraphs(annex.lines))}
            for label, annex in zip(parts.labels, parts.annexes, strict=True)
        ],
    }


def _title(title: str) -> dict[str, object]:
    return {"words": title, "width": title_width(title)}


def _paragraphs(told: Iterable[str]) -> Iterator[dict[str, object]]:
    """Each with its look (`level`) and its place in the outline (`depth`), which PDF/UA lets skip no step."""
    last = 1
    for words in told:
        look = level(words)
        depth = min(look, last) + 1 if look else 0
        last = depth or last
        yield {"words": words, "level": look, "depth": depth}


def _press(folders: tuple[Path, ...], *, machine: bool) -> _Press:
    key = (folders, machine)
    if key not in _presses.made:
        every = _find(folders, machine=machine)
        own = _find(folders[:-1], machine=False).families()
        found = every.families()
        # Another font of the office's may be meant for the text, but never for a title or a heading.
        known = [family for family in own if family in fonts.KNOWN]
        _presses.made[key] = _Press(
            typst.Compiler(PAPER, root=PAPER.parent, font_paths=every, ignore_system_fonts=True),
            {
                "body": fonts.choose(fonts.BODY, own, found),
                "title": fonts.choose(fonts.TITLE, known, found),
                "heads": [fonts.choose(wanted, known, found) for wanted in fonts.HEADS],
            },
        )
    return _presses.made[key]


@cache
def _find(folders: tuple[Path, ...], *, machine: bool) -> typst.Fonts:
    return typst.Fonts(
        include_system_fonts=machine,
        include_embedded_fonts=False,
        font_paths=[str(folder) for folder in folders],
    )
