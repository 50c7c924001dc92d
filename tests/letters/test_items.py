"""A reply to several items, each a complete answer."""

import re
from pathlib import Path

import pytest

from letters.catalogue import LETTERS, letter_for, letter_of_kind
from letters.compose import compose
from letters.items import chinese_number, headings
from workflow.vocabulary import Action

GOLDEN = Path(__file__).with_name("golden")
STATUTES = ("cn-2008", "cn-2019")
ANSWERS = [letter for letter in LETTERS if letter.action is Action.ANSWER and letter.outcome]
PARTIAL = [letter_of_kind(statute, "partial") for statute in STATUTES]
MIXED = [letter_of_kind(statute, "mixed_reply") for statute in STATUTES]
BY_NAME = pytest.mark.parametrize("letter", ANSWERS, ids=lambda letter: letter.template)
BY_STATUTE = pytest.mark.parametrize("letter", PARTIAL, ids=lambda letter: letter.statute)
BOTH = pytest.mark.parametrize("letter", MIXED, ids=lambda letter: letter.statute)
PRIVACY = {"what": "补偿协议", "outcome": "privacy", "reason": "载有住址", "opinion_summary": "不同意公开"}
GIVEN = {"what": "批复", "outcome": "provided", "way": "邮寄"}
MISSING = {"what": "纪要", "outcome": "not_exist", "search": "查阅全部案卷"}


def articles(paragraphs):
    return set(re.findall("第[一二三四五六七八九十]+条(?:第[一二三四五六七]+[款项])?", "\n".join(paragraphs)))


def item_of(letter, context_of, **changes):
    """An item answered as this letter answers the whole."""
    facts = context_of(letter).facts
    told = {name: facts[name] for name in letter.facts if name in facts and name != "what"}
    return told | {"what": "征地批复", "outcome": letter.outcome.value} | changes


def under(parts, heading):
    """The paragraphs below a heading, down to the next heading or the remedies."""
    below = parts.body[parts.body.index(heading) + 1 :]
    ends = [n for n, p in enumerate(below) if p.startswith(("如对本", "特此", "二、", "三、", "四、"))]
    return below[: ends[0]]


@pytest.mark.parametrize("statute", STATUTES)
@pytest.mark.parametrize("kind", ["not_exist", "partial"])
def test_a_letter_written_from_items_reads_as_agreed(statute, kind, itemised):
    letter = letter_of_kind(statute, kind)
    golden = GOLDEN / statute / f"{kind}-items.txt"

    assert golden.read_text(encoding="utf-8") == compose(letter, itemised(letter)).text()


@BY_NAME
def test_items_alike_stand_in_the_letter_of_their_outcome_under_headings(letter, context_of):
    what = {"what": context_of(letter).facts["what"]}  # of the case: an item's own is its heading
    items = (item_of(letter, context_of), item_of(letter, context_of, what="补偿协议"))
    alone, parts = (
        compose(letter, context_of(letter)),
        compose(letter, context_of(letter, facts=what, items=items)),
    )

    assert (parts.title, parts.body[0], parts.body[-1]) == (alone.title, alone.body[0], alone.body[-1])
    assert under(parts, "一、征地批复") == under(parts, "二、补偿协议") != ()
    assert articles(alone.body) <= articles(under(parts, "一、征地批复"))


@BY_NAME
def test_an_item_is_as_complete_an_answer_as_a_letter_of_its_own(letter, context_of):
    facts, items = context_of(letter).facts, (item_of(letter, context_of),)
    alone = compose(letter, context_of(letter)).body
    mixed = letter_for(letter.statute, Action.ANSWER, None)
    # What is asked of the case alone is handed over in full: the item must win wherever it speaks.
    parts = compose(
        mixed, context_of(mixed, facts={"what": facts["what"], "reason": "不该出现"}, items=items)
    )
    told = under(parts, "一、征地批复")

    own = [p for p in alone[1:] if not p.startswith(("如对本", "特此"))]
    assert articles(own) == articles(told)
    assert len(own) == len(told)
    for fact in letter.facts:
        if (
            fact in items[0]
            and fact not in ("what", "ground", "clerk_contact")
            and str(items[0][fact]) in "".join(own)
        ):
            assert str(items[0][fact]) in "".join(told)
    assert "不该出现" not in "".join(parts.body)


@pytest.mark.parametrize(
    "letter", [x for x in LETTERS if x.action is not Action.ANSWER], ids=lambda x: x.template
)
def test_only_an_answer_lists_items(letter, context_of):
    assert compose(letter, context_of(letter)) == compose(letter, context_of(letter, items=(GIVEN,)))


@pytest.mark.parametrize(
    ("whats", "expected"),
    [
        (["1、甲", "2．乙"], ("甲", "乙")),
        (["（一）甲", "（二）乙；"], ("甲", "乙")),
        (["三、四月份的纪要"], ("三、四月份的纪要",)),
        (["1.甲", "乙"], ("1.甲", "乙")),
        (["3.5亩的界址", "2.1亩的界址"], ("3.5亩的界址", "2.1亩的界址")),
        (["是否批准？", "批复："], ("是否批准", "批复")),
        ([], ()),
    ],
)
def test_a_clerks_own_numbers_give_way_only_when_all_are_there(whats, expected):
    assert expected == headings(whats)


@BOTH
def test_a_hundred_and_twelve_items_are_numbered_to_the_end(letter, context_of):
    body = compose(letter, context_of(letter, items=(MISSING,) * 112)).body

    assert [f"{chinese_number(n)}、纪要" for n in range(1, 113)] == [p for p in body if p.endswith("、纪要")]
    assert "一百一十二、纪要" in body


@BOTH
def test_unlike_items_are_answered_in_one_letter(letter, context_of):
    parts = compose(letter, context_of(letter, items=(PRIVACY, MISSING)))

    assert parts.title == "政府信息公开申请答复书"
    assert "不予公开" in under(parts, "一、补偿协议")[-1]
    assert "不存在" in under(parts, "二、纪要")[-1]
    assert "如对本答复不服" in parts.body[-2]


@BY_STATUTE
def test_a_partial_disclosure_lists_what_is_given_and_what_is_withheld(letter, context_of):
    plan = {
        "what": "方案",
        "outcome": "partial",
        "given": "正文",
        "withheld": "附图",
        "ground": "privacy",
        "reason": "载有住址",
    }
    items = (GIVEN, PRIVACY, {**plan, "opinion_summary": "否"}, MISSING)

    opening = compose(letter, context_of(letter, facts={}, items=items)).body[1]

    assert "可以公开的是：第一项“批复”。" in opening
    assert "不予公开的是：第二项“补偿协议”。" in opening
    assert "部分公开的是：第三项“方案”。" in opening
    assert "属于其他情形的是：第四项“纪要”。" in opening


@BY_STATUTE
def test_a_partial_disclosure_names_no_kind_of_item_it_has_not(letter, context_of):
    opening = compose(letter, context_of(letter, facts={}, items=(GIVEN, MISSING))).body[1]

    assert "不予公开" not in opening
    assert "部分公开" not in opening


@BY_NAME
def test_an_item_with_only_what_it_needs_has_no_holes(letter, context_of):
    needed = {name for need in letter.needs for name in need.split("|")} | {"outcome"}
    item = {name: value for name, value in item_of(letter, context_of).items() if name in needed}
    extra = {"opinion_summary": "不同意公开"} if "ground" in item else {}
    mixed = letter_for(letter.statute, Action.ANSWER, None)

    body = compose(
        mixed, context_of(mixed, facts={"what": "甲"}, items=({**item, **extra, "what": "批复"},))
    ).body

    assert not re.search(
        "[：，]。|，，|：$|于予以|于缴纳|（）|是。|“”|None", "\n".join(p for p in body if "答复如下" not in p)
    )


HOSTILE = (
    "{{ 7*7 }}",
    "{% include 'letter.j2' %}",
    "{# 张三 #}",
    "</w:t>]]>",
    '#emph[$x$] \\u{41} "',
    "%(n)s {name}",
)


@pytest.mark.parametrize("text", HOSTILE)
@BY_NAME
def test_what_is_written_in_an_item_is_printed_and_never_obeyed(letter, text, context_of):
    item = item_of(letter, context_of)
    words = {name: text for name, value in item.items() if isinstance(value, str)} | {
        "outcome": item["outcome"]
    }
    mixed = letter_for(letter.statute, Action.ANSWER, None)

    parts = compose(mixed, context_of(mixed, facts={"what": "甲"}, items=({**item, **words},)))

    assert f"一、{text}" in parts.body
    assert len([p for p in under(parts, f"一、{text}") if text in p]) >= 1


def test_a_line_break_in_an_item_makes_no_paragraph_of_its_own(context_of):
    broken = {**PRIVACY, "what": "补偿\n\n二、协议", "reason": "载有\u2028住址\n三、姓名"}

    body = compose(MIXED[1], context_of(MIXED[1], items=(broken,))).body

    assert "一、补偿 二、协议" in body
    assert not [p for p in body if p.startswith(("二、", "三、"))]


@BOTH
def test_the_applicant_does_not_learn_from_an_item_who_the_third_party_is(letter, context_of):
    facts = {"with": "李四", "party": "third_party"}
    text = compose(
        letter, context_of(letter, facts=facts, items=({**PRIVACY, "with": "李四"}, MISSING))
    ).text()

    assert "李四" not in text
    assert "书面征求了第三方的意见" in text
