"""Whole numbers in addresses and forms, none greater than a database knows."""

from typing import Annotated

from fastapi import Path, Query

#: No number in a database is greater.
GREATEST = 2**31 - 1
#: A number of ours in the path of an address; and one in its query, after or before which a page begins.
Number = Annotated[int, Path(ge=1, le=GREATEST)]
Beyond = Annotated[int, Query(ge=0, le=GREATEST)]


def whole(typed: str) -> int:
    """A whole number as it was typed; nought, which numbers nothing, where it is none."""
    return int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 10 else 0
