"""What must hold in any town, whatever happened there."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reports.count import count, question_for
from reports.form import form_names, load_form
from workflow.question import Facets, ProceedingFacets
from workflow.vocabulary import (
    ApplicantKind,
    Channel,
    Outcome,
    ProceedingKind,
    ProceedingResult,
    Timeliness,
)

OLD, MIDDLE, NEW = (load_form(name) for name in form_names())


def holding(table):
    return {check.id: check.holds for check in table.checks}


years = st.integers(2016, 2020)


@st.composite
def facets(draw):
    received = draw(years)
    counted = draw(st.none() | st.integers(received, 2021))
    return Facets(
        received=received,
        counted=counted,
        outcome=counted and draw(st.sampled_from(Outcome)),
        timeliness=counted and draw(st.sampled_from(Timeliness)),
        kind=draw(st.sampled_from(ApplicantKind)),
        channel=draw(st.sampled_from(Channel)),
        notice=draw(st.none() | st.none() | years),
    )


@st.composite
def disputed(draw):
    """A proceeding over some case, filed and decided in any year, or pending."""
    filed = draw(st.integers(2014, 2021))
    decided = draw(st.none() | st.integers(filed, 2022))
    results = [result for result in ProceedingResult if result is not ProceedingResult.PENDING]
    result = draw(st.sampled_from(results)) if decided else ProceedingResult.PENDING
    told = ProceedingFacets(draw(st.sampled_from(ProceedingKind)), result, filed, decided)
    return replace(draw(facets()), notice=None, proceeding=told)


tallies = st.lists(st.tuples(facets() | disputed(), st.integers(1, 1000)), max_size=25)


@given(tallies, years)
@settings(max_examples=60, deadline=None)
def test_the_identities_of_2014_are_theorems(tallies, year):
    table = count(OLD, year, tallies)

    assert {c.id: c for c in table.checks if c.strength == "hard" and not c.holds} == {}


@pytest.mark.parametrize("form", [MIDDLE, NEW], ids=["2019", "2021"])
@given(tallies, years)
@settings(max_examples=60, deadline=None)
def test_the_identities_of_2019_and_2021_are_theorems(form, tallies, year):
    before = count(form, year - 1, tallies)
    found = holding(count(form, year, tallies, before=before.cells))

    assert {"I1", "I2", "I3", "I4", "I6", "J1"} <= found.keys()
    assert all(found.values())


@given(tallies, years)
@settings(max_examples=60, deadline=None)
def test_no_case_is_lost_and_none_is_counted_twice(tallies, year):
    cases = [(f, n) for f, n in tallies if f.notice is None and f.proceeding is None]
    new = sum(n for facets, n in cases if facets.received == year)
    closed = sum(n for facets, n in cases if facets.counted == year)
    withdrawn = sum(
        n for facets, n in cases if facets.counted == year and facets.outcome is Outcome.WITHDRAWN
    )
    notices = sum(n for facets, n in tallies if facets.notice == year)
    old, recent = count(OLD, year, tallies).cells, count(NEW, year, tallies).cells

    assert (new, new) == (old["3.1"]["total"], recent["1"]["total"])
    assert (closed, closed) == (old["3.2"]["total"], recent["3.7"]["total"])
    assert closed - withdrawn + notices == old["3.3"]["total"]


@given(tallies, years)
@settings(max_examples=60, deadline=None)
def test_table_four_is_the_plain_count_of_the_proceedings(tallies, year):
    ones = [(f.proceeding, n) for f, n in tallies if f.proceeding]
    kinds = {"fy": ProceedingKind.REVIEW, "ss1": ProceedingKind.SUIT, "ss2": ProceedingKind.SUIT_AFTER_REVIEW}
    old, recent = count(OLD, year, tallies).cells, count(NEW, year, tallies).cells
    for code, kind in kinds.items():
        of_kind = [(one, n) for one, n in ones if one.kind is kind]
        decided = [(one, n) for one, n in of_kind if one.decided == year]
        for part, result in zip(("wc", "jz", "qt"), ProceedingResult, strict=False):
            wanted = sum(n for one, n in decided if one.result is result)
            assert wanted == recent[f"T4.{code}.{part}"]["total"]
        pending = sum(n for one, n in of_kind if one.filed <= year < (one.decided or 9999))
        assert pending == recent[f"T4.{code}.wj"]["total"]
        assert pending + sum(n for _, n in decided) == recent[f"T4.{code}.tot"]["total"]
    reviews, suits = ProceedingKind.REVIEW, (ProceedingKind.SUIT, ProceedingKind.SUIT_AFTER_REVIEW)
    assert old["4"]["total"] == sum(n for one, n in ones if one.kind is reviews and one.decided == year)
    assert old["5"]["total"] == sum(n for one, n in ones if one.kind in suits and one.decided == year)
    brought = (n for one, n in ones if one.kind is ProceedingKind.COMPLAINT and one.filed == year)
    assert old["6"]["total"] == sum(brought)


@pytest.mark.parametrize("form", [OLD, MIDDLE, NEW], ids=["2014", "2019", "2021"])
@given(tallies, years)
@settings(max_examples=25, deadline=None)
def test_every_figure_opens_as_many_cases_as_it_counts(form, tallies, year):
    for code, row in count(form, year, tallies).cells.items():
        for column, figure in row.items():
            asked = question_for(form, code, column)
            assert figure == sum(n for f, n in tallies for q in asked if q.asks_for(f, year))
