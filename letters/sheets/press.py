"""Sheets: plain data set on the papers of this folder, in the fonts of the letters."""

import json
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from letters import fonts
from letters.compose import UNPRINTABLE, chinese_date
from letters.press import Faces, families
from letters.press import press as set_paper

PAPERS = Path(__file__).parent


def press(paper: str, sheet: Mapping[str, Any], day: date, font_dirs: Sequence[str | Path]) -> bytes:
    """One paper of this folder with its data (see `letters.press`).

    `font_dirs` are the office's own fonts and come first.

    Raises:
        Refused: no font has a character, or a font folder is not there.
    """
    faces = Faces(fonts.folders(font_dirs))
    inputs = {"sheet": json.dumps(shown(sheet)), "fonts": json.dumps(families(faces))}
    return set_paper(PAPERS / paper, inputs, day, faces)


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
