"""The press of the sheets: plain data set by typst as PDF/A, in the fonts of the letters."""

import json
import re
import threading
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, time
from functools import cache
from pathlib import Path
from typing import Any

import typst

from letters import fonts
from letters.compose import UNPRINTABLE, chinese_date
from workflow.errors import Refused

PAPERS = Path(__file__).parent

#: How typst says that no font has a character; PDF/A forbids printing a box in its place.
NO_GLYPH = re.compile(r'the text `"(?P<text>.+?)"` could not be displayed')


class _Compilers(threading.local):
    """Each thread's compilers by the fonts they use; typst's compiler cannot be shared between threads."""

    def __init__(self) -> None:
        self.made: dict[tuple[Path, ...], typst.Compiler] = {}


_compilers = _Compilers()


def press(paper: str, sheet: Mapping[str, Any], day: date, font_dirs: Sequence[str | Path]) -> bytes:
    """One paper of this folder with its data, as PDF/A-2a and PDF/UA-1; the same data give the same bytes.

    `day` is the day in the file's properties; `font_dirs` are the office's own fonts and come first. Nothing
    in the data is ever read as markup.

    Raises:
        Refused: no font has a character, or a font folder is not there.
    """
    try:
        return _compile(paper, sheet, day, fonts.folders(font_dirs))
    except typst.TypstError as error:
        lacking = NO_GLYPH.search(error.message)
        if lacking is None:
            raise
        raise Refused(
            "missing_glyph", "No font has the character {character}.", character=lacking["text"]
        ) from error


def shown(value: Any) -> Any:
    r"""A value as the papers take it: days in Chinese, texts without invisible characters, lines kept.

    >>> shown(("a\u200fb", date(2018, 1, 2), None))
    ['a b', '2018年1月2日', '']
    """
    if value is None:
        return ""
    if isinstance(value, int):
        return value
    if isinstance(value, date):
        return chinese_date(value)
    if isinstance(value, str):
        return "\n".join(lines(value))
    if isinstance(value, Mapping):
        return {name: shown(held) for name, held in value.items()}
    return [shown(held) for held in value]


def lines(text: str) -> list[str]:
    """The lines of a text that hold something, each as it may be printed."""
    plain = (UNPRINTABLE.sub(" ", line).strip() for line in text.splitlines())
    return [line for line in plain if line]


def one_line(text: str) -> str:
    """A text as a single line."""
    return " ".join(lines(text))


def _compile(paper: str, sheet: Mapping[str, Any], day: date, folders: tuple[Path, ...]) -> bytes:
    if folders not in _compilers.made:
        _compilers.made[folders] = typst.Compiler(
            root=PAPERS, font_paths=_find(folders, system=True), ignore_system_fonts=True
        )
    pdf = _compilers.made[folders].compile(
        input=PAPERS / paper,
        sys_inputs={"sheet": json.dumps(shown(sheet)), "fonts": json.dumps(_families(folders))},
        format="pdf",
        pdf_standards=["a-2a", "ua-1"],
        timestamp=datetime.combine(day, time(), tzinfo=UTC),
    )
    assert isinstance(pdf, bytes)
    return pdf


@cache
def _families(folders: tuple[Path, ...]) -> Mapping[str, tuple[str, ...]]:
    own, found = _find(folders[:-1], system=False).families(), _find(folders, system=True).families()
    return {
        "body": fonts.choose(fonts.BODY, own, found),
        "title": fonts.choose(fonts.TITLE, [family for family in own if family in fonts.TITLE], found),
    }


@cache
def _find(folders: tuple[Path, ...], *, system: bool) -> typst.Fonts:
    return typst.Fonts(
        include_system_fonts=system,
        include_embedded_fonts=False,
        font_paths=[str(folder) for folder in folders],
    )
