"""Writes the golden letters anew: run it, then read the difference as a lawyer would."""

import sys
from pathlib import Path

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE.parents[1]), str(HERE)]

from samples import context_of  # noqa: E402

from letters.catalogue import LETTERS  # noqa: E402
from letters.compose import compose  # noqa: E402

for letter in LETTERS:
    file = HERE / "golden" / letter.statute / f"{letter.kind}.txt"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(compose(letter, context_of(letter)).text(), encoding="utf-8")
