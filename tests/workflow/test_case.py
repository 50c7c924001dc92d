"""Where a case stands, how it ended, and what the year's table counts of it."""

from datetime import date

import pytest

from tests.builders import LAW, a_case, entries, entry
from workflow.errors import NotAllowed, Refused
from workflow.replay import replay
from workflow.vocabulary import OPEN_STATES, ApplicantKind, Channel, Outcome, State, Timeliness

ANSWER, SERVE = "answer 2026-03-20 outcome=partial", "serve 2026-03-20"

# fmt: off
STANDS = [
    ((), "received"),
    (("accept 2026-03-03",), "accepted"),
    (("ask_clarification 2026-03-03",), "clarifying"),
    (("ask_clarification 2026-03-03", "clarify 2026-03-05"), "received"),
    (("accept 2026-03-03", "ask_clarification 2026-03-03", "clarify 2026-03-05"), "accepted"),
    (("consult 2026-03-05", "end_consultation 2026-03-06"), "accepted"),
    (("consult 2026-03-05 with=甲", "consult 2026-03-05 with=乙", "end_consultation 2026-03-06 with=甲"),
     "consulting"),
    (("extend 2026-03-05 days=5",), "extended"),
    (("extend 2026-03-05 days=5", "consult 2026-03-05", "end_consultation 2026-03-06"), "extended"),
    (("consult 2026-03-05", "extend 2026-03-05 days=5"), "consulting"),
    (("consult 2026-03-05", "extend 2026-03-05 days=5", "end_consultation 2026-03-06"), "extended"),
    (("consult 2026-03-05", "defer 2026-03-05 until=2026-09-01", "end_consultation 2026-03-06"), "extended"),
    (("extend 2026-03-05 days=5", "shorten_extension 2026-03-06 days=4"), "extended"),
    (("extend 2026-03-05 days=5", "shorten_extension 2026-03-06"), "accepted"),
    (("extend 2026-03-05 days=5", "charge_fee 2026-03-06"), "extended"),
    (("extend 2026-03-05 days=5", "charge_fee 2026-03-06", "pay_fee 2026-03-09"), "accepted"),
    (("override_third_party 2026-03-05",), "accepted"),
    (("answer 2026-03-05 outcome=not_ours",), "referred"),
    (("withdraw 2026-03-05",), "ended"),
    ((ANSWER, SERVE, "reopen 2026-05-08"), "accepted"),
    (("withdraw 2026-03-05", "reopen 2026-05-08"), "accepted"),
]
# fmt: on


@pytest.mark.parametrize(("story", "state"), STANDS)
def test_where_the_case_stands(story, state):
    assert state == a_case(*story).state


def test_under_the_law_of_2008_a_payment_leaves_an_extended_case_extended():
    paid = ("extend 2018-03-06 days=5", "charge_fee 2018-03-07", "pay_fee 2018-03-08")

    assert State.EXTENDED is a_case(*paid, received="2018-03-05").state


@pytest.mark.parametrize("outcome", [o for o in Outcome if o.family is not State.ENDED])
def test_an_answer_leads_to_the_family_of_its_outcome(outcome):
    case = a_case(f"answer 2026-03-05 outcome={outcome.value}")

    assert (outcome.family, outcome, date(2026, 3, 5)) == (case.state, case.outcome, case.answered_on)


def test_the_receipt_says_how_and_from_whom_the_request_came():
    plain, told = a_case(), replay(LAW, [entry("receive 2026-03-02 channel=fax kind=research", 1)])

    assert (Channel.LETTER, ApplicantKind.NATURAL) == (plain.channel, plain.kind)
    assert (Channel.FAX, ApplicantKind.RESEARCH) == (told.channel, told.kind)


@pytest.mark.parametrize(
    ("story", "outcome"),
    [
        (("withdraw 2026-03-05",), Outcome.WITHDRAWN),
        (("ask_clarification 2026-03-05", "lapse 2026-03-31"), Outcome.CLARIFICATION_LAPSED),
        (("charge_fee 2026-03-05", "lapse 2026-04-30"), Outcome.FEE_LAPSED),
    ],
)
def test_a_case_can_end_without_an_answer(story, outcome):
    case = a_case(*story)

    assert (State.ENDED, outcome, True) == (case.state, case.outcome, case.closed)
    assert (outcome, None) == (case.counted_outcome, case.answered_on)


# fmt: off
IN_TIME, EXTENDED, LATE = Timeliness.IN_TIME, Timeliness.EXTENDED, Timeliness.LATE
SERVED = [
    ((), "2026-03-30", IN_TIME),
    ((), "2026-03-31", LATE),
    (("extend 2026-03-20 days=1",), "2026-03-30", IN_TIME),
    (("extend 2026-03-20 days=1",), "2026-03-31", EXTENDED),
    (("extend 2026-03-20 days=1",), "2026-04-01", LATE),
    (("defer 2026-03-20 until=2026-06-30",), "2026-06-30", EXTENDED),
    (("defer 2026-03-20 until=2026-06-30",), "2026-07-01", LATE),
    (("consult 2026-03-09", "end_consultation 2026-03-16"), "2026-04-07", IN_TIME),
]
# fmt: on


@pytest.mark.parametrize(("story", "on", "timeliness"), SERVED)
def test_the_day_of_service_decides_whether_the_reply_was_in_time(story, on, timeliness):
    assert timeliness is a_case(*story, ANSWER, f"serve {on}").timeliness


def test_an_answer_in_time_that_was_served_late_is_late():
    assert (None, LATE) == (a_case(ANSWER).timeliness, a_case(ANSWER, "serve 2026-03-31").timeliness)


def test_a_case_counts_by_the_last_answer_of_the_year_in_which_it_was_first_closed():
    same_year = (ANSWER, SERVE, "reopen 2026-05-08", "answer 2026-05-11 outcome=provided", "serve 2026-05-12")
    case = a_case(*same_year)

    assert (Outcome.PROVIDED, date(2026, 5, 12)) == (case.counted_outcome, case.counted_on)


def test_an_answer_of_a_later_year_counts_for_nothing():
    story = ("answer 2025-03-20 outcome=partial", "serve 2025-03-20", "reopen 2026-05-08")
    again = a_case(*story, "answer 2026-05-11 outcome=provided", "serve 2026-05-12", received="2025-03-03")

    assert (Outcome.PARTIAL, date(2025, 3, 20)) == (again.counted_outcome, again.counted_on)
    assert (Outcome.PROVIDED, date(2026, 5, 11)) == (again.outcome, again.answered_on)
    assert (None, None) == (a_case(*story, received="2025-03-03").outcome, again.irregular or None)


def test_a_case_counts_in_the_year_of_its_service():
    case = a_case("answer 2025-12-31 outcome=partial", "serve 2026-01-05", received="2025-12-10")

    assert date(2026, 1, 5) == case.counted_on


@pytest.mark.parametrize(
    ("then", "years"),
    [
        ((), (2025,)),
        (("clarify 2025-12-31",), ()),
        (("clarify 2026-01-05",), (2025,)),
        (("clarify 2026-01-05", "ask_clarification 2026-01-09"), (2025, 2026)),
        (("lapse 2026-01-05",), (2025,)),
    ],
)
def test_a_notice_counts_where_it_was_the_last_word_of_its_year(then, years):
    asked = "ask_clarification 2025-12-30"

    assert years == a_case(asked, *then, received="2025-12-29").unanswered_notices


def test_an_irregular_act_has_no_effect_and_stays_visible():
    late = entry("ask_clarification 2026-03-20 irregular=逾期告知", 2)
    case = replay(LAW, [*entries(), late])

    assert (State.RECEIVED, (late,)) == (case.state, case.irregular)
    assert a_case().clock == case.clock


def test_an_acceptance_is_implied_only_where_it_is_asked_for():
    with pytest.raises(NotAllowed, match="while the case is received"):
        a_case("extend 2026-03-20 days=5", implied=False)


def test_several_acts_of_one_day_hold_in_the_order_they_were_written_down():
    one_day = ("consult 2026-03-05", "end_consultation 2026-03-05", "answer 2026-03-05 outcome=partial")

    assert State.PARTIALLY_DISCLOSED is a_case(*one_day, "serve 2026-03-05").state
    with pytest.raises(NotAllowed):
        a_case(one_day[2], *one_day[:2])


def test_a_refusal_says_at_which_entry_the_history_breaks():
    """A correction can make another entry impossible, and the clerk must find it."""
    with pytest.raises(Refused) as refused:
        a_case("consult 2026-03-05", "end_consultation 2026-03-06", "correct_entry 2026-03-09 line=2")

    assert 3 == refused.value.values["line"]


def test_every_open_case_can_be_brought_to_an_end():
    for story, state in STANDS:
        if state in OPEN_STATES:
            assert a_case(*story, "withdraw 2026-12-31").closed
