"""What a reply says of each thing asked for, and the outcome of the case that follows."""

import pytest

from tests.builders import a_case
from workflow.errors import BadFacts, Refused
from workflow.facts import read_facts
from workflow.items import check_outcome, outcomes_of, read_items
from workflow.vocabulary import Action, Outcome

# fmt: off
#: The outcomes of the items, and those the case may have, the one to take where nobody says first.
FOLLOWS = (
    ("privacy",                        "privacy"),
    ("privacy privacy",                "privacy"),
    ("provided privacy",               "partial"),
    ("not_exist already_public",       "partial"),
    ("provided petition",              "partial"),
    ("partial partial",                "partial"),
    ("partial not_ours",               "partial"),
    ("provided partial",               "partial"),
    ("already_public provided",        "provided already_public"),
    ("not_exist not_ours privacy",     "privacy not_exist not_ours"),
    ("repeat needs_making",            "needs_making repeat"),
)
BAD = (
    ("批复",                       "Item 1 needs outcome"),
    ("|provided",                  "Item 1 needs what"),
    ("批复|provided\n附图|lost",   "Item 2: outcome = “lost”"),
    ("批复|provided|way",          "“way” is not KEY=VALUE"),
    ("批复|provided|way=a|way=b",  "“way=b” is not KEY=VALUE"),
    ("批复|provided|colour=red",   "Item 1 has no fact colour"),
    ("批复|repeat|earlier_on=昨天", "earlier_on = “昨天”"),
    (" \n ",                       "is no list of items"),
    (7,                            "is no list of items"),
    ([7],                          "is no item"),
)
# fmt: on


def items(outcomes):
    return [{"what": f"第{n}项", "outcome": outcome} for n, outcome in enumerate(outcomes.split(), start=1)]


@pytest.mark.parametrize(("told", "expected"), FOLLOWS)
def test_the_outcome_of_a_case_follows_from_its_items(told, expected):
    assert tuple(expected.split()) == tuple(outcome.value for outcome in outcomes_of(items(told)))


@pytest.mark.parametrize(("told", "expected"), FOLLOWS)
@pytest.mark.parametrize("outcome", Outcome)
def test_an_outcome_the_items_do_not_lead_to_is_refused(told, expected, outcome):
    if outcome.value in expected.split():
        check_outcome(outcome, items(told))
        return

    with pytest.raises(Refused) as refused:
        check_outcome(outcome, items(told))
    assert "items_say_otherwise" == refused.value.code


def test_an_answer_cannot_contradict_its_items():
    with pytest.raises(Refused, match="lead to partial, not to provided"):
        a_case("answer 2026-03-09 outcome=provided items=甲|provided⏎乙|privacy")


def test_items_are_typed_a_line_each_or_told_as_json():
    typed = read_items("批复 | provided | way=邮寄\n\n 协议｜privacy｜reason=住址｜earlier_on=2026-03-01 ")
    told = read_items(
        [
            {"what": "批复", "outcome": "provided", "way": "邮寄"},
            {"what": "协议", "outcome": "privacy", "reason": "住址", "earlier_on": "2026-03-01"},
        ]
    )

    assert typed == told
    assert "2026-03-01" == typed[1]["earlier_on"].isoformat()


@pytest.mark.parametrize(("told", "message"), BAD)
def test_a_bad_item_is_named_by_its_number(told, message):
    with pytest.raises(BadFacts) as refused:
        read_facts(Action.ANSWER, {"outcome": "provided", "items": told})
    assert message in str(refused.value)


def test_the_case_remembers_what_became_of_each_item():
    case = a_case("answer 2026-03-09 outcome=partial items=甲|provided⏎乙|privacy")

    assert (Outcome.PROVIDED, Outcome.PRIVACY) == case.outcomes
    assert (Outcome.NOT_OURS,) == a_case("answer 2026-03-09 outcome=not_ours").outcomes
    assert () == a_case().outcomes


def test_an_answer_taken_up_again_forgets_its_items():
    case = a_case(
        "answer 2026-03-09 outcome=partial items=甲|provided⏎乙|privacy",
        "serve 2026-03-10 method=in_person signed=2026-03-10",
        "reopen 2026-04-10",
    )

    assert () == case.outcomes
