"""Reminders on the command line, and what is due."""

from tests.desk.conftest import LOG
from tests.desk.test_verify import change


def thresholds(said):
    return [(item["threshold"], item["late_by"], item["superseded"]) for item in said.json["items"]]


def test_reminders_are_raised_on_their_day_and_once(logged):
    logged("act", "2026-0001", "accept", "--on", "2026-03-03")
    assert [] == logged("--json", "--today", "2026-03-13", "remind").json["items"]
    first = logged("--json", "--today", "2026-03-16", "remind")

    assert (10, 0, False) in thresholds(first)
    assert [] == logged("--json", "--today", "2026-03-16", "remind").json["items"]


def test_a_week_off_raises_everything_still_owed_once_and_says_how_late(logged):
    logged("--today", "2026-03-16", "remind")
    said = logged("--json", "--today", "2026-04-01", "remind")
    reply = [item for item in said.json["items"] if item["kind"] == "reply"]

    owed = [(5, 7, True), (3, 5, True), (1, 3, True), (0, 2, True), (-1, 1, True), (-2, 0, False)]
    assert owed == [(item["threshold"], item["late_by"], item["superseded"]) for item in reply]


def test_an_answered_case_rings_until_it_is_served(logged):
    logged("answer", "2026-0001", "provided", "--on", "2026-03-27")
    assert thresholds(logged("--json", "--today", "2026-03-31", "remind"))
    logged("serve", "2026-0001", "--method", "post", "--posted", "2026-03-31")

    assert [] == logged("--json", "--today", "2026-04-02", "remind").json["items"]
    assert [] == logged("--json", "--today", "2026-04-02", "due").json["items"]


def test_what_is_due_is_said_in_words(logged):
    assert "红·逾期2个工作日" in logged("--today", "2026-04-01", "due").out
    assert "红·今日到期" in logged("--today", "2026-03-30", "due").out
    assert "黄·还有3个工作日" in logged("--today", "2026-03-25", "due").out
    assert [] == logged("--json", "--today", "2026-03-25", "due", "--within", "2").json["items"]


def test_the_alerts_of_a_case_are_listed_with_their_days(logged):
    logged("--today", "2026-03-17", "remind")
    reply = [
        one
        for one in logged("--json", "--today", "2026-03-17", "alerts", "2026-0001").json["items"]
        if one["kind"] == "reply"
    ]

    assert ("2026-03-16", "2026-03-17", 1) == tuple(reply[0][name] for name in ("owed", "raised", "late_by"))
    assert ["entered_late"] == [one["cause"] for one in reply[0]["why"]]
    assert [5, 3, 1, 0] == [one["threshold"] for one in reply if one["standing"] == "to_come"]


def test_the_proof_says_in_words_what_superseded_an_alert_and_why_it_is_late(logged):
    logged("--today", "2026-03-26", "remind")
    told = logged("--today", "2026-03-26", "alerts", "2026-0001").out

    assert "由“还有3个工作日”取代" in told
    assert "第1条录入于" in told
    assert "未到" in told


def test_a_pause_begun_after_the_reply_day_does_not_silence_the_bell(logged):
    logged("act", "2026-0001", "accept", "--on", "2026-03-03")
    logged("act", "2026-0001", "consult", "--on", "2026-04-01", "--fact", "party=other_body")
    shown = logged("--json", "show", "2026-0001").json

    assert shown["reply"]["due"] is None
    assert -3 in [
        threshold for threshold, _, _ in thresholds(logged("--json", "--today", "2026-04-02", "remind"))
    ]
    assert "红·逾期3个工作日" in logged("--today", "2026-04-02", "due").out


def test_the_last_day_of_the_stretch_asked_for_is_listed(logged):
    assert ["2026-0001"] == [
        i["ref"] for i in logged("--json", "--today", "2026-03-30", "due", "--within", "0").json["items"]
    ]
    assert ["2026-0001"] == [i["ref"] for i in logged("--json", "--today", "2026-03-16", "due").json["items"]]


def test_one_unreadable_case_stops_nobody_else(logged, tmp_path):
    logged("log", *LOG, "--received", "2026-03-02")
    change(tmp_path / "foi.db", "UPDATE entries SET action = 'zz' WHERE case_id = 1")
    said = logged("--json", "--today", "2026-03-31", "remind")

    assert 6 == said.code
    assert {"2026-0002"} == {item["ref"] for item in said.json["items"]}
    assert "2026-0001" in said.err
    assert 6 == logged("verify").code


def test_a_case_closed_after_a_missed_day_counts_as_late(logged):
    logged("act", "2026-0001", "accept", "--on", "2026-03-03")
    logged("act", "2026-0001", "consult", "--on", "2026-04-01", "--fact", "party=other_body")
    logged("act", "2026-0001", "withdraw", "--on", "2026-04-08")

    cells = logged("--json", "report", "year", "2026", "--form", "cn-2014").json["cells"]
    assert (0, 1) == (cells["3.2.1"]["total"], cells["3.2.2"]["total"])


def test_a_fee_notice_after_the_reply_day_is_refused(logged):
    logged("act", "2026-0001", "accept", "--on", "2026-03-03")

    assert (
        "after_the_limit"
        == logged("--json", "act", "2026-0001", "charge_fee", "--on", "2026-04-10").error["code"]
    )


def test_what_was_given_to_somebody_rings_and_is_listed_until_it_is_answered(logged):
    logged(
        "act", "2026-0001", "assign", "--on", "2026-03-03", "--fact", "to=小王", "--fact", "until=2026-03-12"
    )
    listed = ("--json", "--today", "2026-03-10", "due", "--within", "2")

    assert [{"ref": "2026-0001", "due": "2026-03-12"}] == logged(*listed).json["hand_outs"]
    assert "交办期限" in logged("--today", "2026-03-13", "due").out
    assert [] == logged(*listed[:-1], "1").json["hand_outs"]
    kinds = {item["kind"] for item in logged("--json", "--today", "2026-03-13", "remind").json["items"]}
    assert "hand_out" in kinds

    logged("answer", "2026-0001", "provided", "--on", "2026-03-13")
    assert [] == logged(*listed).json["hand_outs"]


def test_a_report_still_owed_is_listed_rings_and_is_told_of_its_unit(logged):
    on = ("--json", "--today", "2027-01-29")

    (report,) = logged(*on, "due").json["reports"]
    assert ("annual_report", "2027-01-31") == (report["kind"], report["due"])
    assert "年度报告提交期限" in logged("--today", "2027-01-29", "due").out
    raised = [one for one in logged(*on, "remind").json["items"] if one["kind"] == "annual_report"]
    proven = logged(*on, "alerts", "--office", report["unit"]).json["items"]
    assert raised == [{name: one[name] for name in raised[0]} for one in proven if one["raised"]]
    assert "未到" in logged("--today", "2027-01-29", "alerts", "--office", report["unit"]).out
    assert 3 == logged("alerts", "--office", "没有的单位").code
