"""References: `2018-0001`, or `CODE-2018-0001` where the unit has a code."""

import re

from sqlalchemy import bindparam, case, select
from sqlalchemy.dialects.postgresql import insert

from store.link import Link
from store.tables import SERIES, UNITS
from workflow.errors import NotFound

#: A reference as we write it: prefix, year, number.
PATTERN = re.compile(r"(?:(?P<prefix>.+)-)?(?P<year>[12]\d{3})-(?P<number>\d{4,15})", re.ASCII)

CODE_OF = select(UNITS.c.code).where(UNITS.c.id == bindparam("wanted"))

# The row of a series stays locked until its transaction ends, and falls back with it: no number is given
# twice, and none is lost. (The construct is PostgreSQL's; SQLite writes it in the same words.)
_OPEN = insert(SERIES)
_HIGHER = case((SERIES.c.last > _OPEN.excluded.last, SERIES.c.last), else_=_OPEN.excluded.last)
NEXT = _OPEN.on_conflict_do_update(
    index_elements=[SERIES.c.prefix, SERIES.c.year], set_={"last": SERIES.c.last + 1}
).returning(SERIES.c.last)
ADVANCE = _OPEN.on_conflict_do_update(index_elements=[SERIES.c.prefix, SERIES.c.year], set_={"last": _HIGHER})


def written(prefix: str, year: int, number: int) -> str:
    """A reference; a number above 9999 simply grows."""
    return f"{prefix}-{year}-{number:04}" if prefix else f"{year}-{number:04}"


def next_reference(link: Link, unit: int, year: int) -> str:
    """The next reference of a unit's series.

    Raises:
        NotFound: there is no such unit.
    """
    found = link.run(CODE_OF, {"wanted": unit}).fetchone()
    if found is None:
        raise NotFound("no_unit", "There is no unit {unit}.", unit=unit)
    return written(found[0], year, next_in(link, found[0], year))


def next_in(link: Link, prefix: str, year: int) -> int:
    """The next number under a prefix in a year."""
    (last,) = link.run(NEXT, {"prefix": prefix, "year": year, "last": 1}).fetchone()
    return int(last)


def keep_reference(link: Link, ref: str) -> None:
    """Move the series on past an office's own number that looks like ours: it is never given again."""
    like = PATTERN.fullmatch(ref)
    if like is None:
        return
    prefix, year, number = like["prefix"] or "", int(like["year"]), int(like["number"])
    if written(prefix, year, number) == ref:
        link.run(ADVANCE, {"prefix": prefix, "year": year, "last": number})
