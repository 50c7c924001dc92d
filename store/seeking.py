"""Which cases a filter finds: each order is a range of an index, so that all pages are equally quick."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

import sqlalchemy as sql
from sqlalchemy import ColumnElement, Select, exists, or_, select, tuple_

from store.tables import APPLICANTS, CASES
from store.values import CHANNELS, KINDS
from workflow.listing import Filter, Order
from workflow.vocabulary import OPEN_STATES

Condition = ColumnElement[bool]
Key = Sequence[ColumnElement[Any]]

_C = CASES.c
#: Up to so many units are read each in its own order and then merged: an index has no order across units.
MERGED = 60


def pages(wanted: Filter) -> Iterable[Select[Any]]:
    """The numbers of the cases of a page, in parts that follow each other, each in order."""
    if wanted.order is Order.REF:
        yield _merged(wanted, (_C.ref,), _past(wanted, (_C.ref,), (wanted.after,)))
    elif wanted.order is Order.RECEIVED:
        yield _by_day(wanted, _C.received_on)
    else:
        if wanted.after_day or not wanted.after:
            yield _by_day(wanted, _C.reply_due_on, _C.reply_due_on.is_not(None))
        if not (wanted.due_before or wanted.due_from):
            none = replace(wanted, after="" if wanted.after_day else wanted.after)
            undated = _past(none, (_C.ref,), (none.after,))
            yield _merged(none, (_C.ref,), [_C.reply_due_on.is_(None), *undated])


def conditions_of(wanted: Filter) -> Sequence[Condition]:
    """What a list asks of a case."""
    return [*_asked(wanted), *_within(wanted)]


def _by_day(wanted: Filter, day: ColumnElement[Any], *more: Condition) -> Select[Any]:
    return _merged(
        wanted, (day, _C.ref), [*more, *_past(wanted, (day, _C.ref), (wanted.after_day, wanted.after))]
    )


def _past(wanted: Filter, key: Key, last: Sequence[object]) -> Sequence[Condition]:
    """Beyond the last case of the page before."""
    if not wanted.after:
        return ()
    here, there = tuple_(*key), tuple_(*map(sql.literal, last))
    return [here < there if wanted.descending else here > there]


def _merged(wanted: Filter, key: Key, more: Sequence[Condition]) -> Select[Any]:
    """The cases of all units wanted, in the order of a key."""
    asked, down = [*_asked(wanted), *more], wanted.descending
    if not 1 < len(wanted.units) <= MERGED:
        return _in_order(select(_C.id).where(*asked, *_within(wanted)), key, down=down)
    parts = []
    for unit in sorted(wanted.units):
        of_unit = select(_C.id, *key).where(*asked, _C.unit_id == unit)
        parts.append(select(_in_order(of_unit, key, down=down).limit(wanted.limit).subquery()))
    every = sql.union_all(*parts).subquery()
    return _in_order(select(every.c.id), list(every.c)[1:], down=down)


def _in_order(which: Select[Any], key: Key, *, down: bool) -> Select[Any]:
    return which.order_by(*(column.desc() if down else column for column in key))


def _within(wanted: Filter) -> Sequence[Condition]:
    return [_C.unit_id.in_(wanted.units)] if wanted.units else []


def _asked(wanted: Filter) -> list[Condition]:
    asked: list[Condition] = []
    if wanted.state is not None:
        asked.append(_C.state == wanted.state.value)
    if wanted.open_only or wanted.state in OPEN_STATES:
        asked.append(_C.closed_on.is_(None))  # said for the short indexes of open cases
    # Only a running reply has its day kept, and only an open case has one.
    for column, least, most in (
        (_C.reply_due_on, wanted.due_from, None),
        (_C.received_on, wanted.received_from, wanted.received_to),
    ):
        asked += [column >= least] if least else []
        asked += [column <= most] if most else []
    if wanted.due_before is not None:
        asked.append(_C.reply_due_on < wanted.due_before)
    if wanted.channel is not None:
        asked.append(_C.channel == CHANNELS[wanted.channel])
    if wanted.kind is not None:
        asked.append(_C.kind == KINDS[wanted.kind])
    if wanted.outcome is not None:
        asked.append(_C.outcome == wanted.outcome.value)
    if wanted.assigned_to:
        asked.append(_C.assigned_to == wanted.assigned_to)
    return asked + [_mentions(word) for word in wanted.words.split()]


def _mentions(word: str) -> Condition:
    anyone = APPLICANTS.alias().c
    named = exists().where(anyone.case_id == _C.id, _holds(anyone.name, word))
    return or_(_holds(_C.ref, word), _holds(_C.subject, word), named)


def _holds(column: ColumnElement[Any], word: str) -> Condition:
    # Chinese has no capitals: to fold none is half of the price of a search through every case.
    if word.lower() == word.upper():
        return column.contains(word, autoescape=True)
    return column.icontains(word, autoescape=True)
