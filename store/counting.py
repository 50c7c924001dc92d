"""The year is counted: the same question answered with a number, or with the cases."""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sql
from sqlalchemy import ColumnElement, and_, or_, select

from store import docket
from store.link import Link
from store.listing import page
from store.tables import CARRIED, CASES, PROCEEDINGS, UNANSWERED
from store.values import (
    CHANNEL_OF,
    CHANNELS,
    KIND_OF,
    KINDS,
    OUTCOME_OF,
    OUTCOMES,
    PROCEEDING_KIND_OF,
    PROCEEDING_RESULT_OF,
    TIMELINESS,
    TIMELINESS_OF,
)
from workflow.listing import Row
from workflow.question import OF_PROCEEDINGS, Facets, Measure, ProceedingFacets, Question

Condition = ColumnElement[bool]

_C = CASES.c
#: What the tables ask of a case, in the order of the index that holds it.
_FACETS = (_C.counted_year, _C.counted_outcome, _C.received_year, _C.timeliness, _C.kind, _C.channel)
_NO_NUMBER = sql.cast(sql.null(), sql.SmallInteger)
_P = PROCEEDINGS.c
#: The same of a proceeding.
_OF_PROCEEDING = (
    _P.kind,
    _P.result,
    sql.cast(sql.extract("year", _P.filed_on), sql.SmallInteger),
    sql.cast(sql.extract("year", _P.decided_on), sql.SmallInteger),
)
# Said in the words of the index of the carried cases, so that it is found.
_CARRIED: Condition = sql.literal_column(CARRIED)


def tally(link: Link, year: int, units: frozenset[int]) -> Sequence[tuple[Facets, int]]:
    """How many cases have which facets, of those that matter to a year."""
    # A case matters from its receipt until it is counted: closed in this year, or carried over its end.
    parts = sql.union_all(
        _grouped(_NO_NUMBER, units, _C.counted_year == year),
        _grouped(_NO_NUMBER, units, _CARRIED, _C.received_year <= year, _open_after(year)),
        _grouped(sql.literal(year), units, _noticed(year)),
        _pleaded(units, year),
    )
    return [_facets(row) for row in link.core.execute(parts).all()]


def cases(
    link: Link, question: Question, year: int, units: frozenset[int], *, after: str, limit: int
) -> Sequence[Row]:
    """The cases a question asks for, by reference."""
    return page(link, [*_asked(question, year), *_within(units)], after, limit)


def _grouped(notice: ColumnElement[Any], units: frozenset[int], *conditions: Condition) -> sql.Select[Any]:
    nothing = [_NO_NUMBER.label(None) for _ in _OF_PROCEEDING]
    counted = select(*_FACETS, notice, *nothing, sql.func.count())
    return counted.where(*conditions, *_within(units)).group_by(*_FACETS)


def _pleaded(units: frozenset[int], year: int) -> sql.Select[Any]:
    """The proceedings that were open in a year."""
    counted = select(*_FACETS, _NO_NUMBER, *_OF_PROCEEDING, sql.func.count())
    joined = counted.select_from(PROCEEDINGS.join(CASES, _P.case_id == _C.id))
    wanted = joined.where(docket.open_in(year), *_within(units))
    return wanted.group_by(*_FACETS, *_OF_PROCEEDING)


def _asked(question: Question, year: int) -> Sequence[Condition]:
    """A question as conditions on the columns: `Question.asks_for`, said in SQL."""
    of_proceedings = question.measure in OF_PROCEEDINGS
    asked = [docket.asked_by(question, year) if of_proceedings else _measured(question.measure, year)]
    for column, words, numbers in (
        (_C.counted_outcome, question.outcomes, OUTCOMES),
        (_C.kind, question.kinds, KINDS),
        (_C.channel, question.channels, CHANNELS),
        (_C.timeliness, question.timeliness, TIMELINESS),
    ):
        if words:
            asked.append(column.in_([numbers[word] for word in words]))  # type: ignore[index]
    return asked


def _measured(measure: Measure, year: int) -> Condition:
    match measure:
        case Measure.NEW:
            return _C.received_year == year
        case Measure.CARRIED_IN:
            return and_(_CARRIED, _C.received_year < year, _open_after(year - 1))
        case Measure.CLOSED:
            return _C.counted_year == year
        case Measure.CARRIED_OUT:
            return and_(_CARRIED, _C.received_year <= year, _open_after(year))
        case _:
            return _noticed(year)


def _open_after(year: int) -> Condition:
    return or_(_C.counted_year.is_(None), _C.counted_year > year)


def _noticed(year: int) -> Condition:
    return _C.id.in_(select(UNANSWERED.c.case_id).where(UNANSWERED.c.year == year))


def _within(units: frozenset[int]) -> Sequence[Condition]:
    # A sum, lest the index of a unit's lists be taken for the one that is counted from.
    return [(_C.unit_id + 0).in_(units)] if units else []


def _facets(row: Sequence[Any]) -> tuple[Facets, int]:
    counted, outcome, received, timeliness, kind, channel, notice, *pleaded, number = row
    told = outcome and OUTCOME_OF[outcome], timeliness and TIMELINESS_OF[timeliness]
    over = None if pleaded[0] is None else _of_proceeding(*pleaded)
    return Facets(received, counted, *told, KIND_OF[kind], CHANNEL_OF[channel], notice, over), number


def _of_proceeding(kind: int, result: int, filed: int, decided: int | None) -> ProceedingFacets:
    return ProceedingFacets(PROCEEDING_KIND_OF[kind], PROCEEDING_RESULT_OF[result], filed, decided)
