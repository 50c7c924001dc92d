"""Every fact has its word in both languages, and is told in either."""

import pytest

from tests.builders import entry
from workflow.fact_words import FACT_WORDS, fact_name, told
from workflow.facts import COMMON, FACTS
from workflow.items import ITEM

SERVED = [("送达方式", "邮寄"), ("交邮之日", "2026年3月20日")]


def test_every_fact_has_its_chinese_word_and_there_is_no_word_too_many():
    known = {name for facts in (*FACTS.values(), COMMON, ITEM) for name in facts}

    assert known == set(FACT_WORDS)


@pytest.mark.parametrize(
    ("words", "pairs"),
    [
        ("extend 2026-03-20 days=10", [("工作日数", "10")]),
        ("charge_fee 2026-03-20 amount=12.50 per=page", [("金额（元）", "12.50"), ("计收方式", "按量")]),
        ("pay_fee 2026-03-20 amount=200", [("金额（元）", "200")]),
        (
            "serve 2026-03-20 method=post posted=2026-03-20",
            [("送达方式", "邮寄"), ("交邮之日", "2026年3月20日")],
        ),
        ("accept 2026-03-20 assumed=true", [("推定", "是")]),
        (
            "correct_entry 2026-03-20 line=2 outcome=privacy",
            [("所更正的记录", "2"), ("结果", "涉及个人隐私")],
        ),
        (
            "answer 2026-03-20 outcome=partial items=甲|provided⏎乙|privacy|reason=住址",
            [("结果", "部分公开"), ("各项内容", "1. 甲：予以公开\n2. 乙：涉及个人隐私；理由：住址")],
        ),
    ],
)
def test_facts_are_told_in_chinese(words, pairs):
    happened = entry(words)

    assert sorted(pairs) == sorted(told(happened.action, happened.facts))


def test_no_two_facts_of_an_action_are_called_the_same():
    for action, facts in FACTS.items():
        for lang in ("zh", "en"):
            names = [fact_name(name, lang) for name in facts]
            assert len(names) == len(set(names)), action


def test_english_readers_are_told_in_english():
    happened = entry(
        "answer 2026-03-20 outcome=partial items=map|provided⏎names|privacy|search_on=2026-03-03"
    )

    assert (
        ("Outcome", "partial"),
        ("Items", "1. map: provided\n2. names: privacy; Searched on: 2026-03-03"),
    ) == told(happened.action, happened.facts, "en")
