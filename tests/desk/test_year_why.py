"""Why is this case here and not there: in one sentence, in both languages, in the spreadsheet."""

import pytest
from python_calamine import CalamineWorkbook

from tests.desk.conftest import LOG


@pytest.fixture
def told(office):
    """The command in an office with a case of each sort, received in 2018."""
    for received in ("2018-03-05", "2018-12-31", "2018-03-05", "2018-03-05"):
        office("log", *LOG, "--received", received)
    for ref, outcome in (("2018-0001", "partial"), ("2018-0004", "provided")):
        office(
            "answer",
            ref,
            outcome,
            "--on",
            "2018-03-26",
            "--fact",
            "way=邮寄",
            "--fact",
            "reason=涉及个人隐私",
        )
        office("serve", ref, "--method", "post", "--posted", "2018-03-26")
    office("act", "2018-0003", "withdraw", "--on", "2018-04-02")
    office(
        "act", "2018-0004", "reopen", "--on", "2019-05-06", "--fact", "decision=复议决定", "--fact", "days=15"
    )
    office("answer", "2018-0004", "partial", "--on", "2019-05-10", "--fact", "way=邮寄")
    office("serve", "2018-0004", "--method", "in_person", "--signed", "2019-05-10")
    return office


def sentence(foi, ref, *words):
    said = foi("--json", "report", "why", ref, *words)
    assert 0 == said.code, said.err
    return said.json["items"]


def test_a_case_says_in_one_sentence_where_it_is_counted_and_why(told):
    (item,) = sentence(told, "2018-0001", "--form", "cn-2021")

    assert item["why"] == (
        "2018年3月5日收到，计入“一、本年新收政府信息公开申请数量”；2018年3月26日邮寄送达，"
        "办理结果为“部分公开”，计入“三（二）部分公开”；申请人为自然人。"
    )
    assert item["lines"] == {"1": ["natural", "total"], "3.2": ["natural", "total"]}


def test_the_sentence_is_there_in_english(told):
    said = told("--lang", "en", "report", "why", "2018-0001", "--form", "cn-2021").out

    assert "served on 2018-03-26, post, the outcome is “partial”, counted in “三（二）部分公开”" in said


def test_a_case_open_at_the_end_of_the_year_is_told_for_every_year(told):
    found = {item["year"]: item["why"] for item in sentence(told, "2018-0002", "--form", "cn-2021")}

    assert "2018年12月31日收到，计入“一、" in found[2018]
    assert "2018年末未办结，计入“四、结转下年度继续办理”" in found[2018]
    assert "2018年末未办结，计入“二、上年结转政府信息公开申请数量”" in found[2019]


def test_a_case_answered_again_in_a_later_year_stays_counted_in_the_first(told):
    (item,) = sentence(told, "2018-0004", "--year", "2018", "--form", "cn-2021")
    (later,) = sentence(told, "2018-0004", "--year", "2019")

    assert "计入“三（一）予以公开”" in item["why"]
    assert "2019年5月6日重新办理，仍计入2018年" in item["why"]
    assert ({}, True) == (later["lines"], "不计入2019年" in later["why"])


def test_a_withdrawal_says_why_no_line_of_answers_counts_it(told):
    (item,) = sentence(told, "2018-0003")

    assert "2018年4月2日申请人撤回" in item["why"]
    assert "本表没有申请人撤回的答复行" in item["why"]


@pytest.mark.parametrize(
    ("ref", "cell", "words"),
    [
        (
            "2018-0001",
            "3.1",
            "办理结果为“部分公开”，该行只计“予以公开、属于已主动公开范围”，不计入“三（一）予以公开”",
        ),
        ("2018-0001", "3.2/business", "申请人为自然人，该栏只计商业企业"),
        ("2018-0001", "4", "已计入2018年办结"),
        ("2018-0002", "3.2", "2018年末未办结"),
        ("2018-0001", "2", "不是上年结转到2018年的"),
        ("2018-0001", "T2.20.8.sf/本年收费金额（单位：万元）", "该行不由申请件统计"),
    ],
)
def test_and_why_it_is_not_there(told, ref, cell, words):
    (item,) = sentence(told, ref, "--year", "2018", "--form", "cn-2021", "--cell", cell)

    assert not item["counted"]
    assert words in item["why"]


def test_a_cell_it_is_in_says_why(told):
    (item,) = sentence(told, "2018-0001", "--year", "2018", "--form", "cn-2021", "--cell", "3.7/natural")

    assert (True, True) == (item["counted"], "计入“三（二）部分公开”" in item["why"])


def test_a_cell_without_its_year_is_refused(told):
    said = told("--json", "report", "why", "2018-0001", "--cell", "3.1")

    assert (2, "cell_of_which_year") == (said.code, said.error["code"])
    assert 3 == told("report", "why", "2018-0999").code


def test_every_case_behind_a_figure_says_why_it_is_there(told, tmp_path):
    items = told("--json", "report", "year", "2018", "--form", "cn-2021", "--cell", "3.7").json["items"]
    told("report", "year", "2018", "--form", "cn-2021", "--format", "xlsx", "--out", "y.xlsx")
    rows = CalamineWorkbook.from_path(tmp_path / "y.xlsx").get_sheet_by_name("明细").to_python()

    assert ["2018-0001", "2018-0003", "2018-0004"] == [item["ref"] for item in items]
    assert {item["ref"]: item["why"] for item in items}.items() <= {row[0]: row[-1] for row in rows}.items()
    assert (
        "计入“三（二）部分公开”" in told("report", "year", "2018", "--form", "cn-2021", "--cell", "3.7").out
    )
