"""Letters on the command line: written from the case, refused when the case cannot say enough."""

import pytest
from docx import Document

from tests.desk.conftest import LOG, configure


def text_of(said):
    return "\n".join(p.text for p in Document(said.json["items"][-1]["docx"]).paragraphs)


def test_the_receipt_tells_the_number_and_the_last_day(logged):
    text = text_of(logged("--json", "letter", "draft", "2026-0001"))

    assert "2026-0001" in text
    assert "2026年3月30日" in text


def test_an_extension_notice_tells_the_old_and_the_new_last_day(logged):
    logged("act", "2026-0001", "accept", "--on", "2026-03-03")
    logged(
        "act", "2026-0001", "extend", "--on", "2026-03-20", "--fact", "days=10", "--fact", "reason=档案较多"
    )
    text = text_of(logged("--json", "letter", "draft", "2026-0001"))

    assert "2026年3月30日" in text
    assert "2026年4月14日" in text


def test_a_letter_is_written_from_the_law_of_its_case(office):
    office("log", *LOG, "--received", "2018-03-05")
    office(
        "answer", "2018-0001", "not_exist", "--on", "2018-03-12", "--fact", "search=档案室2010年以来全部案卷"
    )
    text = text_of(office("--json", "letter", "draft", "2018-0001"))

    assert "第二十一条" in text
    assert "甲市人民法院" in text


def test_a_refusal_letter_of_2024_offers_review_first(office):
    office("log", *LOG, "--received", "2026-03-02")
    office("answer", "2026-0001", "not_exist", "--on", "2026-03-12", "--fact", "search=档案室")

    assert "行政诉讼" in text_of(office("--json", "letter", "draft", "2026-0001"))


def test_missing_facts_are_all_named(logged):
    logged("answer", "2026-0001", "not_exist", "--on", "2026-03-10")
    said = logged("--json", "letter", "draft", "2026-0001")

    assert (4, "letter_facts_missing") == (said.code, said.error["code"])
    assert "检索情况（search）或者检索地点（search_where）" in said.error["message"]


def test_a_letter_the_case_does_not_call_for_is_refused(logged):
    assert 4 == logged("letter", "draft", "2026-0001", "--kind", "granted").code
    assert 4 == logged("letter", "draft", "2026-0001", "--kind", "sonnet").code


def test_no_letter_promises_a_provisional_day(office):
    office("log", *LOG, "--received", "2026-12-01")
    office("act", "2026-0001", "accept", "--on", "2026-12-02")
    office(
        "act", "2026-0001", "extend", "--on", "2026-12-03", "--fact", "days=10", "--fact", "reason=档案较多"
    )
    said = office("--json", "letter", "draft", "2026-0001")

    assert (4, "provisional_day") == (said.code, said.error["code"])


@pytest.mark.parametrize("key", ["review_body", "court"])
def test_an_answer_needs_the_bodies_its_remedies_name(office, tmp_path, key):
    lines = (tmp_path / "config.toml").read_text(encoding="utf-8").splitlines()
    (tmp_path / "config.toml").write_text(
        "\n".join(line for line in lines if key not in line), encoding="utf-8"
    )
    office("log", *LOG, "--received", "2026-03-02")
    office("answer", "2026-0001", "not_exist", "--on", "2026-03-12", "--fact", "search=档案室")
    said = office("--json", "letter", "draft", "2026-0001")

    assert (4, "no_remedy_body") == (said.code, said.error["code"])
    assert key in said.error["message"]


def test_a_letter_that_lacks_facts_does_not_hide_the_others(logged):
    logged("answer", "2026-0001", "privacy", "--on", "2026-03-10")

    assert "letter_facts_missing" == logged("--json", "letter", "draft", "2026-0001").error["code"]
    assert 0 == logged("letter", "draft", "2026-0001", "--kind", "receipt").code


def test_a_third_party_refusal_is_written_from_the_consultation(logged):
    logged("act", "2026-0001", "accept", "--on", "2026-03-03")
    logged(
        "act",
        "2026-0001",
        "consult",
        "--on",
        "2026-03-04",
        "--fact",
        "with=某建筑公司",
        "--fact",
        "what=施工合同",
    )
    asked = logged("--json", "letter", "draft", "2026-0001").json["items"]
    logged("act", "2026-0001", "end_consultation", "--on", "2026-03-10", "--fact", "opinion=refuses")
    logged(
        "answer", "2026-0001", "trade_secret", "--on", "2026-03-12", "--fact", "reason=合同单价属于商业秘密"
    )
    text = text_of(logged("--json", "letter", "draft", "2026-0001"))

    assert ["consultation_notice", "third_party_consultation"] == [item["kind"] for item in asked]
    assert "不同意公开" in text
    assert "先向甲市人民政府申请行政复议" in text


def test_a_fee_notice_tells_the_amount_and_the_last_day(logged):
    logged("act", "2026-0001", "accept", "--on", "2026-03-03")
    facts = ("amount=120.50", "basis=国办函〔2020〕109号", "tariff=按件计收", "how_to_pay=非税收入缴款书")
    words = [word for fact in facts for word in ("--fact", fact)]
    logged("act", "2026-0001", "charge_fee", "--on", "2026-03-10", *words)
    text = text_of(logged("--json", "letter", "draft", "2026-0001"))

    assert "120.50" in text
    assert "2026年4月8日" in text


def test_pages_of_one_application_are_told_as_its_pages(logged):
    logged("act", "2026-0001", "accept", "--on", "2026-03-03")
    words = ("--fact", "per=page", "--fact", "count=45", "--fact", "how_to_pay=非税收入电子缴款")
    logged("act", "2026-0001", "charge_fee", "--on", "2026-03-10", *words)
    text = text_of(logged("--json", "letter", "draft", "2026-0001"))

    assert "本件共45页" in text


def test_before_the_tariff_no_letter_rests_a_fee_on_it(office):
    foi, who = office, ("--applicant", "甲", "--kind", "natural", "--channel", "letter", "--subject", "批复")
    foi("log", "--received", "2020-03-02", *who)
    foi("act", "2020-0001", "accept", "--on", "2020-03-03")
    words = ("amount=100", "basis=旧标准", "tariff=旧标准", "how_to_pay=非税收入电子缴款")
    foi("act", "2020-0001", "charge_fee", "--on", "2020-03-10", *(w for f in words for w in ("--fact", f)))
    said = foi("--json", "letter", "draft", "2020-0001")

    assert (4, "fee_before_tariff") == (said.code, said.error["code"])


def test_a_lapse_is_told_with_the_notice_and_the_limit_that_passed(logged):
    words = ("--fact", "what=年份", "--fact", "answer_within_days=5")
    logged("act", "2026-0001", "ask_clarification", "--on", "2026-03-04", *words)
    logged("act", "2026-0001", "lapse", "--on", "2026-03-20")
    text = text_of(logged("--json", "letter", "draft", "2026-0001"))

    assert "2026年3月4日" in text
    assert "2026年3月11日" in text


def test_a_letter_that_cannot_be_written_says_so(logged, tmp_path):
    (tmp_path / "taken").write_text("a file", encoding="utf-8")

    assert "unwritable" == logged("--json", "letter", "draft", "2026-0001", "--out", "taken").error["code"]


def test_an_opinion_that_was_corrected_is_told_as_corrected(logged):
    logged("act", "2026-0001", "accept", "--on", "2026-03-03")
    logged("act", "2026-0001", "consult", "--on", "2026-03-04", "--fact", "with=某建筑公司")
    logged("act", "2026-0001", "end_consultation", "--on", "2026-03-10", "--fact", "opinion=agrees")
    logged("act", "2026-0001", "correct_entry", "--fact", "line=4", "--fact", "opinion=refuses")
    logged("answer", "2026-0001", "trade_secret", "--on", "2026-03-12", "--fact", "reason=单价属于商业秘密")
    text = text_of(logged("--json", "letter", "draft", "2026-0001"))

    assert "不同意公开" in text


def test_a_co_authors_opinion_is_not_told_as_the_third_partys(logged):
    logged("act", "2026-0001", "accept", "--on", "2026-03-03")
    words = ("--fact", "with=市住建局", "--fact", "party=co_author")
    logged("act", "2026-0001", "consult", "--on", "2026-03-04", *words)
    logged("act", "2026-0001", "end_consultation", "--on", "2026-03-10", "--fact", "opinion=refuses")
    logged("answer", "2026-0001", "privacy", "--on", "2026-03-12", "--fact", "reason=载有住址")
    said = logged("--json", "letter", "draft", "2026-0001")

    assert (4, "letter_facts_missing") == (said.code, said.error["code"])


def test_whom_to_ask_stands_below_the_date_where_the_office_says_so(logged, tmp_path):
    configure(tmp_path, letters='contact = "甲区政府办，0951-0000000"')

    assert "0951-0000000" in text_of(logged("--json", "letter", "draft", "2026-0001"))


def consult(foi, who, opinion, day="2026-03-10"):
    """A third party asked on 3 March, and what it said."""
    foi("act", "2026-0001", "consult", "--on", "2026-03-03", "--fact", f"with={who}")
    words = ("--fact", f"with={who}", "--fact", f"opinion={opinion}")
    assert 0 == foi("act", "2026-0001", "end_consultation", "--on", day, *words).code


def test_no_party_is_told_what_another_said(logged):
    logged("act", "2026-0001", "accept", "--on", "2026-03-03")
    consult(logged, "甲公司", "refuses")
    consult(logged, "乙公司", "agrees")
    words = ("--fact", "with=甲公司", "--fact", "given=合同", "--fact", "reason=公共利益")
    logged("act", "2026-0001", "override_third_party", "--on", "2026-03-12", *words)
    text = text_of(logged("--json", "letter", "draft", "2026-0001"))

    assert "不同意公开" in text


def test_where_the_parties_differ_the_clerk_says_what_they_said(logged):
    logged("act", "2026-0001", "accept", "--on", "2026-03-03")
    consult(logged, "甲公司", "refuses")
    consult(logged, "乙公司", "agrees")
    logged("answer", "2026-0001", "trade_secret", "--on", "2026-03-12", "--fact", "reason=单价")
    said = logged("--json", "letter", "draft", "2026-0001")

    assert (4, "letter_facts_missing") == (said.code, said.error["code"])
    assert "opinion_summary" in said.error["message"]


def test_a_letter_is_written_though_an_earlier_entry_was_taken_back(logged):
    logged("act", "2026-0001", "accept", "--on", "2026-03-03")
    logged("act", "2026-0001", "extend", "--on", "2026-03-05", "--fact", "days=20", "--fact", "reason=多")
    logged(
        "act", "2026-0001", "correct_entry", "--on", "2026-03-06", "--fact", "line=3", "--fact", "reason=误"
    )
    logged("answer", "2026-0001", "provided", "--on", "2026-03-10", "--fact", "way=邮寄")

    assert "邮寄" in text_of(logged("--json", "letter", "draft", "2026-0001"))


def test_a_clarification_notice_promises_no_provisional_day(office):
    office("log", *LOG, "--received", "2026-11-20")
    words = ("--fact", "what=文号", "--fact", "answer_within_days=30")
    office("act", "2026-0001", "ask_clarification", "--on", "2026-11-23", *words)
    text = text_of(office("--json", "letter", "draft", "2026-0001"))

    assert "2027年" not in text
    assert "30个工作日" in text


def test_a_reply_tells_of_its_way_as_asked_or_as_answered_never_as_it_was_served_later(logged):
    logged("answer", "2026-0001", "provided", "--on", "2026-03-10")
    logged("serve", "2026-0001", "--method", "online", "--signed", "2026-03-12")
    said = logged("--json", "letter", "draft", "2026-0001")

    assert (4, "letter_facts_missing") == (said.code, said.error["code"])
    assert "way" in said.error["message"]
    logged("act", "2026-0001", "correct_entry", "--fact", "line=2", "--fact", "send_by=post")
    assert "邮寄提供" in text_of(logged("--json", "letter", "draft", "2026-0001"))


@pytest.mark.parametrize(("received", "party"), [("2026-03-02", "其他机关"), ("2018-03-05", "第三方")])
def test_an_extension_while_the_last_day_is_unknown_says_how_the_days_are_counted(office, received, party):
    year = received[:4]
    ref, word = f"{year}-0001", {"其他机关": "other_body", "第三方": "third_party"}[party]
    office("log", *LOG, "--received", received)
    office("act", ref, "accept", "--on", f"{year}-03-06")
    office("act", ref, "consult", "--on", f"{year}-03-07", "--fact", f"party={word}", "--fact", "with=某局")
    office("act", ref, "extend", "--on", f"{year}-03-08", "--fact", "days=10", "--fact", "reason=档案较多")
    text = text_of(office("--json", "letter", "draft", ref))

    assert f"该申请的答复期限因征求{party}意见中止计算，届满的日期尚不能确定" in text
    assert (
        f"延长10个工作日，与原定的期限连续计算；征求{party}意见的时间不计入，自结束的次日起继续计算" in text
    )
    assert "某局" not in text


def test_a_deferral_while_the_last_day_is_unknown_names_its_day(logged):
    logged("act", "2026-0001", "accept", "--on", "2026-03-03")
    words = ("--fact", "party=other_body", "--fact", "with=某局")
    logged("act", "2026-0001", "consult", "--on", "2026-03-04", *words)
    logged(
        "act", "2026-0001", "defer", "--on", "2026-03-05", "--fact", "until=2026-06-30", "--fact", "reason=多"
    )

    assert "2026年6月30日" in text_of(logged("--json", "letter", "draft", "2026-0001"))


@pytest.mark.parametrize(("payment", "code"), [("restart", 4), ("resume", 0)])
def test_no_extension_is_promised_that_the_payment_of_a_fee_undoes(office, tmp_path, payment, code):
    with (tmp_path / "config.toml").open("a", encoding="utf-8") as config:
        config.write(f'[law.cn-2019]\npayment = "{payment}"\n')
    office("log", *LOG, "--received", "2026-03-02")
    office("act", "2026-0001", "accept", "--on", "2026-03-03")
    fee = [
        word for fact in ("amount=20", "basis=甲", "tariff=乙", "how_to_pay=丙") for word in ("--fact", fact)
    ]
    office("act", "2026-0001", "charge_fee", "--on", "2026-03-04", *fee)
    office("act", "2026-0001", "extend", "--on", "2026-03-05", "--fact", "days=5", "--fact", "reason=多")
    said = office("--json", "letter", "draft", "2026-0001")

    assert code == said.code
    assert "extension_falls_away" in said.err or "因等待缴纳信息处理费中止计算" in text_of(said)
