"""Reviews, suits and complaints on the command line: filed, answered, decided, listed."""

import pytest

from tests.desk.conftest import LOG

FILE = ("proceeding", "file", "2026-0001")
REVIEW = (*FILE, "review", "--on", "2026-04-20", "--received", "2026-05-06")


@pytest.fixture
def refused(logged):
    """The command in an office with one case whose reply, a refusal, was handed over on 2026-03-11."""
    logged("answer", "2026-0001", "privacy", "--on", "2026-03-09")
    assert 0 == logged("serve", "2026-0001", "--method", "in_person", "--signed", "2026-03-11").code
    return logged


@pytest.fixture
def disputed(refused):
    """The same office, a review over the case."""
    assert 0 == refused(*REVIEW, "--body", "甲市人民政府", "--number", "5号").code
    return refused


def the_proceeding(foi):
    (one,) = foi("--json", "show", "2026-0001").json["proceedings"]
    return one


def test_a_review_is_filed_answered_and_decided(disputed):
    assert 0 == disputed("proceeding", "respond", "2026-0001", "--on", "2026-05-18").code
    said = disputed("--json", "proceeding", "decide", "2026-0001", "upheld", "--on", "2026-06-29")

    assert {
        "line": 4, "kind": "review", "filed": "2026-04-20", "received": "2026-05-06", "due": "2026-05-19",
        "responded": "2026-05-18", "decided": "2026-06-29", "result": "upheld", "reopened": None,
        "body": "甲市人民政府", "case_number": "5号",
    } == said.json["proceedings"][0]  # fmt: skip
    assert [4, 4] == [entry["facts"]["proceeding"] for entry in said.json["entries"][-2:]]
    assert 0 == disputed("verify").code


def test_the_page_of_the_case_shows_its_proceedings_in_words(disputed):
    page = disputed("--today", "2026-05-18", "show", "2026-0001").out

    assert "行政复议已于2026-04-20提起" in page
    assert "甲市人民政府 5号" in page
    assert "黄·还有1个工作日" in page
    assert "尚未审结" in page
    english = disputed("--lang", "en", "--today", "2026-05-18", "show", "2026-0001").out
    assert "review filed on 2026-04-20" in english


def test_a_reply_that_was_overturned_and_not_taken_up_again_is_said_so(disputed):
    hint = "结果纠正，尚未重新办理"
    disputed("proceeding", "decide", "2026-0001", "corrected", "--on", "2026-06-29")
    assert hint in disputed("show", "2026-0001").out

    again = ("--on", "2026-07-01", "--fact", "proceeding=4", "--fact", "days=15")
    assert 0 == disputed("act", "2026-0001", "reopen", *again).code
    assert hint not in disputed("show", "2026-0001").out
    assert "2026-07-22" == disputed("--json", "show", "2026-0001").json["reply"]["due"]


def test_the_last_day_of_the_answer_rings_and_is_among_what_is_due_though_the_case_is_closed(disputed):
    today = ("--today", "2026-05-18")
    alerts = disputed("--json", *today, "remind").json["items"]
    due = disputed("--json", *today, "due").json

    assert {("review_reply", "2026-05-19")} == {(alert["kind"], alert["due"]) for alert in alerts}
    assert ([], [("2026-0001", 4)]) == (due["items"], [(r["ref"], r["line"]) for r in due["proceedings"]])
    assert "行政复议" in disputed(*today, "due").out
    disputed("proceeding", "respond", "2026-0001", "--on", "2026-05-18")
    assert [] == disputed("--json", *today, "due").json["proceedings"]
    assert [] == disputed("--json", "--today", "2026-06-01", "remind").json["items"]


def test_every_day_of_the_answer_is_explained(disputed):
    (answer,) = disputed("--json", "clock", "2026-0001", "--explain").json["responses"]

    assert (4, 10, "2026-05-19") == (answer["line"], answer["days"][-1]["counted"], answer["days"][-1]["on"])
    assert "复议答复期限 · 行政复议 #4" in disputed("clock", "2026-0001", "--explain").out


def test_a_history_that_is_not_in_the_ledger_may_tell_of_a_suit(foi):
    event = "file_proceeding 2026-09-10 proceeding_kind=suit received=2026-09-16"
    said = foi("--json", "deadline", "--received", "2026-03-02", "--event", event)

    assert ("evidence", "2026-10-08") == tuple(said.json["deadlines"][-1][name] for name in ("kind", "due"))


@pytest.mark.parametrize(
    ("words", "exit_code", "code"),
    [
        ((*FILE, "arbitration"), 2, "usage"),
        ((*FILE, "review", "--on", "2026-02-20"), 4, "before_receipt"),
        ((*FILE, "suit", "--simple", "--on", "2026-04-20"), 4, "no_simple_procedure"),
        ((*FILE, "review", "--on", "2026-04-20", "--received", "2026-04-17"), 4, "copy_before_filing"),
        (("proceeding", "respond", "2026-0001"), 4, "no_open_proceeding"),
        (("proceeding", "decide", "2026-0001", "won"), 2, "usage"),
        (("proceeding", "decide", "2026-0001", "upheld", "--line", "4"), 4, "no_open_proceeding"),
        (("proceedings", "--after", "2026-0001"), 2, "bad_place"),
        (("proceeding", "file", "2026-0009", "review"), 3, "no_case"),
    ],
)
def test_what_cannot_be_recorded_is_refused_and_nothing_is_kept(refused, words, exit_code, code):
    said = refused("--json", *words)

    assert (exit_code, code) == (said.code, said.error["code"])
    assert [] == refused("--json", "proceedings").json["items"]


def test_of_two_open_the_one_meant_must_be_named(disputed):
    disputed(*FILE, "suit", "--on", "2026-05-11")
    said = disputed("--json", "proceeding", "decide", "2026-0001", "other", "--on", "2026-06-01")

    assert (4, "which_proceeding") == (said.code, said.error["code"])
    assert "第4、5条" in said.error["message"]
    assert (
        0 == disputed("proceeding", "decide", "2026-0001", "other", "--line", "5", "--on", "2026-06-01").code
    )


def test_a_result_recorded_wrong_is_taken_back(disputed):
    disputed("proceeding", "decide", "2026-0001", "upheld", "--on", "2026-06-29")
    assert (
        0 == disputed("act", "2026-0001", "correct_entry", "--fact", "line=5", "--fact", "reason=录错").code
    )

    assert "pending" == the_proceeding(disputed)["result"]
    assert 0 == disputed("verify").code


def test_the_day_of_the_copy_is_mended_and_the_last_day_follows(refused):
    refused(*FILE, "review", "--on", "2026-04-20")
    assert "2026-05-07" == the_proceeding(refused)["due"]
    refused("act", "2026-0001", "correct_entry", "--fact", "line=4", "--fact", "received=2026-05-06")

    assert "2026-05-19" == the_proceeding(refused)["due"]


def test_the_list_shows_what_is_asked_for(disputed):
    disputed("log", *LOG, "--received", "2026-03-03")
    disputed("proceeding", "file", "2026-0002", "complaint", "--on", "2026-03-20")
    disputed("proceeding", "file", "2026-0002", "suit", "--on", "2026-04-01")
    disputed("proceeding", "decide", "2026-0002", "upheld", "--line", "2", "--on", "2026-05-06")

    def listed(*words):
        items = disputed("--json", "proceedings", *words).json["items"]
        return [f"{item['ref']}/{item['line']}" for item in items]

    every = ["2026-0001/4", "2026-0002/2", "2026-0002/3"]
    assert every == listed() == listed("--year", "2026")
    assert [every[0], every[2]] == listed("--pending") == listed("--year", "2027")
    assert [every[2], every[0]] == listed("--due")
    assert [every[1], every[2]] == listed("--kind", "complaint", "--kind", "suit")
    assert [every[1]] == listed("--after", every[0], "--limit", "1")
    assert "未经复议直接起诉" in disputed("proceedings").out


def test_the_periods_for_an_answer_are_shown_with_how_sure_we_are(foi):
    page = foi("statute", "show", "cn-2019").out
    plain = foi("--json", "statute", "show", "cn-2019").json["responses"]

    assert "《中华人民共和国行政复议法》（2023年修订）第五十四条、第八十八条" in page
    assert [10, 10, 5, 10, 15] == [limit["days"] for limit in plain]
    (row,) = (line for line in page.splitlines() if "简易程序）" in line and "个工作日" in line)
    assert "未核对" in row
