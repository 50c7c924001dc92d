"""What each item of a reply must bring, what the case brings for it, and in which letter it may stand."""

import pytest

from letters.catalogue import LETTERS, letter_of_kind
from letters.compose import NO_ANSWERS, compose
from workflow.errors import Refused
from workflow.vocabulary import Action, Outcome

STATUTES = ("cn-2008", "cn-2019")
MIXED = [letter_of_kind(statute, "mixed_reply") for statute in STATUTES]
BOTH = pytest.mark.parametrize("letter", MIXED, ids=lambda letter: letter.statute)
PRIVACY = {"what": "补偿协议", "outcome": "privacy", "reason": "载有住址", "opinion_summary": "不同意公开"}
GIVEN = {"what": "批复", "outcome": "provided", "way": "邮寄"}
MISSING = {"what": "纪要", "outcome": "not_exist", "search": "查阅全部案卷"}


@pytest.mark.parametrize(
    ("kind", "items"),
    [
        ("granted", (GIVEN, MISSING)),
        ("privacy", (MISSING,)),
        ("partial", (GIVEN, GIVEN)),
        ("partial", (PRIVACY, MISSING)),
    ],
)
@pytest.mark.parametrize("statute", STATUTES)
def test_items_that_belong_in_another_letter_are_refused(statute, kind, items, context_of):
    letter = letter_of_kind(statute, kind)

    with pytest.raises(Refused) as refused:
        compose(letter, context_of(letter, items=items))

    assert refused.value.code == "items_do_not_fit"
    assert str(refused.value).startswith(f"The items do not fit the letter {kind}:")


@pytest.mark.parametrize("word", [*(outcome.value for outcome in NO_ANSWERS), "sonnet", ""])
@BOTH
def test_what_ends_a_whole_request_answers_no_item(letter, word, context_of):
    with pytest.raises(Refused) as refused:
        compose(letter, context_of(letter, items=(MISSING, {"what": "批复", "outcome": word})))

    assert refused.value.code == "bad_item_outcome"
    assert str(refused.value) == f"Item 2: “{word}” is no answer to one item."


def test_every_other_outcome_answers_an_item():
    assert set(NO_ANSWERS) == set(Outcome) - {
        letter.outcome for letter in LETTERS if letter.action is Action.ANSWER
    }


@BOTH
def test_what_an_item_lacks_is_named_with_its_number(letter, context_of):
    items = (
        PRIVACY | {"reason": " "},
        {"what": "\n", "outcome": "not_exist"},
        {"what": "图", "outcome": "not_ours"},
        {
            "what": "方案",
            "outcome": "partial",
            "given": "正文",
            "withheld": "附图",
            "ground": "privacy",
            "reason": "住址",
        },
        {"what": "其余", "outcome": "excessive", "reason": "重复"},
    )

    with pytest.raises(Refused) as refused:
        compose(letter, context_of(letter, applicant="", facts={}, items=items))

    assert refused.value.code == "letter_facts_missing"
    missing = (
        "1: reason",
        "2: what",
        "2: search / search_where",
        "3: right_body / reason",
        "4: opinion_summary",
    )
    assert refused.value.values["facts"] == ("applicant", *missing, "what")


@BOTH
def test_a_letter_of_unlike_items_needs_some(letter, context_of):
    with pytest.raises(Refused, match="mixed_reply still needs: items"):
        compose(letter, context_of(letter, items=()))


@BOTH
def test_what_the_case_knows_serves_an_item_that_is_silent(letter, context_of):
    silent = {"what": "补偿协议", "outcome": "privacy", "reason": "载有住址"}

    told = compose(letter, context_of(letter, facts={"opinion_summary": "反对"}, items=(silent,))).body

    assert "第三方的意见是：反对。" in "".join(told)


@BOTH
def test_what_an_item_says_itself_goes_before_what_the_case_knows(letter, context_of):
    told = compose(letter, context_of(letter, facts={"opinion_summary": "反对"}, items=(PRIVACY,))).text()

    assert "第三方的意见是：不同意公开。" in told
    assert "反对" not in told


@BOTH
def test_a_reason_of_the_case_is_no_reason_for_one_item_among_unlike_ones(letter, context_of):
    facts, draft = {"reason": "载有住址"}, {"what": "讨论稿", "outcome": "process_information"}

    with pytest.raises(Refused, match="needs: 2: reason"):
        compose(letter, context_of(letter, facts=facts, items=(PRIVACY, draft)))


def test_items_alike_need_not_repeat_what_is_said_of_the_case(context_of):
    letter = letter_of_kind("cn-2019", "process_information")
    items = tuple({"what": what, "outcome": "process_information"} for what in ("初稿", "二稿"))

    parts = compose(letter, context_of(letter, facts={"reason": "内容尚未确定"}, items=items))

    assert "".join(parts.body).count("理由是：内容尚未确定。") == 2
