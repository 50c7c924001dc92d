"""Alerts are asked of the state, never of the exact day, so that none can be missed."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.builders import LAW, a_case, day, deadline
from workflow.alerts import RING_ON, AlertPolicy, next_alert_on, owed
from workflow.vocabulary import DeadlineKind
from workflow.watching import Rank, Step

POLICY = AlertPolicy()
CN = LAW.workdays(LAW.statutes.named("cn-2019"))
untimed = settings(deadline=None)
REPLY = a_case("accept 2026-03-03").clock.reply


def rung(until, deadline=REPLY, policy=POLICY):
    """What has been owed by a day: the day it was owed, and the threshold."""
    return [(f"{a.owed_on:%m-%d}", a.threshold) for a in owed(deadline, CN, policy, day(until))]


def test_the_thresholds_are_counted_in_working_days_before_the_last_day():
    assert [("03-16", 10), ("03-23", 5), ("03-25", 3), ("03-27", 1), ("03-30", 0)] == rung("2026-03-30")


@pytest.mark.parametrize(
    ("today", "many"), [("2026-03-15", 0), ("2026-03-16", 1), ("2026-03-17", 1), ("2026-03-25", 3)]
)
def test_an_alert_stays_owed_after_its_day(today, many):
    assert many == len(rung(today))


def test_a_reply_day_that_has_passed_rings_every_working_day():
    late = rung("2026-04-08")[5:]

    # Friday 3 April, then 清明 until Monday, then Tuesday the 7th
    assert [("03-31", -1), ("04-01", -2), ("04-02", -3), ("04-03", -4), ("04-07", -5), ("04-08", -6)] == late


def test_a_third_party_that_stays_silent_is_told_once_and_the_reply_rings_on():
    third_party = deadline(a_case("consult 2026-03-03"), DeadlineKind.THIRD_PARTY)

    assert third_party.kind not in RING_ON
    assert [("03-19", 3), ("03-24", 0), ("03-25", -1)] == rung("2026-05-08", third_party)


@pytest.mark.parametrize(
    ("act", "kind"),
    [
        ("ask_clarification 2026-03-05 answer_within_days=10", DeadlineKind.CLARIFICATION),
        ("charge_fee 2026-03-05", DeadlineKind.FEE),
    ],
)
def test_a_clock_that_stands_still_for_somebody_who_never_answers_rings_on_until_it_is_recorded(act, kind):
    case = a_case(act)
    waited_for = deadline(case, kind)

    assert [] == rung("2026-06-30", case.clock.reply)
    assert [0, -1, -2] == [threshold for _, threshold in rung("2026-06-30", waited_for)][1:4]
    assert "06-30" == rung("2026-06-30", waited_for)[-1][0]


def test_a_missed_notice_is_told_once_for_nothing_makes_it_good():
    notice = deadline(a_case(), DeadlineKind.CLARIFICATION_NOTICE)

    assert [("03-11", 0), ("03-12", -1)] == rung("2026-05-08", notice)[-2:]


@pytest.mark.parametrize("kind", DeadlineKind)
def test_every_kind_of_deadline_is_watched_up_to_its_last_day(kind):
    assert 0 in AlertPolicy().days(kind)
    assert kind in RING_ON or min(AlertPolicy().days(kind)) < 0


@untimed
@given(st.lists(st.integers(-30, 25), max_size=6), st.integers(0, 120))
def test_a_kind_that_rings_on_owes_every_working_day_whatever_the_office_chose(days, later):
    policy = AlertPolicy(kinds={DeadlineKind.FEE: tuple(days)})
    fee = deadline(a_case("charge_fee 2026-03-05"), DeadlineKind.FEE)
    today = fee.due_on + timedelta(later)
    after = [a.threshold for a in owed(fee, CN, policy, today) if a.threshold < 0]

    assert [-n for n in range(1, CN.between(fee.due_on, today) + 1)] == after


def test_whoever_is_to_be_told_as_well_is_told_on_their_day():
    policy = AlertPolicy(days_before=(5,), escalation=(Step(2, Rank.HEAD), Step(-2, Rank.ABOVE)))
    notice = deadline(a_case(), DeadlineKind.CLARIFICATION_NOTICE)

    assert [("03-23", 5), ("03-26", 2)] == rung("2026-03-30", policy=policy)
    assert [3, 2, 1, 0, -1, -2] == [threshold for _, threshold in rung("2026-05-08", notice, policy)]


def test_what_another_is_to_do_is_not_escalated():
    policy = AlertPolicy(escalation=(Step(7, Rank.HEAD),))
    third_party = deadline(a_case("consult 2026-03-03"), DeadlineKind.THIRD_PARTY)

    assert [3, 0, -1] == [threshold for _, threshold in rung("2026-05-08", third_party, policy)]


def test_a_threshold_that_lay_before_the_period_began_was_never_crossed():
    notice = deadline(a_case(), DeadlineKind.CLARIFICATION_NOTICE)

    policy = AlertPolicy(kinds={notice.kind: (10, 7, 5, 0)})

    assert [("03-04", 5), ("03-11", 0)] == rung("2026-03-11", notice, policy)


def test_the_last_day_rings_even_if_the_period_began_on_it():
    short = replace(REPLY, since=day("2026-03-30"))

    assert [("03-30", 0)] == rung("2026-03-30", short)


def test_no_alert_is_owed_while_the_day_is_unknown_or_nobody_is_waited_for():
    unknown = a_case("ask_clarification 2026-03-05").clock.reply
    served = a_case("answer 2026-03-05 outcome=provided", "serve 2026-03-05").clock.reply

    assert ([], []) == (rung("2026-12-01", unknown), rung("2026-12-01", served))
    assert next_alert_on([unknown, served], CN, POLICY, ()) is None


def test_an_answer_that_nobody_has_served_keeps_ringing():
    answered = a_case("answer 2026-03-05 outcome=provided").clock.reply

    assert ("03-31", -1) == rung("2026-03-31", answered)[-1]


def test_a_reply_day_that_moves_owes_new_alerts():
    moved = a_case("extend 2026-03-25 days=5").clock.reply
    before = {alert.key for alert in owed(REPLY, CN, POLICY, day("2026-04-30"))}
    after = {alert.key for alert in owed(moved, CN, POLICY, day("2026-04-30"))}

    assert not before & after


def test_a_day_named_on_a_weekend_rings_on_the_working_day_before():
    deferred = a_case("defer 2026-03-20 until=2026-05-17").clock.reply

    assert [("05-15", 0), ("05-18", -1)] == rung("2026-05-18", deferred)[-2:]


def test_the_office_chooses_its_thresholds():
    assert [("03-27", 1)] == rung("2026-03-30", policy=AlertPolicy(days_before=(1,)))
    assert [("03-27", 1)] == rung("2026-03-30", policy=AlertPolicy(days_before=(1, 1)))


STORIES = (
    (),
    ("extend 2026-03-20 days=20",),
    ("consult 2026-03-09",),
    ("consult 2026-03-09 party=other_body",),
    ("ask_clarification 2026-03-05 answer_within_days=10",),
    ("charge_fee 2026-03-10",),
    ("defer 2026-03-20 until=2026-05-17",),
    ("answer 2026-03-05 outcome=provided", "serve 2026-03-05", "reopen 2026-04-10"),
)
thresholds = st.lists(st.integers(-12, 25), max_size=6).map(tuple)
policies = st.builds(
    AlertPolicy,
    thresholds,
    st.dictionaries(st.sampled_from(DeadlineKind), thresholds),
    st.lists(st.builds(Step, st.integers(-9, 9), st.sampled_from(Rank)), max_size=3).map(tuple),
)


@untimed
@given(st.sampled_from(STORIES), policies, st.integers(0, 120), st.integers(0, 120))
def test_the_next_alert_is_never_later_than_one_nobody_has_raised(story, policy, swept, later):
    deadlines = a_case(*story).clock.deadlines
    last_sweep = day("2026-03-02") + timedelta(swept)
    today = last_sweep + timedelta(later)
    fresh = [
        alert.owed_on
        for one in deadlines
        for alert in owed(one, CN, policy, today)
        if alert not in owed(one, CN, policy, last_sweep)
    ]
    raised = {alert.key for one in deadlines for alert in owed(one, CN, policy, last_sweep)}
    following = next_alert_on(deadlines, CN, policy, raised)

    assert not fresh or following == min(fresh)


@untimed
@given(st.sampled_from(STORIES), policies, st.integers(0, 200))
def test_no_alert_is_owed_twice(story, policy, days):
    today = day("2026-03-02") + timedelta(days)
    keys = [a.key for one in a_case(*story).clock.deadlines for a in owed(one, CN, policy, today)]

    assert len(keys) == len(set(keys))
