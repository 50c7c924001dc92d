"""The deadlines of a case: which there are, since when, by which article, and who is waited for."""

from datetime import date

import pytest

from tests.builders import LAW, a_case, deadline, entries
from workflow.clock import read_clock
from workflow.vocabulary import Action, DeadlineKind

D = DeadlineKind
CN = LAW.statutes.named("cn-2019")


def running(case):
    """The kinds of deadline for which somebody is waited for."""
    return [d.kind for d in case.clock.deadlines if d.running]


def test_a_new_request_has_its_reply_day_first_and_the_day_to_ask_for_another_text():
    case = a_case()

    assert [D.REPLY, D.CLARIFICATION_NOTICE] == running(case)
    assert case.clock.reply is case.clock.deadlines[0]


def test_the_law_of_2008_sets_no_day_to_ask_for_another_text():
    assert [D.REPLY] == running(a_case(received="2018-03-05"))


# fmt: off
NOTICE = "ask_clarification 2026-03-05 answer_within_days=10"
#: What was asked of whom: the deadline it sets, its day zero, its last day and the words it rests on.
ASKED = [
    (NOTICE,                                    D.CLARIFICATION, "2026-03-05", "2026-03-19", "30-notice"),
    ("consult 2026-03-03",                      D.THIRD_PARTY,   "2026-03-03", "2026-03-24", "32"),
    ("consult 2026-03-03 delivered=2026-03-05", D.THIRD_PARTY,   "2026-03-05", "2026-03-26", "32"),
    ("consult 2026-03-03 party=co_author",      D.CO_AUTHOR,     "2026-03-03", "2026-03-24", "34"),
    ("charge_fee 2026-03-04",                   D.FEE,           "2026-03-04", "2026-04-01", "fee-payment"),
]
# fmt: on


@pytest.mark.parametrize(("act", "kind", "since", "due", "sentence"), ASKED)
def test_what_is_asked_of_others_sets_a_deadline_of_its_own(act, kind, since, due, sentence):
    found = deadline(a_case(act), kind)

    assert (since, due, True) == (str(found.since), str(found.due_on), found.running)
    assert CN.sentences[sentence] == found.sentence


@pytest.mark.parametrize(
    "act", ["ask_clarification 2026-03-05", "consult 2026-03-05 party=other_body", "annotate 2026-03-05"]
)
def test_where_nobody_set_a_day_there_is_no_deadline(act):
    assert {D.REPLY, D.CLARIFICATION_NOTICE} == {d.kind for d in a_case(act).clock.deadlines}


@pytest.mark.parametrize(
    ("asked", "answered", "kind"),
    [
        ("ask_clarification 2026-03-05 answer_within_days=10", "clarify 2026-03-10", D.CLARIFICATION),
        ("consult 2026-03-05", "end_consultation 2026-03-10", D.THIRD_PARTY),
        ("charge_fee 2026-03-05", "pay_fee 2026-03-10", D.FEE),
    ],
)
def test_once_they_have_acted_nobody_waits_for_them(asked, answered, kind):
    assert kind not in running(a_case(asked, answered))


def test_once_another_text_is_asked_for_the_notice_is_no_longer_waited_for():
    assert D.CLARIFICATION_NOTICE not in running(a_case("ask_clarification 2026-03-05"))


def test_the_amended_text_opens_a_new_round_in_whatever_order_it_was_written_down():
    asked, came = "ask_clarification 2026-03-05", "clarify 2026-03-10"

    for story in ((asked, came), (came, asked)):
        notice = deadline(a_case(*story), D.CLARIFICATION_NOTICE)
        assert (date(2026, 3, 19), True) == (notice.due_on, notice.running)


def test_a_reopened_case_does_not_ring_for_a_notice_of_long_ago():
    served = ("answer 2026-03-03 outcome=partial", "serve 2026-03-03")

    assert D.CLARIFICATION_NOTICE not in running(a_case(*served, "reopen 2026-09-01"))


@pytest.mark.parametrize("end", ["withdraw 2026-03-10", "lapse 2026-04-02"])
def test_when_the_clock_stops_nobody_is_waited_for(end):
    case = a_case("charge_fee 2026-03-04", end)

    assert ([], True) == (running(case), case.closed)


def test_an_answer_stops_nothing_until_it_is_served():
    answer = "answer 2026-03-05 outcome=provided"

    assert D.REPLY in running(a_case(answer))
    assert [] == running(a_case(answer, "serve 2026-03-06"))


def test_the_first_limit_is_the_reply_day_had_nobody_extended_it():
    clock = a_case("consult 2026-03-09", "end_consultation 2026-03-16", "extend 2026-03-20 days=10").clock

    assert (date(2026, 4, 7), date(2026, 4, 21)) == (clock.first_limit, clock.reply.due_on)


def test_a_restart_moves_the_day_zero_of_the_reply():
    reply = a_case("ask_clarification 2026-03-05", "clarify 2026-03-10").clock.reply

    assert (3, date(2026, 3, 10)) == (reply.line, reply.since)


def test_days_beyond_the_published_years_are_provisional():
    assert a_case(received="2026-11-27").clock.reply.provisional
    assert not a_case(received="2026-11-26").clock.reply.provisional
    assert not a_case("charge_fee 2026-12-01", received="2026-11-27").clock.reply.provisional
    assert deadline(a_case("charge_fee 2026-12-01", received="2026-11-27"), D.FEE).provisional


def test_the_clock_can_be_read_without_a_case():
    story = ["consult 2026-03-09", "end_consultation 2026-03-16"]

    assert a_case(*story).clock == read_clock(CN, LAW.workdays(CN), entries(*story))


def test_only_what_touches_the_clock_is_a_step_of_it():
    steps = a_case("accept 2026-03-03", "extend 2026-03-09 days=5", "annotate 2026-03-10").clock.steps

    assert [Action.RECEIVE, Action.EXTEND] == [step.action for step in steps]


def own(*happened, received="2026-03-02"):
    """The office's own days: kind, line, last day."""
    case = a_case(*happened, received=received)
    asked = (D.HAND_OUT, D.SERVICE)
    return [(d.kind.value, d.line, str(d.due_on)) for d in case.clock.deadlines if d.kind in asked]


@pytest.mark.parametrize(
    ("happened", "expected"),
    [
        (("assign 2026-03-03 to=规划科 until=2026-03-16",), [("hand_out", 2, "2026-03-16")]),
        (("assign 2026-03-03 to=规划科",), []),
        # Given anew, it is the new day that counts, or none.
        (
            ("assign 2026-03-03 until=2026-03-16", "assign 2026-03-05 until=2026-03-20"),
            [("hand_out", 3, "2026-03-20")],
        ),
        (("assign 2026-03-03 until=2026-03-16", "assign 2026-03-05 to=小王"), []),
        (("assign 2026-03-03 until=2026-03-16", "extend 2026-03-20 days=5"), [("hand_out", 2, "2026-03-16")]),
        (("assign 2026-03-03 until=2026-03-16", "withdraw 2026-03-05"), []),
        (
            ("assign 2026-03-03 until=2026-03-16", "answer 2026-03-05 outcome=not_ours", "serve 2026-03-05"),
            [],
        ),
    ],
)
def test_a_hand_out_runs_until_it_is_given_anew_or_answered(happened, expected):
    assert expected == own(*happened)


def test_what_is_given_out_after_the_reply_runs_until_the_review_is_answered():
    told = (
        "answer 2026-03-05 outcome=provided",
        "serve 2026-03-05",
        "file_proceeding 2026-03-20 proceeding_kind=review",
    )
    given = (*told, "assign 2026-03-23 to=法规科 until=2026-03-26")

    assert [("hand_out", 5, "2026-03-26")] == own(*given)
    assert [] == own(*given, "respond 2026-03-25")


def test_what_is_answered_and_not_served_is_the_offices_own_reminder():
    assert [("service", 2, "2026-03-10")] == own("answer 2026-03-05 outcome=provided")
    assert [] == own("answer 2026-03-05 outcome=provided", "serve 2026-03-06")
    assert [] == own("answer 2026-03-05 outcome=provided", "serve 2026-03-06", "reopen 2026-04-07")


@pytest.mark.parametrize("until", ["0001-01-01", "1999-12-31", "2100-01-01", "9999-12-31"])
def test_a_hand_out_beyond_the_calendar_is_no_deadline(until):
    assert [] == own(f"assign 2026-03-03 until={until}")


def test_the_offices_own_days_change_nothing_the_law_asks():
    plain = a_case("answer 2026-04-01 outcome=provided", "serve 2026-04-02")
    given = a_case(
        "assign 2026-03-03 until=2026-03-05", "answer 2026-04-01 outcome=provided", "serve 2026-04-02"
    )

    assert plain.clock.reply.due_on == given.clock.reply.due_on
    assert (plain.timeliness, plain.counted_on) == (given.timeliness, given.counted_on)
    assert [d.kind for d in plain.clock.deadlines] == [d.kind for d in given.clock.deadlines]
