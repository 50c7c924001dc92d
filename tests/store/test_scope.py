"""Whoever sees some units only finds nothing of the others, by no way in."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from tests.store.stories import a_request, log, the_unit
from workflow.documents import Document, DocumentFilter
from workflow.errors import NotFound
from workflow.listing import Filter
from workflow.question import Measure, Question
from workflow.yearbook import Frozen, Place

NOW = datetime(2018, 3, 5, 1, tzinfo=UTC)


@pytest.fixture
def two_units(sql_ledger):
    """A ledger with a case and a letter of each of two units; the second unit's part of it."""
    ours, theirs = the_unit(sql_ledger), sql_ledger.add_unit("别的单位", "B").id
    for unit in (ours, theirs):
        record = log(sql_ledger, unit=unit)
        sql_ledger.keep_document(_letter(record.ref))
    return sql_ledger, ours, sql_ledger.within(frozenset({theirs}))


def _letter(ref):
    return Document(
        ref=ref, line=1, kind="receipt", words="{}", composed="", drafted_by="甲", drafted_at=NOW,
        docx=f"{ref:0<64}"
    )  # fmt: skip


def refused(ask):
    with pytest.raises(NotFound):
        ask()
    return True


def test_a_case_out_of_sight_is_not_there(two_units):
    _, ours, theirs = two_units

    assert refused(lambda: theirs.read("2018-0001"))
    assert "B-2018-0001" == theirs.read("B-2018-0001").ref
    assert refused(lambda: theirs.add(a_request(ours), *[None] * 3))


def test_lists_and_counts_hold_what_is_in_sight(two_units):
    _, ours, theirs = two_units
    question = Question(Measure.NEW)

    for units in (frozenset(), frozenset({ours, theirs.read("B-2018-0001").request.unit})):
        assert ["B-2018-0001"] == [row.ref for row in theirs.rows(Filter(units=units))]
        assert ["B-2018-0001"] == [row.ref for row in theirs.cases(question, 2018, units)]
        assert [1] == [number for _, number in theirs.tally(2018, units)]
        assert 1 == len(theirs.document_page(DocumentFilter(units=units)))
    assert ["B-2018-0001"] == list(theirs.refs())
    assert [] == list(theirs.rows(Filter(units=frozenset({ours}))))


def test_letters_out_of_sight_are_not_there(two_units):
    everything, _, theirs = two_units

    assert [] == list(theirs.documents("2018-0001"))
    assert 1 == len(theirs.documents("B-2018-0001"))
    assert refused(lambda: theirs.document(everything.documents("2018-0001")[0].id))
    assert "B-2018-0001" == theirs.document(theirs.documents("B-2018-0001")[0].id).ref
    issued = everything.documents("2018-0001")[0].docx
    assert refused(lambda: theirs.issued_file(issued))
    assert "2018-0001" == everything.issued_file(issued).ref


def test_the_tables_of_another_unit_are_not_there(two_units):
    _, ours, theirs = two_units
    place = Place(ours, 2018, "cn-2014")
    frozen = Frozen(place=place, content="0" * 64, by="甲", signed_by="甲", at=NOW)

    assert refused(lambda: theirs.entered(place))
    assert refused(lambda: theirs.enter_figures(place, {"1": {"total": 1}}, "甲", NOW))
    assert refused(lambda: theirs.frozen(ours, 2018))
    assert refused(lambda: theirs.freeze(frozen))
    assert [] == list(theirs.entered(replace(place, unit=theirs.read("B-2018-0001").request.unit)))


def test_nobody_sees_anything_through_no_units(two_units):
    everything, _, _ = two_units
    none = everything.within(frozenset())

    assert [] == list(none.rows(Filter()))
    assert [] == list(none.refs())
    assert refused(lambda: none.read("B-2018-0001"))
    assert date(2018, 3, 5) == everything.read("B-2018-0001").entries[0].on


def test_a_unit_made_below_what_somebody_sees_is_seen_and_no_other(two_units):
    _, ours, theirs = two_units
    mine = theirs.add_unit("下级单位", "C", min(theirs.scope.units)).id
    foreign = theirs.add_unit("旁边的单位", "D", ours).id

    assert mine == log(theirs, unit=mine).request.unit
    assert refused(lambda: theirs.add(a_request(unit=foreign), (), None, None))
