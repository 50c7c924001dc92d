import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from letters.catalogue import LETTERS, letter_of_kind
from letters.compose import compose, title_of
from letters.render import render
from workflow.errors import Refused

GOLDEN = Path(__file__).with_name("golden")
BY_NAME = pytest.mark.parametrize("letter", LETTERS, ids=lambda letter: letter.template)
GRANTED = letter_of_kind("cn-2019", "granted")


@BY_NAME
def test_a_letter_reads_as_agreed(letter, context_of):
    golden = GOLDEN / letter.statute / f"{letter.kind}.txt"

    assert golden.read_text(encoding="utf-8") == compose(letter, context_of(letter)).text()


@BY_NAME
def test_a_letter_has_its_title_before_it_is_told_anything(letter, context_of):
    assert compose(letter, context_of(letter)).title == title_of(letter)


@BY_NAME
def test_a_letter_has_all_its_parts(letter, context_of):
    context = context_of(letter)
    parts = compose(letter, context)
    farewell = "特此告知。" if letter.to == "applicant" else "特此函告。"

    assert parts.addressee == ("张三：" if letter.to == "applicant" else f"{context.facts['with']}：")
    assert parts.signoff == "甲市乙区人民政府办公室"
    assert parts.body[-1] == ("特此通知。" if letter.kind == "fee_notice" else farewell)
    assert all((parts.title, parts.number, parts.day, parts.note))


@BY_NAME
def test_nobody_else_learns_who_the_applicant_is(letter, context_of):
    text = compose(letter, context_of(letter)).text()

    assert ("张三" in text) == (letter.to == "applicant")


@BY_NAME
def test_the_applicant_does_not_learn_who_the_third_party_is(letter, context_of):
    facts = context_of(letter).facts | {"party": "third_party", "with": "李四"}

    text = compose(letter, context_of(letter, facts=facts)).text()

    assert ("李四" in text) == (letter.to != "applicant")


@BY_NAME
def test_everything_missing_is_named_at_once(letter, context_of):
    bare = context_of(letter, applicant=" ", ref="", channel="", facts={}, items=())

    with pytest.raises(Refused) as refused:
        compose(letter, bare)

    expected = ("applicant", *(need.replace("|", " / ") for need in letter.needs))
    assert refused.value.code == "letter_facts_missing"
    assert expected == refused.value.values["facts"]


@BY_NAME
def test_a_letter_with_only_what_it_needs_has_no_holes(letter, context_of):
    needed = {name for need in letter.needs for name in need.split("|")}
    facts = {name: value for name, value in context_of(letter).facts.items() if name in needed}
    if "ground" in facts:
        facts["opinion_summary"] = "不同意公开"

    body = compose(letter, context_of(letter, facts=facts)).body

    assert not re.search("[：，]。|，，|：$|于予以|于缴纳|（）|是。|None", "\n".join(body))


def test_an_empty_fact_is_a_missing_one(context_of):
    with pytest.raises(Refused, match="granted still needs: way"):
        compose(GRANTED, context_of(GRANTED, facts={"way": "\n "}))


def test_a_draft_has_no_number_line_and_no_remedies_unless_given(context_of):
    parts = compose(GRANTED, context_of(GRANTED, number="", remedies=""))

    assert parts.number == ""
    assert parts.body[-1] == "特此告知。"
    assert "提供的方式是" in parts.body[-2]


def test_an_organisation_is_addressed_as_one(context_of):
    parts = compose(GRANTED, context_of(GRANTED, applicant="丁村合作社", organisation=True))

    assert "贵单位" in parts.body[0]
    assert "您" not in "".join(parts.body)


@BY_NAME
def test_a_date_has_no_leading_zeros(letter, context_of):
    parts = compose(letter, context_of(letter, received_on=date(2018, 1, 2), dated=date(2018, 3, 4)))

    assert parts.day == "2018年3月4日"
    assert "2018年1月2日" in parts.body[0]


HOSTILE = (
    "{{ 7*7 }}",
    "{% for i in range(10**9) %}{% endfor %}",
    "{{ ''.__class__ }}",
    "{# 张三 #}",
    "<b>张三</b>&amp;",
    "</w:t></w:r>]]>",
    '#emph[张三] $x$ \\u{41} "',
    "%(name)s {name}",
)


@pytest.mark.parametrize("name", HOSTILE)
@BY_NAME
def test_what_people_wrote_is_printed_and_never_obeyed(letter, name, context_of):
    words = {fact for fact, value in context_of(letter).facts.items() if isinstance(value, str)}
    facts = context_of(letter).facts | dict.fromkeys(words | {"with"}, name)
    parts = compose(letter, context_of(letter, applicant=name, subject=name, facts=facts))

    assert f"{name}：" == parts.addressee
    assert f"“{name}”" in parts.body[0]


@pytest.mark.parametrize(
    "mark", ["\n", "\r\n", "\t", "\x00", "\x1b", "\u2028", "\u202e", "\u200b", "\ufffe", "\ud800"]
)
def test_a_control_character_becomes_a_space(mark, context_of):
    parts = compose(GRANTED, context_of(GRANTED, applicant=f"张{mark}三", subject=f"甲{mark}{mark}乙"))

    assert parts.addressee == "张 三："
    assert "“甲 乙”" in parts.body[0]


@pytest.mark.parametrize("name", ["喆堃䶮", "𠮷", "欧阳·买买提", "O’Neill", "葛󠄀"])
def test_a_rare_name_is_left_alone(name, context_of):
    assert f"{name}：" == compose(GRANTED, context_of(GRANTED, applicant=name)).addressee


def test_a_clerks_final_stop_is_not_doubled(context_of):
    parts = compose(GRANTED, context_of(GRANTED, facts={"way": "邮寄纸质复制件。"}))

    assert "邮寄纸质复制件。" in "".join(parts.body)
    assert "。。" not in "".join(parts.body)


def test_a_receipt_without_a_known_last_day_gives_the_period_only(context_of):
    letter = letter_of_kind("cn-2019", "receipt")

    text = compose(letter, context_of(letter, facts={})).text()

    assert "20个工作日内予以答复。" in text
    assert "届满" not in text


@pytest.mark.parametrize("statute", ["cn-2008", "cn-2019"])
def test_a_correction_without_a_last_day_counts_from_the_notice(statute, context_of):
    letter = letter_of_kind(statute, "correction_notice")

    text = compose(letter, context_of(letter, facts={"what": "年份", "answer_within_days": 10})).text()

    assert "自收到本告知书之日起10个工作日内" in text


@pytest.mark.parametrize("statute", ["cn-2008", "cn-2019"])
def test_a_reason_is_enough_where_the_right_body_is_unknown(statute, context_of):
    letter = letter_of_kind(statute, "not_ours")

    text = compose(letter, context_of(letter, facts={"reason": "该档案已于2001年移交"})).text()

    assert "理由是：该档案已于2001年移交。" in text
    assert "尚不能确定" in text


def test_a_fact_the_letter_does_not_ask_for_is_not_printed(context_of):
    facts = {"way": "当面领取", "secret": "内部意见", "office": "别的机关"}

    text = compose(GRANTED, context_of(GRANTED, facts=facts)).text()

    assert "内部意见" not in text
    assert "别的机关" not in text


@pytest.mark.parametrize("statute", ["cn-2008", "cn-2019"])
@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ({"search": "查阅全部案卷"}, "情况是：查阅全部案卷。"),
        ({"search_where": "档案室"}, "情况是：在档案室检索。"),
        (
            {"search_where": "档案室", "search_words": "征地 补偿"},
            "情况是：在档案室以“征地 补偿”为关键词检索。",
        ),
        (
            {"search_where": "档案室", "search_words": "“征地”“补偿”"},
            "情况是：在档案室以“征地”“补偿”为关键词检索。",
        ),
        (
            {
                "search_where": "档案室",
                "search_on": date(2024, 5, 6),
                "search_by": "王五",
                "search": "目录已查。",
            },
            "情况是：目录已查；由王五于2024年5月6日在档案室检索。",
        ),
    ],
)
def test_a_search_is_told_in_one_sentence(statute, told, expected, context_of):
    letter = letter_of_kind(statute, "not_exist")
    alone = compose(letter, context_of(letter, facts=told))
    item = compose(
        letter, context_of(letter, facts={}, items=({"what": "纪要", "outcome": "not_exist", **told},))
    )

    assert expected in alone.body[1]
    assert expected in item.body[item.body.index("一、纪要") + 1]


SLIPS = [letter for letter in LETTERS if letter.kind.endswith("_consultation")]


@pytest.mark.parametrize("letter", SLIPS, ids=lambda letter: letter.template)
def test_whoever_is_consulted_finds_a_slip_to_reply_on(letter, context_of):
    (slip,) = compose(letter, context_of(letter)).annexes
    asked = "第三方姓名或者名称：＿" if letter.to == "third_party" else "机关名称：＿"

    assert (slip.title, slip.lines[0]) == ("征求意见回执", "甲市乙区人民政府办公室：")
    assert "申请获取“丁村2016年征地补偿安置方案及其批复”" in slip.lines[1]
    assert str(context_of(letter).facts["what"]) in slip.lines[1]
    for part in (asked, "□同意公开　□不同意公开", "理由", "签名或者盖章：＿", "日期：＿＿＿＿年＿＿月＿＿日"):
        assert part in "\n".join(slip.lines)


def test_only_a_consultation_has_an_annex(context_of):
    assert SLIPS == [letter for letter in LETTERS if compose(letter, context_of(letter)).annexes]


def test_an_annex_without_a_title_is_refused(context_of):
    def fill(template, values):
        return {**render(template, values), "annex": ("第一行",)}

    with pytest.raises(Refused, match="not with “第一行”"):
        compose(GRANTED, context_of(GRANTED), fill)


@pytest.mark.parametrize("statute", ["cn-2008", "cn-2019"])
def test_a_fee_notice_tells_how_the_amount_comes_about_where_it_is_given(statute, context_of):
    letter = letter_of_kind(statute, "fee_notice")
    facts = context_of(letter).facts | {
        "amount_yuan": "2200",
        "fee_steps": "20件×100元=2000元；1件×200元=200元。",
    }

    told = compose(letter, context_of(letter, facts=facts)).body
    bare = compose(letter, context_of(letter, facts=facts | {"fee_steps": ""})).body

    assert "四、收费金额：人民币2200元，计算如下：20件×100元=2000元；1件×200元=200元。" in told
    assert "四、收费金额：人民币2200元。" in bare


@pytest.mark.parametrize("statute", ["cn-2008", "cn-2019"])
def test_an_extension_tells_a_day_or_what_the_count_waits_for_never_half_of_each(statute, context_of):
    letter = letter_of_kind(statute, "extension_notice")
    known = context_of(letter)
    facts = {name: fact for name, fact in known.facts.items() if name not in ("old_due", "new_due")}
    waiting = "".join(compose(letter, replace(known, facts=facts)).body)

    assert "征求其他机关意见" not in "".join(compose(letter, known).body)
    assert "届满的日期尚不能确定" in waiting
    assert "征求其他机关意见的时间不计入" in waiting
    assert "至" not in waiting
    facts.pop("paused")
    with pytest.raises(Refused, match="new_due / paused"):
        compose(letter, replace(known, facts=facts))
