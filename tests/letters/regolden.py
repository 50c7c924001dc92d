"""Writes the golden letters anew: run it, then read the difference as a lawyer would."""

import sys
from pathlib import Path

HERE = Path(__file__).parent


def write_goldens():
    """One file for each letter, one more where it answers items, and none for a letter that is no more."""
    from samples import ITEMISED, context_of, itemised

    from letters.catalogue import LETTERS
    from letters.compose import compose

    for file in (HERE / "golden").glob("*/*.txt"):
        file.unlink()
    for letter in LETTERS:
        file = HERE / "golden" / letter.statute / f"{letter.kind}.txt"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(compose(letter, context_of(letter)).text(), encoding="utf-8")
        if letter.kind in ITEMISED:
            file = file.with_name(f"{letter.kind}-items.txt")
            file.write_text(compose(letter, itemised(letter)).text(), encoding="utf-8")


# Doctests import every file of the tests: nothing may be written unless somebody asks for it.
if __name__ == "__main__":
    sys.path[:0] = [str(HERE.parents[1]), str(HERE)]
    write_goldens()
