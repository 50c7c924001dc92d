"""A letter as PDF/A-2a, tagged for screen readers (PDF/UA-1)."""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path

from letters import fonts
from letters.layout import PITCH, TEXT, WIDTH, annex_place, kept, level, title_width
from letters.lines import turn
from letters.parts import Parts
from letters.press import Faces, families, press
from letters.widths import widths_in

PAPER = Path(__file__).parent / "letter.typ"

#: What puts words in lines.
Turn = Callable[[str], list[str]]


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
    told = json.dumps(_as_data(parts, faces) | {"fonts": families(faces)})
    return press(PAPER, {"letter": told}, parts.dated, faces)


def _as_data(parts: Parts, faces: Faces) -> dict[str, object]:
    """The letter as data, in lines: nothing in it is ever read as markup."""
    found = families(faces)
    flush = partial(_turned, faces, found["body"])
    indented = partial(flush, first=2 * PITCH)
    heads = [partial(_turned, faces, names, first=2 * PITCH) for names in found["heads"]]
    title = partial(_title, faces, found["title"])
    return {
        "red_head": parts.red_head,
        "title": title(parts.title),
        "number": parts.number,
        "addressee": flush(parts.addressee),
        "body": list(_paragraphs(parts.body, (indented, *heads))),
        "kept": kept(parts.body),
        "annex_note": [_named(lead, name, flush) for lead, name in parts.annex_note],
        "signoff": flush(parts.signoff, room=WIDTH if parts.sealed else WIDTH - 2 * PITCH),
        "day": parts.day,
        "note": [indented(note) for note in parts.note],
        "sealed": parts.sealed,
        "annexes": [
            {
                "label": label,
                "title": title(annex.title),
                "lines": list(_paragraphs(annex.lines, (indented, *heads))),
            }
            for label, annex in zip(parts.labels, parts.annexes, strict=True)
        ],
    }


def _turned(
    faces: Faces, names: tuple[str, ...], words: str, *, room: float = WIDTH, first: float = 0
) -> list[str]:
    """Words of the text's size in lines; `room`, and what the first line has less, in points."""
    widths = widths_in(faces, names, words)
    return turn(words, widths, room / TEXT, first=first / TEXT, spacing=PITCH / TEXT - 1)


def _title(faces: Faces, names: tuple[str, ...], words: str) -> dict[str, object]:
    return {"words": words, "lines": turn(words, widths_in(faces, names, words), title_width(words))}


def _named(lead: str, name: str, flush: Callable[..., list[str]]) -> dict[str, object]:
    """A line of the annex note; a name that turns goes on below itself."""
    start, hang = annex_place(lead)
    first, *rest = flush(lead + name, room=WIDTH - hang * PITCH, first=(start - hang) * PITCH)
    return {"lead": lead, "lines": [first.removeprefix(lead), *rest], "place": (start, hang)}


def _paragraphs(told: Iterable[str], turns: Sequence[Turn]) -> Iterator[dict[str, object]]:
    """Each with its look (`level`) and its place in the outline (`depth`), which PDF/UA lets skip no step."""
    last = 1
    for words in told:
        look = level(words)
        depth = min(look, last) + 1 if look else 0
        last = depth or last
        yield {"lines": turns[look](words), "level": look, "depth": depth}
