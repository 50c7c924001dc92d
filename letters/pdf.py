"""A letter as PDF/A-2a, tagged for screen readers (PDF/UA-1)."""

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from letters import fonts
from letters.layout import annex_place, kept, level, title_width
from letters.parts import Parts
from letters.press import Faces, families, press

PAPER = Path(__file__).parent / "letter.typ"

#: A run that may have no place to break, such as a long address: all that `unbroken` in letter.typ can find,
#: and now and then more. Looking for it there costs a third of a letter, so few letters are asked.
UNBROKEN = re.compile("https?://|[^ \u4e00-\u9fff]{28,}")


def write_pdf(parts: Parts, *, font_dirs: Sequence[str | Path] = ()) -> bytes:
    """The letter as a PDF; the same parts and fonts give the same bytes.

    `font_dirs` are the office's own fonts and come first. Whoever issues a letter makes its PDF before its
    DOCX: a Word file names fonts and holds none, so only here does a character without one come to light.

    Raises:
        Refused: no font has some character; every such character is named. Or a font folder is not there.
    """
    return print_letter(parts, Faces(fonts.folders(font_dirs)))


def print_letter(parts: Parts, faces: Faces) -> bytes:
    """The letter in these fonts (see `write_pdf`)."""
    data = _as_data(parts)
    unbroken = UNBROKEN.search(json.dumps(data, ensure_ascii=False)) is not None
    told = json.dumps(data | {"fonts": families(faces), "unbroken": unbroken})
    return press(PAPER, {"letter": told}, parts.dated, faces)


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
