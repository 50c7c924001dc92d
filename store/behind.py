"""Which cases were reckoned by other rules than those that hold."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Select, bindparam, func, or_, select, tuple_

from store.link import Link
from store.tables import CASES
from workflow.ledger import Record

_C = CASES.c
_PAGE = select(_C.rules, _C.id, _C.ref).order_by(_C.rules, _C.id).limit(bindparam("most"))
_PAST = tuple_(_C.rules, _C.id) > tuple_(bindparam("from_rules"), bindparam("from_id"))
# Two ranges of one index: an inequality would read the whole of it, each minute.
_LOWER, _HIGHER = _C.rules < bindparam("held"), _C.rules > bindparam("held")
FIRST = (_PAGE.where(_LOWER), _PAGE.where(_HIGHER))
NEXT = (_PAGE.where(_LOWER, _PAST), _PAGE.where(_HIGHER, _PAST))
COUNT = select(func.count()).select_from(CASES).where(or_(_LOWER, _HIGHER))
RULES = select(_C.rules).where(_C.id == bindparam("case"))


def page(link: Link, held: str, after: tuple[str, int] | None, limit: int) -> Sequence[tuple[str, int, str]]:
    """Cases reckoned by others than the rules `held`, past `after`."""
    asked: dict[str, object] = {"held": held, "most": limit}
    if after is not None:
        asked |= {"from_rules": after[0], "from_id": after[1]}
    found: list[Any] = []
    ranges: tuple[Select[Any], ...] = FIRST if after is None else NEXT
    for each in ranges:
        if len(found) < limit:
            found += link.run(each, {**asked, "most": limit - len(found)}).fetchall()
    return [(rules, case_id, ref) for rules, case_id, ref in found]


def count(link: Link, held: str) -> int:
    """How many there are."""
    return int(link.run(COUNT, {"held": held}).fetchone()[0])


def rules_of(link: Link, record: Record) -> str:
    """The rules by which a case was reckoned."""
    return str(link.run(RULES, {"case": record.id}).fetchone()[0])
