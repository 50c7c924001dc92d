"""Whatever happened, what came in is what went out and what is left."""

from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workflow.question import OF_PROCEEDINGS, Facets, Measure, ProceedingFacets, Question
from workflow.vocabulary import (
    ApplicantKind,
    Channel,
    Outcome,
    ProceedingKind,
    ProceedingResult,
    Timeliness,
)

FIRST, LAST = 2016, 2026
untimed = settings(deadline=None)


@st.composite
def facets(draw):
    """A case as the tables see it: closed in the year of its receipt or later, or not at all."""
    received = draw(st.integers(FIRST, LAST))
    counted = draw(st.none() | st.integers(received, LAST))
    return Facets(
        received=received,
        counted=counted,
        outcome=draw(st.sampled_from(Outcome)) if counted else None,
        timeliness=draw(st.sampled_from(Timeliness)) if counted else None,
        kind=draw(st.sampled_from(ApplicantKind)),
        channel=draw(st.sampled_from(Channel)),
    )


cases = st.lists(facets(), max_size=30)
years = st.integers(FIRST, LAST)


def count(measure, some, year, **wanted):
    return sum(Question(measure, **wanted).asks_for(one, year) for one in some)


@untimed
@given(cases, years)
def test_new_and_carried_in_are_closed_and_carried_out(some, year):
    came = count(Measure.NEW, some, year) + count(Measure.CARRIED_IN, some, year)

    assert came == count(Measure.CLOSED, some, year) + count(Measure.CARRIED_OUT, some, year)


@untimed
@given(cases, years, st.sampled_from(ApplicantKind))
def test_it_holds_for_every_kind_of_applicant(some, year, kind):
    kinds = frozenset({kind})
    came = count(Measure.NEW, some, year, kinds=kinds) + count(Measure.CARRIED_IN, some, year, kinds=kinds)
    went = count(Measure.CLOSED, some, year, kinds=kinds) + count(
        Measure.CARRIED_OUT, some, year, kinds=kinds
    )

    assert came == went


@untimed
@given(cases, years)
def test_what_is_carried_out_of_a_year_is_carried_into_the_next(some, year):
    assert count(Measure.CARRIED_OUT, some, year) == count(Measure.CARRIED_IN, some, year + 1)


@untimed
@given(cases)
def test_a_case_is_new_once_and_closed_at_most_once(some):
    every = range(FIRST - 1, LAST + 2)
    asked = {
        m: Counter(one for year in every for one in some if Question(m).asks_for(one, year)) for m in Measure
    }

    assert Counter(some) == asked[Measure.NEW]
    assert Counter(one for one in some if one.counted) == asked[Measure.CLOSED]


@untimed
@given(cases, years)
def test_the_answers_of_a_year_add_up_to_its_closed_cases(some, year):
    parts = [count(Measure.CLOSED, some, year, outcomes=frozenset({outcome})) for outcome in Outcome]

    assert sum(parts) == count(Measure.CLOSED, some, year)


CASE = Facets(2024, 2025, Outcome.PARTIAL, Timeliness.LATE, ApplicantKind.NATURAL, Channel.EMAIL)


@pytest.mark.parametrize(
    ("wanted", "asked"),
    [
        ({}, True),
        ({"outcomes": frozenset({Outcome.PARTIAL, Outcome.PROVIDED})}, True),
        ({"outcomes": frozenset({Outcome.PROVIDED})}, False),
        ({"kinds": frozenset({ApplicantKind.OTHER})}, False),
        ({"channels": frozenset({Channel.ONLINE, Channel.EMAIL})}, True),
        ({"channels": frozenset({Channel.ONLINE})}, False),
        ({"timeliness": frozenset({Timeliness.LATE})}, True),
        ({"timeliness": frozenset({Timeliness.IN_TIME})}, False),
    ],
)
def test_a_question_asks_for_what_it_names(wanted, asked):
    assert asked == Question(Measure.CLOSED, **wanted).asks_for(CASE, 2025)


def test_a_notice_is_counted_as_a_notice_and_as_nothing_else():
    notice = replace(CASE, notice=2024)
    asked = {m for m in Measure for year in (2023, 2024, 2025, 2026) if Question(m).asks_for(notice, year)}

    assert {Measure.UNANSWERED_NOTICE} == asked
    assert not Question(Measure.UNANSWERED_NOTICE).asks_for(notice, 2025)
    assert not Question(Measure.UNANSWERED_NOTICE).asks_for(CASE, 2024)


def test_a_proceeding_is_counted_as_a_proceeding_and_as_nothing_else():
    told = ProceedingFacets(ProceedingKind.REVIEW, ProceedingResult.CORRECTED, 2023, 2025)
    over = replace(CASE, proceeding=told)
    asked = {(m, year) for m in Measure for year in range(2021, 2028) if Question(m).asks_for(over, year)}

    assert {
        (Measure.FILED, 2023), (Measure.PENDING, 2023), (Measure.PENDING, 2024), (Measure.DECIDED, 2025),
    } == asked  # fmt: skip
    assert set() == {m for m in OF_PROCEEDINGS if Question(m).asks_for(CASE, 2025)}


@pytest.mark.parametrize(
    ("wanted", "asked"),
    [
        ({"proceedings": frozenset({ProceedingKind.REVIEW})}, True),
        ({"proceedings": frozenset({ProceedingKind.SUIT})}, False),
        ({"results": frozenset({ProceedingResult.CORRECTED})}, True),
        ({"results": frozenset({ProceedingResult.UPHELD})}, False),
        ({"kinds": frozenset({ApplicantKind.OTHER})}, False),
    ],
)
def test_a_question_on_proceedings_asks_for_what_it_names(wanted, asked):
    told = ProceedingFacets(ProceedingKind.REVIEW, ProceedingResult.CORRECTED, 2023, 2025)

    assert asked == Question(Measure.DECIDED, **wanted).asks_for(replace(CASE, proceeding=told), 2025)
