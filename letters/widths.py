"""How wide the characters of some words stand in a font: measured once, by who sets them."""

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from letters.breaks import IS_WIDE
from letters.lines import AMONG, Widths
from letters.press import Faces, answer

PAPER = Path(__file__).parent / "widths.typ"

#: What nearly every letter has of narrow characters.
USUAL = frozenset(map(chr, range(0x20, 0x7F))) | frozenset("“”‘’—…·")


def widths_in(faces: Faces, families: tuple[str, ...], words: str) -> Widths:
    """How wide these words' narrow characters stand in the first of the families that has each.

    An ideograph is always an em wide, and not told.
    """
    known = _known(faces, families)
    new = {mark for mark in set(words).difference(known[AMONG[0]]) if not IS_WIDE.match(mark)}
    if new:
        _measure(known, faces, families, new | USUAL)
    return known


@cache
def _known(_faces: Faces, _families: tuple[str, ...]) -> Mapping[str, dict[str, float]]:
    return {among: {} for among in AMONG}


def _measure(
    known: Mapping[str, dict[str, float]], faces: Faces, families: tuple[str, ...], marks: set[str]
) -> None:
    asked = {"fonts": families, "among": AMONG, "marks": sorted(marks)}
    told = answer(PAPER, {"asked": json.dumps(asked)}, faces, "widths")
    assert isinstance(told, list)
    for among, widths in zip(AMONG, told, strict=True):
        known[among].update(zip(asked["marks"], widths, strict=True))
