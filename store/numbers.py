"""References: `2018-0001`, or `CODE-2018-0001` where the unit has a code."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from sqlalchemy import bindparam, case, select
from sqlalchemy.dialects.postgresql import insert

from store.link import Link
from store.office import no_unit
from store.tables import SERIES, UNITS
from workflow.ledger import NewCase

#: A reference as we write it: prefix, year, number.
PATTERN = re.compile(r"(?:(?P<prefix>.+)-)?(?P<year>[12]\d{3})-(?P<number>\d{4,15})", re.ASCII)

CODE_OF = select(UNITS.c.code).where(UNITS.c.id == bindparam("wanted"))

# The row of a series stays locked until its transaction ends, and falls back with it: no number is given
# twice, and none is lost. (The construct is PostgreSQL's; SQLite writes it in the same words.)
_OPEN = insert(SERIES)
_HIGHER = case((SERIES.c.last > _OPEN.excluded.last, SERIES.c.last), else_=_OPEN.excluded.last)
NEXT = _OPEN.on_conflict_do_update(
    index_elements=[SERIES.c.prefix, SERIES.c.year], set_={"last": SERIES.c.last + _OPEN.excluded.last}
).returning(SERIES.c.last)
ADVANCE = _OPEN.on_conflict_do_update(index_elements=[SERIES.c.prefix, SERIES.c.year], set_={"last": _HIGHER})


def written(prefix: str, year: int, number: int) -> str:
    """A reference; a number above 9999 simply grows."""
    return f"{prefix}-{year}-{number:04}" if prefix else f"{year}-{number:04}"


def references(link: Link, cases: Sequence[NewCase]) -> list[str]:
    """The reference of each new case: its own, or the next of its unit's series once those are passed over.

    Raises:
        NotFound: there is no such unit.
    """
    _pass_over(link, (case.ref for case in cases if case.ref))
    codes = {unit: _code(link, unit) for unit in {case.request.unit for case in cases if not case.ref}}
    series = [(codes[case.request.unit], case.entries[0].on.year) for case in cases if not case.ref]
    given = {asked: _given(link, *asked, many) for asked, many in sorted(Counter(series).items())}
    asked = iter(series)
    return [case.ref or next(given[next(asked)]) for case in cases]


def next_in(link: Link, prefix: str, year: int, many: int = 1) -> int:
    """The next number under a prefix in a year, or the last of the next so many."""
    (last,) = link.run(NEXT, {"prefix": prefix, "year": year, "last": many}).fetchone()
    return int(last)


def next_of(link: Link, year: int) -> list[tuple[str, int]]:
    """The next number of each series of a year, by its prefix."""
    asked = select(SERIES.c.prefix, SERIES.c.last + 1).where(SERIES.c.year == year).order_by(SERIES.c.prefix)
    return [(prefix, number) for prefix, number in link.core.execute(asked)]


def _given(link: Link, prefix: str, year: int, many: int) -> Iterator[str]:
    last = next_in(link, prefix, year, many)
    return (written(prefix, year, number) for number in range(last - many + 1, last + 1))


def _code(link: Link, unit: int) -> str:
    found = link.run(CODE_OF, {"wanted": unit}).fetchone()
    if found is None:
        raise no_unit(unit)
    return str(found[0])


def _pass_over(link: Link, refs: Iterable[str]) -> None:
    """Move the series on past an office's own numbers that look like ours: they are never given again."""
    highest: dict[tuple[str, int], int] = {}
    for ref in refs:
        like = PATTERN.fullmatch(ref)
        if like is None:
            continue
        prefix, year, number = like["prefix"] or "", int(like["year"]), int(like["number"])
        if written(prefix, year, number) == ref:
            highest[prefix, year] = max(number, highest.get((prefix, year), 0))
    # In one order, so that two who write at once wait for each other, and not each for the other.
    for (prefix, year), last in sorted(highest.items()):
        link.run(ADVANCE, {"prefix": prefix, "year": year, "last": last})
