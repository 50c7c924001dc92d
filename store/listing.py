"""Pages of cases: each begins after the last reference of the one before, so that all are equally quick."""

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, exists, or_, select

from store.copied import reply_from
from store.link import Link
from store.tables import APPLICANTS, CASES
from workflow.ledger import Filter, Row
from workflow.vocabulary import OPEN_STATES, State

_C, _A = CASES.c, APPLICANTS.c
_SHOWN = (
    select(_C.id, _C.ref, _C.unit_id, _A.name, _C.subject, _C.state)
    .add_columns(_C.received_on, _C.outcome, _C.closed_on, _C.deadlines)
    .select_from(CASES.outerjoin(APPLICANTS, and_(_A.case_id == _C.id, _A.position == 1)))
    .order_by(_C.ref)
)


def page(link: Link, conditions: Sequence[ColumnElement[bool]], after: str, limit: int) -> Sequence[Row]:
    """The cases that meet the conditions, by reference."""
    # First which ones, which an index alone can tell; then what a list shows of them.
    which = select(_C.id).where(_C.ref > after, *conditions).order_by(_C.ref).limit(limit)
    wanted: Select[Any] = _SHOWN.where(_C.id.in_(which))
    return [_row(found) for found in link.core.execute(wanted).all()]


def of(link: Link, refs: Collection[str]) -> Sequence[Row]:
    """The cases with these references, those that there are."""
    wanted = _SHOWN.where(_C.ref.in_(refs))
    return [_row(found) for found in link.core.execute(wanted)] if refs else []


def conditions_of(wanted: Filter) -> Sequence[ColumnElement[bool]]:
    """What a list asks of a case."""
    asked: list[ColumnElement[bool]] = []
    if wanted.state is not None:
        asked.append(_C.state == wanted.state.value)
        if wanted.state in OPEN_STATES:
            asked.append(_C.closed_on.is_(None))  # said for the short index of open cases
    if wanted.units:
        asked.append(_C.unit_id.in_(wanted.units))
    if wanted.due_before is not None:
        # Only a running reply has its day kept, and only an open case has one.
        asked += [_C.closed_on.is_(None), _C.reply_due_on < wanted.due_before]
    if wanted.open_only:
        asked.append(_C.closed_on.is_(None))
    asked += [_mentions(word) for word in wanted.words.split()]
    return asked


def _mentions(word: str) -> ColumnElement[bool]:
    anyone = APPLICANTS.alias().c
    named = exists().where(anyone.case_id == _C.id, anyone.name.icontains(word, autoescape=True))
    return or_(
        _C.ref.icontains(word, autoescape=True), _C.subject.icontains(word, autoescape=True), named
    )  # fmt: skip


def _row(found: Sequence[Any]) -> Row:
    case_id, ref, unit, applicant, subject, state, received_on, outcome, closed_on, deadlines = found
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
        reply=reply_from(deadlines),
    )
