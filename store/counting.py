"""The year is counted: the same question answered with a number, or with the cases."""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sql
from sqlalchemy import ColumnElement, and_, or_, select

from store.link import Link
from store.listing import page
from store.tables import CARRIED, CASES, UNANSWERED
from store.values import CHANNEL_OF, CHANNELS, KIND_OF, KINDS, OUTCOME_OF, OUTCOMES, TIMELINESS, TIMELINESS_OF
from workflow.ledger import Row
from workflow.question import Facets, Measure, Question

Condition = ColumnElement[bool]

_C = CASES.c
#: What the tables ask of a case, in the order of the index that holds it.
_FACETS = (_C.counted_year, _C.counted_outcome, _C.received_year, _C.timeliness, _C.kind, _C.channel)
_NO_NOTICE = sql.cast(sql.null(), sql.SmallInteger)
# Said in the words of the index of the carried cases, so that it is found.
_CARRIED: Condition = sql.literal_column(CARRIED)


def tally(link: Link, year: int, units: frozenset[int]) -> Sequence[tuple[Facets, int]]:
    """How many cases have which facets, of those that matter to a year."""
    # A case matters from its receipt until it is counted: closed in this year, or carried over its end.
    parts = sql.union_all(
        _grouped(_NO_NOTICE, units, _C.counted_year == year),
        _grouped(_NO_NOTICE, units, _CARRIED, _C.received_year <= year, _open_after(year)),
        _grouped(sql.literal(year), units, _noticed(year)),
    )
    return [_facets(row) for row in link.core.execute(parts).all()]


def cases(
    link: Link, question: Question, year: int, units: frozenset[int], *, after: str, limit: int
) -> Sequence[Row]:
    """The cases a question asks for, by reference."""
    return page(link, [*_asked(question, year), *_within(units)], after, limit)


def _grouped(notice: ColumnElement[Any], units: frozenset[int], *conditions: Condition) -> sql.Select[Any]:
    counted = select(*_FACETS, notice, sql.func.count())
    return counted.where(*conditions, *_within(units)).group_by(*_FACETS)


def _asked(question: Question, year: int) -> Sequence[Condition]:
    """A question as conditions on the columns: `Question.asks_for`, said in SQL."""
    asked = [_measured(question.measure, year)]
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
        case Measure.UNANSWERED_NOTICE:
            return _noticed(year)


def _open_after(year: int) -> Condition:
    return or_(_C.counted_year.is_(None), _C.counted_year > year)


def _noticed(year: int) -> Condition:
    return _C.id.in_(select(UNANSWERED.c.case_id).where(UNANSWERED.c.year == year))


def _within(units: frozenset[int]) -> Sequence[Condition]:
    # A sum, lest the index of a unit's lists be taken for the one that is counted from.
    return [(_C.unit_id + 0).in_(units)] if units else []


def _facets(row: Sequence[Any]) -> tuple[Facets, int]:
    counted, outcome, received, timeliness, kind, channel, notice, number = row
    told = outcome and OUTCOME_OF[outcome], timeliness and TIMELINESS_OF[timeliness]
    return Facets(received, counted, *told, KIND_OF[kind], CHANNEL_OF[channel], notice), number
