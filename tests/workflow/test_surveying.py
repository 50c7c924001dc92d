"""What a year was like: months, topics, days used, fees, each from the cases themselves."""

import pytest

from tests.builders import a_case
from tests.offices import a_request, act, an_office, log
from workflow.surveying import days_used, survey


@pytest.fixture
def office():
    return an_office()


def told(office, *story, received="2026-03-02", **asked):
    ref = log(office, a_request(**asked), received=received).record.ref
    act(office, ref, *story) if story else None
    return ref


def test_a_year_is_told_by_the_months_and_topics_of_what_came_in(office):
    told(office, topic="征地")
    told(office, topic="征地", received="2026-11-03")
    told(office, received="2026-11-04")
    told(office, received="2025-11-04", topic="教育")

    found = survey(office, 2026, frozenset())

    assert (0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 2, 0) == found.months
    assert {"征地": 2, "": 1} == found.topics
    assert {} == found.days


# fmt: off
USED = (
    # received Monday 2 March 2026: the 3rd is day 1
    (("answer 2026-03-03 outcome=provided", "serve 2026-03-03 method=in_person signed=2026-03-03"), 1),
    (("answer 2026-03-09 outcome=provided", "serve 2026-03-10 method=post posted=2026-03-10"), 6),
    (("consult 2026-03-04 party=other_body", "end_consultation 2026-03-09",
      "answer 2026-03-10 outcome=provided", "serve 2026-03-10 method=in_person signed=2026-03-10"), 3),
    (("ask_clarification 2026-03-04 answer_within_days=10", "clarify 2026-03-16",
      "answer 2026-03-18 outcome=provided", "serve 2026-03-18 method=in_person signed=2026-03-18"), 2),
    (("ask_clarification 2026-03-04 answer_within_days=5", "lapse 2026-03-20"), 2),
    (("answer 2026-04-10 outcome=provided", "serve 2026-04-10 method=in_person signed=2026-04-10"), 28),
)
# fmt: on


@pytest.mark.parametrize(("story", "days"), USED)
def test_the_days_a_case_used_are_those_its_clock_counted(story, days):
    assert days == days_used(a_case(*story))


def test_days_and_fees_are_counted_in_the_year_they_fell_in(office):
    fee = (
        "accept 2026-12-01",
        "charge_fee 2026-12-02 per=item count=1 before=30",
        "pay_fee 2027-01-05 amount=200",
    )
    ref = told(office, *fee, received="2026-11-30")
    act(
        office,
        ref,
        "answer 2027-01-06 outcome=provided",
        "serve 2027-01-06 method=in_person signed=2027-01-06",
    )

    first, second = survey(office, 2026, frozenset()), survey(office, 2027, frozenset())

    assert (1, 20000, 0, 0) == (first.fees_charged, first.fen_charged, first.fees_paid, first.fen_paid)
    assert (0, 0, 1, 20000) == (second.fees_charged, second.fen_charged, second.fees_paid, second.fen_paid)
    assert ({}, {1: 1}, 20) == (first.days, second.days, second.limit)


def test_a_unit_is_surveyed_alone(office):
    other = office.ledger.add_unit("乙局", "B").id
    told(office, unit=other, topic="乙")
    told(office, topic="甲")

    assert {"乙": 1} == survey(office, 2026, frozenset({other})).topics
