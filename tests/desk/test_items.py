"""An answer to several things: items on the command line, in the ledger, and in the letter."""

import pytest
from docx import Document

ITEMS = (
    "批复正文 | provided | way=邮寄纸质复制件",
    "各户协议|privacy|opinion_summary=不同意公开|reason=载有住址和银行账号",
    "勘测图|not_exist|search_where=本机关档案室|search_on=2026-03-06|search_by=档案管理员|search_words=丁村勘测",
)


def answer(foi, *items, outcome=()):
    words = [word for item in items for word in ("--item", item)]
    return foi("--json", "answer", "2026-0001", *outcome, "--on", "2026-03-10", *words)


def letter(foi):
    said = foi("--json", "letter", "draft", "2026-0001")
    assert said.code == 0, said.err
    item = said.json["items"][0]
    return item["kind"], "\n".join(p.text for p in Document(item["docx"]).paragraphs)


def test_the_outcome_follows_from_the_items_and_the_letter_is_written_from_them(logged):
    case = answer(logged, *ITEMS).json
    kind, text = letter(logged)

    assert ("partial", "partially_disclosed") == (case["outcome"], case["state"])
    assert ["provided", "privacy", "not_exist"] == [item["outcome"] for item in case["items"]]
    assert "2026-03-06" == case["items"][2]["search_on"]
    assert "partial" == kind
    wanted = "一、批复正文 邮寄纸质复制件 二、各户协议 第十五条 三、勘测图 2026年3月6日 丁村勘测"
    assert [] == [told for told in wanted.split() if told not in text]
    assert 0 == logged("verify").code


def test_a_withheld_item_makes_the_whole_letter_offer_review_first(logged):
    answer(logged, *ITEMS)

    assert "应当自收到本决定之日起六十日内先向甲市人民政府申请行政复议" in letter(logged)[1]


def test_a_partial_reply_that_withholds_nothing_leaves_both_ways_open(logged):
    answer(logged, ITEMS[0], ITEMS[2])

    assert "六个月内向甲市人民法院提起行政诉讼" in letter(logged)[1]


def test_a_part_withheld_for_being_no_government_information_leaves_both_ways_open(logged):
    facts = ("given=批复正文，共2页", "withheld=会议记录", "reason=由村民委员会形成", "way=邮寄")
    told = [word for fact in (*facts, "ground=not_government_information") for word in ("--fact", fact)]
    assert 0 == answer(logged, outcome=("partial", *told)).code

    assert "六个月内向甲市人民法院提起行政诉讼" in letter(logged)[1]


def test_unlike_items_of_which_none_is_given_have_a_letter_of_their_own(logged):
    case = answer(logged, ITEMS[1], ITEMS[2]).json
    kind, text = letter(logged)

    assert ("privacy", "mixed_reply") == (case["outcome"], kind)
    assert "政府信息公开申请答复书" in text


def test_the_clerk_names_the_leading_outcome_where_none_is_given(logged):
    assert "not_exist" == answer(logged, ITEMS[1], ITEMS[2], outcome=("not_exist",)).json["outcome"]


def test_alike_items_have_the_letter_of_their_outcome(logged):
    answer(logged, "甲 | provided | way=邮寄", "乙 | provided | way=邮寄")

    kind, text = letter(logged)
    assert "granted" == kind
    assert "二、乙" in text


def test_what_an_item_lacks_is_named_with_its_number(logged):
    answer(logged, ITEMS[0], "各户协议|privacy")
    said = logged("--json", "letter", "draft", "2026-0001")

    assert (4, "letter_facts_missing") == (said.code, said.error["code"])
    assert "第2项的意见摘要（opinion_summary）" in said.error["message"]


@pytest.mark.parametrize(
    ("items", "outcome", "code", "exit_code"),
    [
        (ITEMS[:2], ("provided",), "items_say_otherwise", 4),
        (("批复",), (), "bad_item_fact", 2),
        (("批复|lost",), (), "bad_item_fact", 2),
        ((), (), "no_outcome", 2),
        (("批复|withdrawn",), (), "not_an_answer", 4),
        (("批复|withdrawn", "附图|provided"), (), "not_an_answer", 4),
    ],
)
def test_items_that_cannot_be_are_refused_and_nothing_is_written(logged, items, outcome, code, exit_code):
    said = answer(logged, *items, outcome=outcome)

    assert (exit_code, code) == (said.code, said.error["code"])
    assert 1 == logged("--json", "show", "2026-0001").json["version"]


def test_an_items_own_word_goes_before_the_cases(logged):
    words = ("--fact", "opinion_summary=案卷所记意见")
    logged("answer", "2026-0001", "--on", "2026-03-10", "--item", ITEMS[0], "--item", ITEMS[1], *words)

    text = letter(logged)[1]
    assert "不同意公开" in text
    assert "案卷所记意见" not in text
