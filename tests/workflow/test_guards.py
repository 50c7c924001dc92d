"""Each thing the law forbids is refused with its own code, and on the day before it is not."""

import pytest

from tests.builders import a_case
from workflow.errors import NotAllowed, Refused
from workflow.guards import GUARDS
from workflow.vocabulary import Action

TOLD_OF_LONDON = {"received": "2024-03-04", "statute": "uk-2000"}
TWO_OPEN = ("consult 2026-03-05 with=甲", "consult 2026-03-05 with=乙 party=co_author")

# fmt: off
#: What comes before, the forbidden act, the code, and the same act as it is allowed.
FORBIDDEN = [
    ((), "ask_clarification 2026-03-12", "clarification_too_late", "ask_clarification 2026-03-11"),
    ((), "extend 2026-03-20 days=21", "extension_too_long", "extend 2026-03-20 days=20"),
    ((), "extend 2026-03-31 days=1", "after_the_limit", "extend 2026-03-30 days=1"),
    (("extend 2026-03-05 days=5", "consult 2026-03-06"),
         "extend 2026-03-09 days=5", "extended_already", "shorten_extension 2026-03-09 days=4"),
    (("defer 2026-03-05 until=2026-05-08", "consult 2026-03-06"),
         "extend 2026-03-09 days=5", "extended_already", "defer 2026-03-09 until=2026-05-09"),
    (("consult 2026-03-05",), "shorten_extension 2026-03-09", "no_extension", "extend 2026-03-09 days=1"),
    (("extend 2026-03-05 days=5",),
         "shorten_extension 2026-03-09 days=5", "not_shorter", "shorten_extension 2026-03-09 days=4"),
    (("extend 2026-03-05 days=5",),
         "shorten_extension 2026-03-31", "after_the_limit", "shorten_extension 2026-03-30"),
    ((), "defer 2026-03-20 until=2026-03-30", "deferral_too_early", "defer 2026-03-20 until=2026-03-31"),
    (("consult 2026-03-05 party=other_body",),
         "defer 2026-03-20 until=2026-03-20", "deferral_too_early", "defer 2026-03-20 until=2026-08-31"),
    ((), "consult 2026-03-05 delivered=2026-03-04", "delivered_before_sent",
         "consult 2026-03-05 delivered=2026-03-05"),
    (TWO_OPEN, "end_consultation 2026-03-09", "which_consultation", "end_consultation 2026-03-09 with=甲"),
    (TWO_OPEN, "end_consultation 2026-03-09 with=丙", "which_consultation",
         "end_consultation 2026-03-09 party=co_author"),
    (TWO_OPEN, "end_consultation 2026-03-09 with=甲 party=co_author", "which_consultation",
         "end_consultation 2026-03-09 with=乙 party=co_author"),
    (("charge_fee 2026-03-04",), "lapse 2026-04-01", "not_lapsed_yet", "lapse 2026-04-02"),
    (("ask_clarification 2026-03-05 answer_within_days=10",),
         "lapse 2026-03-19", "not_lapsed_yet", "lapse 2026-03-20"),
    ((), "answer 2026-03-20 outcome=withdrawn", "not_an_answer", "withdraw 2026-03-20"),
    ((), "answer 2026-03-20 outcome=clarification_lapsed", "not_an_answer",
         "answer 2026-03-20 outcome=other"),
    ((), "answer 2026-03-20 outcome=fee_lapsed", "not_an_answer", "answer 2026-03-20 outcome=provided"),
    ((), "answer 2026-03-20 outcome=not_exist search_on=2026-03-21", "tells_of_a_later_day",
         "answer 2026-03-20 outcome=not_exist search_on=2026-03-20"),
    ((), "answer 2026-03-20 outcome=repeat earlier_on=2026-03-21", "tells_of_a_later_day",
         "answer 2026-03-20 outcome=repeat earlier_on=2026-03-20"),
    ((), "answer 2026-03-20 outcome=not_exist items=图|not_exist|search_on=2026-03-21",
         "tells_of_a_later_day",
         "answer 2026-03-20 outcome=not_exist items=图|not_exist|search_on=2026-03-20"),
    (("answer 2026-03-20 outcome=not_exist search_on=2026-03-19",),
         "correct_entry 2026-03-21 line=2 search_on=2026-03-21", "tells_of_a_later_day",
         "correct_entry 2026-03-21 line=2 search_on=2026-03-20"),
    ((), "annotate 2026-03-01", "before_receipt", "annotate 2026-03-02"),
]
# fmt: on


@pytest.mark.parametrize(("before", "act", "code", "instead"), FORBIDDEN)
def test_what_the_law_forbids_is_refused_and_its_neighbour_is_not(before, act, code, instead):
    a_case(*before, instead)

    with pytest.raises(Refused) as refused:
        a_case(*before, act)
    assert code == refused.value.code
    assert "{" not in str(refused.value)


def test_a_late_answer_and_a_late_service_are_never_refused():
    late = a_case("answer 2026-08-31 outcome=provided", "serve 2026-09-01")

    assert "late" == late.timeliness


def test_without_a_day_given_a_request_for_another_text_may_lapse_at_once():
    assert a_case("ask_clarification 2026-03-05", "lapse 2026-03-05").closed


def test_in_london_an_extension_may_be_as_long_as_is_reasonable():
    assert a_case("extend 2024-03-20 days=200", **TOLD_OF_LONDON).clock.reply.due_on


def test_an_extension_granted_while_the_last_day_is_unknown_is_in_time():
    assert (
        a_case("consult 2026-03-05 party=other_body", "extend 2026-06-30 days=5").clock.periods[-1].extension
    )


def test_an_answer_that_the_statute_does_not_know_is_refused():
    with pytest.raises(Refused) as refused:
        a_case("answer 2024-03-20 outcome=petition", **TOLD_OF_LONDON)

    assert "outcome_not_in_statute" == refused.value.code


def test_a_letter_posted_before_the_day_of_service_is_served_on_the_day_of_posting():
    """国办公开办函〔2016〕235号第四条: 采取邮寄送达方式送达的，以交邮之日当日为期限计算时点."""
    with pytest.raises(Refused):
        a_case("answer 2026-03-27 outcome=provided", "serve 2026-03-31 method=post posted=2026-03-30")


@pytest.mark.parametrize("act", ["pay_fee 2026-03-05", "lapse 2026-03-05"])
def test_without_a_fee_notice_nothing_is_paid_and_nothing_lapses(act):
    with pytest.raises(NotAllowed):
        a_case("accept 2026-03-03", act)


def test_only_acts_that_the_law_limits_have_a_guard():
    free = {Action.ACCEPT, Action.CLARIFY, Action.WITHDRAW, Action.ANNOTATE, Action.ASSIGN}

    assert not free & set(GUARDS)
