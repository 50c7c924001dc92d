"""A reply to several items, and what is withheld in part."""

import re

import pytest

from letters.catalogue import LETTERS, letter_for, letter_of_kind
from letters.compose import compose
from letters.items import numbered
from workflow.errors import Refused
from workflow.vocabulary import Action, Outcome, State

ANSWERS = [letter for letter in LETTERS if letter.action is Action.ANSWER]
PARTIAL = [letter_of_kind(statute, "partial") for statute in ("cn-2008", "cn-2019")]
BY_STATUTE = pytest.mark.parametrize("letter", PARTIAL, ids=lambda letter: letter.statute)
ITEMS = "批复：予以公开，随函提供复制件\n\n 补偿协议：涉及个人隐私，不予公开。\n勘测定界图：本机关不掌握"
GROUNDS = [o for o in Outcome if o.family is State.WITHHELD and o is not Outcome.REGISTRY_INQUIRY]


@pytest.mark.parametrize("letter", ANSWERS, ids=lambda letter: letter.template)
def test_each_item_becomes_its_numbered_paragraph_before_the_remedies(letter, context_of):
    parts = compose(letter, context_of(letter, facts=context_of(letter).facts | {"items": ITEMS}))

    at = parts.body.index("各项申请内容分别答复如下：")
    assert parts.body[at + 1 : at + 4] == (
        "一、批复：予以公开，随函提供复制件。",
        "二、补偿协议：涉及个人隐私，不予公开。",
        "三、勘测定界图：本机关不掌握。",
    )
    assert len(parts.body) - at - 4 == (1 if letter.kind in ("petition", "other_channel") else 2)


@pytest.mark.parametrize("letter", [x for x in LETTERS if x not in ANSWERS], ids=lambda x: x.template)
def test_only_an_answer_lists_items(letter, context_of):
    text = compose(letter, context_of(letter, facts=context_of(letter).facts | {"items": ITEMS})).text()

    assert "各项申请内容" not in text


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["1、甲", "2．乙"], ("一、甲。", "二、乙。")),
        (["（一）甲", "（二）乙；"], ("一、甲。", "二、乙。")),
        (["三、四月份的纪要"], ("一、三、四月份的纪要。",)),
        (["1.甲", "乙"], ("一、1.甲。", "二、乙。")),
        (["3.5亩", "2.1亩"], ("一、3.5亩。", "二、2.1亩。")),
        (["", ""], ()),
    ],
)
def test_a_clerks_own_numbers_give_way_only_when_all_are_there(lines, expected):
    assert expected == numbered(lines)


@BY_STATUTE
def test_items_are_enough_for_a_partial_disclosure(letter, context_of):
    body = compose(letter, context_of(letter, facts={"items": ITEMS})).body

    assert "三、勘测定界图：本机关不掌握。" in body
    assert "下列内容不予公开" not in "".join(body)


@BY_STATUTE
@pytest.mark.parametrize("ground", GROUNDS)
def test_what_is_withheld_in_part_rests_on_the_articles_of_a_refusal(letter, ground, context_of):
    def articles(which, facts):
        text = compose(which, context_of(which, facts=facts)).text()
        return set(re.findall("第[二三四五六八十]+条(?:第[一二三四]款)?", text))

    facts = context_of(letter).facts | {
        "ground": ground.value,
        "forbidding_law": "《某法》",
        "opinion_summary": "否",
    }
    whole = articles(letter_for(letter.statute, Action.ANSWER, ground), facts)
    general = {"第三十六条", "第二十一条"}  # how an answer is given, whatever its ground

    assert whole - general <= articles(letter, facts)


@BY_STATUTE
@pytest.mark.parametrize(
    ("ground", "also"),
    [("privacy", "opinion_summary"), ("forbidden_by_law", "forbidding_law"), ("state_secret", "")],
)
def test_a_ground_asks_for_what_its_refusal_asks_for(letter, ground, also, context_of):
    facts = {"given": "正文", "withheld": "附件", "reason": "载有住址", "ground": ground}

    if not also:
        assert compose(letter, context_of(letter, facts=facts))
        return
    with pytest.raises(Refused, match=f"partial still needs: {also}."):
        compose(letter, context_of(letter, facts=facts))


@BY_STATUTE
def test_a_ground_may_be_told_in_the_offices_own_words(letter, context_of):
    facts = {"given": "正文", "withheld": "附件", "reason": "载有住址", "ground": "《某法》第三条"}

    assert (
        "不予公开的依据是：《某法》第三条，理由是：载有住址。"
        in compose(letter, context_of(letter, facts=facts)).text()
    )


@BY_STATUTE
@pytest.mark.parametrize("ground", ["not_exist", "registry_inquiry", "repeat", "provided"])
def test_an_outcome_that_withholds_nothing_is_no_ground(letter, ground, context_of):
    with pytest.raises(Refused) as refused:
        compose(letter, context_of(letter, facts=context_of(letter).facts | {"ground": ground}))

    assert ("bad_ground", ground) == (refused.value.code, refused.value.values["ground"])
