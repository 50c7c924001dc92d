"""A history in plain words is answered with its deadlines, or refused with a reason; it never crashes."""

import pytest

from tests.builders import LAW
from workflow.errors import CaseworkError
from workflow.history import answer


def line(*events, received="2026-03-02", **more):
    """A line of a batch."""
    return {"received": received, "events": list(events), **more}


def event(action, on, **facts):
    return {"action": action, "on": on, **facts}


def test_the_shortest_line_is_answered():
    assert {
        "id": None,
        "statute": "cn-2019",
        "reply": {"due": "2026-03-30", "provisional": False},
        "clarification_notice": {"due": "2026-03-11"},
    } == answer(LAW, {"received": "2026-03-02"})


def test_every_part_of_a_line_may_be_left_out_or_null():
    plain = answer(LAW, line())

    assert plain == answer(
        LAW, {"received": "2026-03-02", "id": None, "statute": None, "region": None, "events": None}
    )
    assert plain == answer(LAW, line(statute="", region=""))


@pytest.mark.parametrize("given", [7, "a", None, ["x"]])
def test_an_identifier_comes_back_as_it_was(given):
    assert given == answer(LAW, line(id=given))["id"]


def test_the_example_of_the_contract():
    events = (event("consult", "2026-03-09"), event("end_consultation", "2026-03-16"))

    assert "2026-04-21" == answer(LAW, line(*events, event("extend", "2026-03-20", days=10)))["reply"]["due"]


def test_an_acceptance_is_implied_where_an_act_needs_it():
    written = (event("accept", "2026-03-09"), event("extend", "2026-03-20", days=10))

    assert answer(LAW, line(*written)) == answer(LAW, line(written[1]))


def test_a_line_may_name_its_statute_and_its_region():
    assert "cn-2008" == answer(LAW, line(statute="cn-2008"))["statute"]
    assert "2019-06-20" == answer(LAW, line(received="2019-05-20", region="cn-64"))["reply"]["due"]
    assert "2019-06-18" == answer(LAW, line(received="2019-05-20"))["reply"]["due"]


def test_the_day_is_null_while_the_end_of_a_pause_cannot_be_known():
    told = answer(LAW, line(event("charge_fee", "2026-03-04")))

    assert {"due": None, "provisional": False} == told["reply"]
    assert {"due": "2026-04-01"} == told["fee"]


def test_what_was_asked_of_others_is_told_too():
    asked = line(event("consult", "2026-03-03"), event("consult", "2026-03-03", party="co_author"))
    told = answer(LAW, asked)

    assert [{"due": "2026-03-24"}] * 2 == [told["third_party"], told["co_author"]]


def test_a_day_in_a_year_without_a_notice_is_provisional():
    assert {"due": "2026-12-24", "provisional": False} == answer(LAW, line(received="2026-11-26"))["reply"]
    assert {"due": "2026-12-25", "provisional": True} == answer(LAW, line(received="2026-11-27"))["reply"]


def test_an_answer_need_not_say_what_was_answered():
    assert (
        "2026-03-30"
        == answer(LAW, line(event("answer", "2026-03-05"), event("serve", "2026-03-06")))["reply"]["due"]
    )


def test_an_irregular_event_has_no_effect():
    late = event("ask_clarification", "2026-03-20", irregular="逾期告知")

    assert answer(LAW, line()) == answer(LAW, line(late))


# fmt: off
BAD_LINES = [
    ({}, "bad_day"),
    (line(received=None), "bad_day"),
    (line(received="2026-3-2"), "bad_day"),
    (line(received="2026-02-30"), "bad_day"),
    (line(received="20260302"), "bad_day"),
    (line(received="2026-W10-1"), "bad_day"),
    (line(received=20260302), "bad_day"),
    (line(received="2008-04-30"), "no_statute_in_force"),
    (line(received="1999-12-31", statute="cn-2008"), "calendar_range"),
    (line(statute="cn-1999"), "no_statute"),
    (line(statute=5), "bad_history"),
    (line(region=5), "bad_history"),
    (line(region=["cn-64"]), "bad_history"),
    (line(region="cn-99"), "region_unknown"),
    (line(colour="red"), "unknown_key"),
    ({"received": "2026-03-02", "events": "consult"}, "bad_events"),
    ({"received": "2026-03-02", "events": {}}, "bad_events"),
    ({"received": "2026-03-02", "events": False}, "bad_events"),
    (line("consult 2026-03-09"), "bad_event"),
    (line(None), "bad_event"),
    (line({"on": "2026-03-09"}), "unknown_action"),
    (line(event("approve", "2026-03-09")), "unknown_action"),
    (line(event("receive", "2026-03-09")), "unknown_action"),
    (line(event(["consult"], "2026-03-09")), "unknown_action"),
    (line(event("consult", None)), "bad_day"),
    (line(event("consult", "2026-03-09T00:00")), "bad_day"),
    (line(event("consult", "2026-03-09", party="uncle")), "bad_fact"),
    (line(event("consult", "2026-03-09", party=["third_party"])), "bad_fact"),
    (line(event("consult", "2026-03-09", days=3)), "unknown_fact"),
    (line(event("extend", "2026-03-09")), "missing_fact"),
    (line(event("extend", "2026-03-09", days="ten")), "bad_fact"),
    (line(event("extend", "2026-03-09", days=10**30), statute="uk-2000"), "calendar_range"),
    (line(event("reopen", "2026-03-09")), "action_not_allowed"),
    (line(event("clarify", "2026-03-09")), "action_not_allowed"),
    (line(event("pay_fee", "2026-03-09")), "action_not_allowed"),
    (line(event("withdraw", "2026-03-09"), event("withdraw", "2026-03-09")), "action_not_allowed"),
    (line(event("annotate", "2026-03-01")), "before_receipt"),
    (line(event("correct_entry", "2026-03-09", line=2)), "no_such_line"),
    (line(event("correct_entry", "2026-03-09", line=1)), "receipt_stays"),
    (line(event("correct_entry", "2026-03-09", line=1, days=3)), "unknown_fact"),
]
# fmt: on


@pytest.mark.parametrize(("given", "code"), BAD_LINES, ids=lambda part: str(part)[:60])
def test_a_line_that_cannot_be_is_refused_with_its_reason(given, code):
    with pytest.raises(CaseworkError) as refused:
        answer(LAW, given)

    assert code == refused.value.code
    assert str(refused.value)
