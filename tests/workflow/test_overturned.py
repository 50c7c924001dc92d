"""A reply that was overturned on review: every sentence of the rule on taking the request up again."""

from datetime import date

import pytest

from tests.builders import a_case
from workflow.vocabulary import Outcome, State, Timeliness

REFUSED = ("answer 2026-03-09 outcome=privacy", "serve 2026-03-11 method=in_person signed=2026-03-11")
REVIEW = "file_proceeding 2026-04-20 proceeding_kind=review received=2026-05-06"
SUIT = "file_proceeding 2026-09-10 proceeding_kind=suit_after_review received=2026-09-16"
OVERTURNED = (*REFUSED, REVIEW, "decide_proceeding 2026-06-29 proceeding_result=corrected")
AGAIN = ("answer 2026-07-20 outcome=provided", "serve 2026-07-21 method=in_person")


def test_a_reply_that_was_overturned_alone_changes_no_count():
    case, before = a_case(*OVERTURNED), a_case(*REFUSED)

    assert (before.counted_on, before.counted_outcome, before.state) == (
        case.counted_on, case.counted_outcome, case.state,
    )  # fmt: skip
    assert case.proceedings[0].unmended


def test_taking_it_up_again_is_an_act_of_its_own_with_the_period_the_decision_gives_or_a_full_new_one():
    def due(reopen):
        case = a_case(*OVERTURNED, reopen)
        return (case.state, str(case.clock.reply.due_on))

    assert (State.ACCEPTED, "2026-07-22") == due("reopen 2026-07-01 days=15 proceeding=4 decision=复议决定")
    assert (State.ACCEPTED, "2026-07-29") == due("reopen 2026-07-01")


def test_a_case_counts_by_the_last_answer_of_the_year_it_was_first_closed():
    same_year = a_case(*OVERTURNED, "reopen 2026-07-01", *AGAIN)
    later = [told.replace("2026-07", "2027-07") for told in ("reopen 2026-07-01", *AGAIN)]
    next_year = a_case(*OVERTURNED, *later)

    assert (date(2026, 7, 21), Outcome.PROVIDED) == (same_year.counted_on, same_year.counted_outcome)
    assert (date(2026, 3, 11), Outcome.PRIVACY) == (next_year.counted_on, next_year.counted_outcome)
    assert Timeliness.IN_TIME is next_year.timeliness


@pytest.mark.parametrize("named", ["", " proceeding=4"])
def test_a_proceeding_knows_that_the_request_was_taken_up_again(named):
    case = a_case(*OVERTURNED, f"reopen 2026-07-01{named}")

    assert (date(2026, 7, 1), False) == (case.proceedings[0].reopened.on, case.proceedings[0].unmended)


def test_a_request_taken_up_again_over_one_proceeding_leaves_the_other_as_it_was():
    both = (*REFUSED, REVIEW, SUIT)
    decided = [f"decide_proceeding 2026-10-20 proceeding={n} proceeding_result=corrected" for n in (4, 5)]
    review, suit = a_case(*both, *decided, "reopen 2026-11-02 proceeding=5").proceedings

    assert (True, False) == (review.unmended, suit.unmended)
