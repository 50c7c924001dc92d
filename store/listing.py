"""Cases as a list shows them: a page of a filter, those with certain references, those of a document."""

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, select

from store.copied import reply_from
from store.link import Link
from store.seeking import conditions_of, pages
from store.tables import APPLICANTS, CASES
from store.values import TAIL, tail_of
from workflow.listing import Filter, Row
from workflow.vocabulary import State

_C, _A = CASES.c, APPLICANTS.c
_SHOWN = (
    select(_C.id, _C.ref, _C.unit_id, _A.name, _C.subject, _C.state)
    .add_columns(_C.received_on, _C.outcome, _C.closed_on, _C.assigned_to, _C.deadlines)
    .select_from(CASES.outerjoin(APPLICANTS, and_(_A.case_id == _C.id, _A.position == 1)))
)
#: Of a document's end, so many cases are looked at before they are put in order.
MOST_OF_DOCUMENT = 1000


def rows(link: Link, wanted: Filter) -> Sequence[Row]:
    """A page of a filter, in its order."""
    # First which ones, which an index alone can tell; then what a list shows of them.
    found: list[int] = []
    for which in pages(wanted):
        if len(found) < wanted.limit:
            found += link.core.execute(which.limit(wanted.limit - len(found))).scalars()
    shown = {row.id: row for row in _rows(link, _C.id.in_(found))} if found else {}
    return [shown[each] for each in found]


def count(link: Link, wanted: Filter, most: int) -> int:
    """How many cases a filter finds, counted no further than `most`."""
    some = select(_C.id).where(*conditions_of(wanted)).limit(most).subquery()
    found: int = link.core.execute(select(func.count()).select_from(some)).scalar_one()
    return found


def page(link: Link, conditions: Sequence[ColumnElement[bool]], after: str, limit: int) -> Sequence[Row]:
    """The cases that meet conditions, by reference."""
    which = select(_C.id).where(_C.ref > after, *conditions).order_by(_C.ref).limit(limit)
    return _rows(link, _C.id.in_(which))


def of(link: Link, refs: Collection[str]) -> Sequence[Row]:
    """The cases with these references, those that there are."""
    return _rows(link, _C.ref.in_(refs)) if refs else []


def by_document(link: Link, tail: str, units: frozenset[int], limit: int) -> Sequence[Row]:
    """The cases of whoever has a document that ends like this, the latest reference first."""
    wanted = tail.strip().upper()
    if len(wanted) < TAIL:
        return []
    like = (
        _A.id_tail == tail_of(wanted),
        func.upper(func.trim(_A.id_document)).endswith(wanted, autoescape=True),
    )
    ids = select(_A.case_id).distinct().where(*like).limit(MOST_OF_DOCUMENT)
    found = link.core.execute(ids).scalars().all()
    seen = [row for row in _rows(link, _C.id.in_(found)) if not units or row.unit in units] if found else []
    return seen[::-1][:limit]


def _rows(link: Link, which: ColumnElement[bool]) -> list[Row]:
    wanted: Select[Any] = _SHOWN.where(which).order_by(_C.ref)
    return [_row(found) for found in link.core.execute(wanted).all()]


def _row(found: Sequence[Any]) -> Row:
    case_id, ref, unit, applicant, subject, state, received_on, outcome, closed_on, given, deadlines = found
    return Row(
        id=case_id,
        ref=ref,
        unit=unit,
        applicant=applicant or "",
        subject=subject,
        state=State.of(state),
        received_on=received_on,
        outcome=outcome,
        closed_on=closed_on,
        assigned_to=given or "",
        reply=reply_from(deadlines),
    )
