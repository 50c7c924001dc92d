"""Reviews, suits and complaints: filed, answered, decided, each with its own clock."""

from datetime import date

import pytest

from tests.builders import LAW, a_case, day, entries
from workflow.alerts import AlertPolicy, owed
from workflow.copies import copies_of
from workflow.errors import BadFacts, Refused
from workflow.explain import DayMark, explain_response
from workflow.recourse import recourses
from workflow.replay import replay
from workflow.vocabulary import (
    Action,
    DeadlineKind,
    ProceedingResult,
    RecourseKind,
)
from workflow.workdays import Workdays

REFUSED = ("answer 2026-03-09 outcome=privacy", "serve 2026-03-11 method=in_person signed=2026-03-11")
REVIEW = "file_proceeding 2026-04-20 proceeding_kind=review received=2026-05-06"
SUIT = "file_proceeding 2026-09-10 proceeding_kind=suit_after_review received=2026-09-16"
CN: Workdays = LAW.workdays(LAW.statutes.named("cn-2019"))


def the_proceeding(*happened, **case):
    (one,) = a_case(*happened, **case).proceedings
    return one


def responses(*happened, **case):
    """The deadlines of proceedings: kind, last day, whether it runs."""
    asked = (DeadlineKind.REVIEW_REPLY, DeadlineKind.EVIDENCE)
    clock = a_case(*happened, **case).clock
    return [(d.kind.value, str(d.due_on), d.running) for d in clock.deadlines if d.kind in asked]


def refusal(*happened, **case):
    with pytest.raises(Refused) as refused:
        a_case(*happened, **case)
    return refused.value.code


# The table.


def test_a_proceeding_is_told_from_its_entries():
    one = the_proceeding(
        *REFUSED, REVIEW, "respond 2026-05-18", "decide_proceeding 2026-06-29 proceeding_result=upheld"
    )

    assert (4, "review", date(2026, 4, 20), date(2026, 5, 6)) == (
        one.line,
        one.kind,
        one.filed.on,
        one.received_on,
    )
    assert (date(2026, 5, 18), date(2026, 6, 29), "upheld") == (one.responded.on, one.decided.on, one.result)


def test_a_proceeding_nobody_has_decided_is_pending():
    assert ProceedingResult.PENDING is the_proceeding(*REFUSED, REVIEW).result


@pytest.mark.parametrize(
    "happened",
    [
        (),
        ("accept 2026-03-03",),
        ("ask_clarification 2026-03-05",),
        ("consult 2026-03-05",),
        ("extend 2026-03-20 days=5",),
        REFUSED,
        ("withdraw 2026-03-09",),
    ],
)
def test_a_proceeding_is_possible_in_every_state_and_moves_nothing_else(happened):
    plain = a_case(*happened)
    line = len(happened) + 2
    told = a_case(
        *happened,
        "file_proceeding 2026-04-20 proceeding_kind=review",
        f"respond 2026-04-21 proceeding={line}",
        f"decide_proceeding 2026-05-08 proceeding={line} proceeding_result=corrected",
    )

    assert (plain.state, plain.outcome, plain.clock.reply) == (told.state, told.outcome, told.clock.reply)
    assert (plain.counted_on, plain.counted_outcome) == (told.counted_on, told.counted_outcome)


def test_what_has_no_occasion_is_not_offered():
    def offered(*happened):
        acts = {action.value for action in a_case(*happened).possible()}
        return acts & {"file_proceeding", "respond", "decide_proceeding"}

    assert {"file_proceeding"} == offered(*REFUSED)
    assert {"file_proceeding", "respond", "decide_proceeding"} == offered(*REFUSED, REVIEW)
    assert {"file_proceeding", "decide_proceeding"} == offered(*REFUSED, REVIEW, "respond 2026-05-18")


RESULT = "proceeding_result=upheld"
DECIDED = f"decide_proceeding 2026-06-01 {RESULT}"


@pytest.mark.parametrize(
    ("code", "happened"),
    [
        ("before_receipt", ("file_proceeding 2026-02-20 proceeding_kind=complaint",)),
        ("copy_before_filing", ("file_proceeding 2026-04-20 proceeding_kind=review received=2026-04-17",)),
        ("no_simple_procedure", ("file_proceeding 2026-04-20 proceeding_kind=suit simple=true",)),
        ("no_open_proceeding", ("respond 2026-04-20",)),
        ("no_open_proceeding", (REVIEW, f"decide_proceeding 2026-04-17 {RESULT}")),
        ("no_open_proceeding", (REVIEW, DECIDED, DECIDED)),
        ("no_open_proceeding", (REVIEW, "respond 2026-05-18", "respond 2026-05-18")),
        ("no_open_proceeding", (REVIEW, DECIDED, "respond 2026-06-02")),
        ("answered_before_copy", (REVIEW, "respond 2026-05-05")),
        ("pending_is_no_result", (REVIEW, "decide_proceeding 2026-06-01 proceeding_result=pending")),
        ("which_proceeding", (REVIEW, SUIT, "respond 2026-09-20")),
        ("which_proceeding", (REVIEW, SUIT, "respond 2026-09-20 proceeding=3")),
        ("no_such_proceeding", ("reopen 2026-06-03 proceeding=3",)),
    ],
)  # fmt: skip
def test_what_cannot_have_been_so_is_refused(code, happened):
    assert code == refusal(*REFUSED, *happened)


def test_the_simple_procedure_came_with_the_law_of_2023():
    simple = "file_proceeding {0} proceeding_kind=review simple=true"

    assert "no_simple_procedure" == refusal(simple.format("2023-12-29"), received="2023-11-01")
    assert the_proceeding(simple.format("2024-01-02"), received="2023-11-01").limit.simple


def test_a_filing_without_its_kind_is_malformed():
    with pytest.raises(BadFacts):
        a_case("file_proceeding 2026-04-20 received=2026-04-20")


def test_of_two_that_are_open_the_one_that_is_named_is_answered():
    review, suit = a_case(*REFUSED, REVIEW, SUIT, "respond 2026-09-20 proceeding=5").proceedings

    assert (None, date(2026, 9, 20)) == (review.responded, suit.responded.on)


def test_an_answer_names_nothing_where_one_only_is_awaited():
    review, suit = a_case(*REFUSED, REVIEW, "respond 2026-05-18", SUIT, "respond 2026-09-20").proceedings

    assert (date(2026, 5, 18), date(2026, 9, 20)) == (review.responded.on, suit.responded.on)


def test_a_decision_taken_back_leaves_the_proceeding_pending():
    decided = f"decide_proceeding 2026-06-29 {RESULT}"
    wrong = a_case(*REFUSED, REVIEW, decided)
    taken_back = a_case(*REFUSED, REVIEW, decided, "correct_entry 2026-07-01 line=5 reason=录错")
    corrected = a_case(*REFUSED, REVIEW, decided, "correct_entry 2026-07-01 line=5 proceeding_result=other")

    results = [case.proceedings[0].result.value for case in (wrong, taken_back, corrected)]
    assert ["upheld", "pending", "other"] == results


def test_what_the_law_forbids_is_recorded_without_effect():
    told = "file_proceeding 2026-02-20 proceeding_kind=complaint irregular=登记前提起"

    with pytest.raises(Refused):
        a_case(told)  # nothing happens before the receipt, not even what should not have
    early = a_case(*REFUSED, REVIEW, "respond 2026-05-05 irregular=收到副本前已提交")

    assert ([5], None) == ([e.line for e in early.irregular], early.proceedings[0].responded)


# The clocks.


@pytest.mark.parametrize(
    ("kind", "received", "due"),
    [
        ("review", "2026-05-06", "2026-05-19"),  # ten working days, Saturday the 9th among them
        ("review simple=true", "2026-05-06", "2026-05-12"),
        ("review", "2024-01-02", "2024-01-16"),  # the law of 2023
        ("review", "2023-12-29", "2024-01-08"),  # ten natural days, New Year among them
        ("review", "2018-09-21", "2018-10-08"),  # the tenth is 1 October
        ("suit", "2018-09-03", "2018-09-18"),
        ("suit_after_review", "2026-09-16", "2026-10-08"),  # the fifteenth is 1 October
        ("suit", "2015-05-01", "2015-05-18"),  # the fifteenth is a Saturday
        ("suit", "2015-04-30", "2015-05-11"),  # ten days until then; the tenth is a Sunday
    ],
)
def test_the_day_of_the_copy_decides_the_law_and_the_count(kind, received, due):
    name = "evidence" if kind.startswith("suit") else "review_reply"
    filed = f"file_proceeding {received} proceeding_kind={kind}"

    assert [(name, due, True)] == responses(filed, received="2014-03-03")


def test_a_copy_that_came_later_counts_from_its_own_day_and_its_own_law():
    filed = "file_proceeding 2023-12-20 proceeding_kind=review"

    assert [("review_reply", "2024-01-02", True)] == responses(filed, received="2023-11-01")
    assert [("review_reply", "2024-01-16", True)] == responses(
        f"{filed} received=2024-01-02", received="2023-11-01"
    )


def test_a_complaint_and_a_law_of_another_land_set_no_clock():
    complaint = "file_proceeding 2026-04-20 proceeding_kind=complaint"

    assert [] == responses(complaint)
    assert [] == responses(complaint.replace("complaint", "suit"), statute="uk-2000")


@pytest.mark.parametrize("end", ["respond 2026-05-18", f"decide_proceeding 2026-05-18 {RESULT}"])
def test_the_answer_or_the_decision_ends_the_clock_and_the_end_of_the_request_does_not(end):
    assert [("review_reply", "2026-05-19", True)] == responses(*REFUSED, REVIEW)
    assert [("review_reply", "2026-05-19", False)] == responses(*REFUSED, REVIEW, end)


def test_its_deadline_is_kept_and_rings_until_somebody_acts():
    case = a_case(*REFUSED, REVIEW)
    (copy,) = copies_of(case).proceedings
    (deadline,) = (d for d in case.clock.deadlines if d.kind is DeadlineKind.REVIEW_REPLY)
    rung = [a.threshold for a in owed(deadline, CN, AlertPolicy(), day("2026-05-21"))]

    assert date(2026, 5, 19) == copy.due_on
    assert [5, 3, 1, 0, -1, -2] == rung
    assert copies_of(a_case(*REFUSED, REVIEW, "respond 2026-05-18")).proceedings[0].due_on is None


def test_every_day_of_it_is_explained():
    working, natural = (list(explain_response(one, CN)) for one in a_case(*REFUSED, REVIEW, SUIT).proceedings)
    off = {str(line.on) for line in working if line.mark is DayMark.OFF}

    assert (DayMark.ZERO, date(2026, 5, 6)) == (working[0].mark, working[0].on)
    assert {"2026-05-10", "2026-05-16", "2026-05-17"} == off
    assert (10, 10, True) == (working[-1].counted, working[-1].total, working[-1].is_due)
    assert [] == [line for line in natural if line.mark is DayMark.OFF]
    assert (date(2026, 10, 1), 15) == next((line.on, line.counted) for line in natural if line.counted == 15)
    assert (DayMark.MOVED, date(2026, 10, 8), True) == (natural[-1].mark, natural[-1].on, natural[-1].is_due)


# What the applicant may still do.


def test_what_was_filed_stands_in_place_of_the_period_that_ran():
    def ways(*happened):
        return {way.kind: way.filed_on for way in recourses(a_case(*happened))}

    provided = ("answer 2026-03-09 outcome=provided", REFUSED[1])
    again = ("reopen 2026-07-01", "answer 2026-07-06 outcome=provided", "serve 2026-07-07 method=in_person")

    assert {RecourseKind.REVIEW: date(2026, 4, 20), RecourseKind.SUIT: None} == ways(*provided, REVIEW)
    assert {RecourseKind.REVIEW: None, RecourseKind.SUIT: date(2026, 9, 10)} == ways(*provided, SUIT)
    assert {RecourseKind.REVIEW: None, RecourseKind.SUIT: None} == ways(*provided, REVIEW, *again)


def test_an_answer_entered_keeps_the_meaning_it_had():
    told = entries(*REFUSED, REVIEW, "respond 2026-05-18 proceeding=4")
    earlier = entries("file_proceeding 2026-04-01 proceeding_kind=complaint")[1]
    moved = [*told, type(earlier)(6, Action.FILE_PROCEEDING, earlier.on, earlier.facts)]

    complaint, review = sorted(replay(LAW, moved, implied=True).proceedings, key=lambda one: one.filed.on)
    assert (None, date(2026, 5, 18)) == (complaint.responded, review.responded.on)
