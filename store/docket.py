"""Reviews, suits and complaints are kept with their cases, counted by year and listed."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

import sqlalchemy as sql
from sqlalchemy import ColumnElement, and_, bindparam, delete, insert, or_, select, tuple_

from store.link import Link
from store.tables import APPLICANTS, CASES, PROCEEDINGS
from store.values import (
    PROCEEDING_KIND_OF,
    PROCEEDING_KINDS,
    PROCEEDING_RESULT_OF,
    PROCEEDING_RESULTS,
    day_in,
    day_out,
)
from workflow.copies import ProceedingCopy
from workflow.docket import DocketFilter, DocketRow
from workflow.question import Measure, Question

_P, _C, _A = PROCEEDINGS.c, CASES.c, APPLICANTS.c
_COPY = (_P.line, _P.kind, _P.filed_on, _P.decided_on, _P.result, _P.due_on)
NEW = insert(PROCEEDINGS)
NONE_LEFT = delete(PROCEEDINGS).where(_P.case_id == bindparam("case"))
OF_CASE = select(*_COPY).where(_P.case_id == bindparam("case")).order_by(_P.line)
_SHOWN = (
    select(_C.ref, _C.unit_id, _A.name, *_COPY)
    .select_from(
        PROCEEDINGS.join(CASES, _P.case_id == _C.id).outerjoin(
            APPLICANTS, and_(_A.case_id == _C.id, _A.position == 1)
        )
    )
    .order_by(_C.ref, _P.line)
)


def rows(case_id: int, proceedings: Iterable[ProceedingCopy]) -> list[dict[str, object]]:
    """The proceedings of a case as rows of their table."""
    return [
        {
            "case_id": case_id,
            "line": one.line,
            "kind": PROCEEDING_KINDS[one.kind],
            "filed_on": day_in(one.filed_on),
            "decided_on": day_in(one.decided_on),
            "result": PROCEEDING_RESULTS[one.result],
            "due_on": day_in(one.due_on),
        }
        for one in proceedings
    ]


def keep_anew(link: Link, case_id: int, proceedings: Iterable[ProceedingCopy]) -> None:
    """Keep the proceedings of a case in place of those kept before."""
    link.run(NONE_LEFT, {"case": case_id})
    link.run_each(NEW, rows(case_id, proceedings))


def of_case(link: Link, case_id: int) -> tuple[ProceedingCopy, ...]:
    """The proceedings kept of a case, as they were written down."""
    return tuple(_copy(row) for row in link.run(OF_CASE, {"case": case_id}).fetchall())


def page(link: Link, wanted: DocketFilter) -> Sequence[DocketRow]:
    """A page of proceedings."""
    asked = [tuple_(_C.ref, _P.line) > tuple_(*map(sql.literal, wanted.after)), *_conditions(wanted)]
    found = link.core.execute(_SHOWN.where(*asked).limit(wanted.limit)).all()
    return [DocketRow(ref, unit, name or "", _copy(row)) for ref, unit, name, *row in found]


def open_in(year: int) -> ColumnElement[bool]:
    """Filed by the end of a year, and not decided before it."""
    return and_(_P.filed_on <= date(year, 12, 31), _undecided_before(date(year, 1, 1)))


def asked_by(question: Question, year: int) -> ColumnElement[bool]:
    """A question on proceedings as a condition on their cases: `Question.asks_for`, said in SQL."""
    asked = [_measured(question.measure, date(year, 1, 1), date(year, 12, 31))]
    if question.proceedings:
        asked.append(_P.kind.in_([PROCEEDING_KINDS[kind] for kind in question.proceedings]))
    if question.results:
        asked.append(_P.result.in_([PROCEEDING_RESULTS[result] for result in question.results]))
    return _C.id.in_(select(_P.case_id).where(*asked))


def _measured(measure: Measure, first: date, last: date) -> ColumnElement[bool]:
    match measure:
        case Measure.FILED:
            return _P.filed_on.between(first, last)
        case Measure.DECIDED:
            return _P.decided_on.between(first, last)
        case _:
            return and_(_P.filed_on <= last, or_(_P.decided_on.is_(None), _P.decided_on > last))


def _conditions(wanted: DocketFilter) -> Iterable[ColumnElement[bool]]:
    if wanted.kinds:
        yield _P.kind.in_([PROCEEDING_KINDS[kind] for kind in wanted.kinds])
    if wanted.pending:
        yield _P.decided_on.is_(None)
    if wanted.due_before is not None:
        yield _P.due_on < wanted.due_before
    if wanted.year is not None:
        yield open_in(wanted.year)
    if wanted.units:
        yield _C.unit_id.in_(wanted.units)


def _undecided_before(day: date) -> ColumnElement[bool]:
    return or_(_P.decided_on.is_(None), _P.decided_on >= day)


def _copy(row: Sequence[Any]) -> ProceedingCopy:
    line, kind, filed_on, decided_on, result, due_on = row
    return ProceedingCopy(
        line,
        PROCEEDING_KIND_OF[kind],
        day_out(filed_on),
        day_out(decided_on),
        PROCEEDING_RESULT_OF[result],
        day_out(due_on),
    )
