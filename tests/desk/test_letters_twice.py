"""Several letters of one kind in one case: two parties asked, two rounds of clarification, two answers."""

import pytest
from docx import Document

from tests.desk.conftest import LOG, ON, configure, issued


@pytest.fixture
def twice(logged, tmp_path):
    """The command in an office with one case in which two third parties were asked, the first one told."""
    configure(tmp_path)
    logged("act", "2026-0001", "accept", "--on", "2026-03-03")
    ask(logged, "甲公司", "2026-03-04")
    for kind in ("consultation_notice", "third_party_consultation"):
        logged("letter", "draft", "2026-0001", "--kind", kind)
        assert 0 == logged("letter", "issue", "2026-0001", "--kind", kind, *ON).code
    ask(logged, "乙公司", "2026-03-05")
    return logged


def ask(foi, who, day):
    words = ("--fact", f"with={who}", "--fact", "what=合同")
    assert 0 == foi("act", "2026-0001", "consult", "--on", day, *words).code


def told(said):
    assert said.code == 0, said.err
    return [(item["line"], item["kind"], item["status"]) for item in said.json["items"]]


def addressee(said):
    return next(p.text for p in Document(said.json["items"][0]["docx"]).paragraphs if p.text.endswith("："))


def test_the_second_party_asked_gets_its_letter_while_the_firsts_is_issued(twice):
    said = twice("--json", "letter", "draft", "2026-0001", "--kind", "third_party_consultation")

    assert [(6, "third_party_consultation", "draft")] == told(said)
    assert "乙公司：" == addressee(said)
    assert [(6, "third_party_consultation", "issued")] == told(
        twice("--json", "letter", "issue", "2026-0001", "--kind", "third_party_consultation", *ON)
    )


def test_what_was_issued_is_passed_over_and_the_rest_drafted(twice):
    assert [
        (1, "receipt", "draft"), (6, "consultation_notice", "draft"), (6, "third_party_consultation", "draft")
    ] == told(twice("--json", "letter", "draft", "2026-0001", "--all"))  # fmt: skip

    words = ("letter", "draft", "2026-0001", "--line", "3")
    assert "issued_already" == twice("--json", *words).error["code"]


def test_a_letter_is_picked_by_the_entry_it_tells_of(twice):
    twice(
        "letter", "void", "2026-0001", "--line", "3", "--kind", "third_party_consultation", "--reason", "误"
    )
    words = ("2026-0001", "--kind", "third_party_consultation", "--line", "3")

    twice("letter", "draft", "2026-0001")
    said = twice("--json", "letter", "draft", *words)
    assert [(3, "third_party_consultation", "draft")] == told(said)
    assert "甲公司：" == addressee(said)
    for job in ("sheet", "sign", "issue", "copy"):
        assert 0 == twice("letter", job, *words).code
    assert {"甲公开告〔2026〕3号"} == {
        item["number"]
        for item in twice("--json", "letter", "list", "2026-0001").json["items"]
        if (item["line"], item["status"], item["kind"]) == (3, "issued", "third_party_consultation")
    }
    assert 4 == twice("letter", "draft", "2026-0001", "--line", "2").code


def test_a_run_drafts_the_second_and_does_not_tell_of_the_first(twice):
    said = twice("--json", "letter", "batch", "2026-0001", "--kind", "third_party_consultation")

    assert [(6, "third_party_consultation", "draft")] == told(said)


def test_a_second_round_of_clarification_has_its_letter(logged, tmp_path):
    configure(tmp_path)
    words = ("--fact", "what=年份", "--fact", "answer_within_days=5")
    for day in ("2026-03-04", "2026-03-10"):
        assert 0 == logged("act", "2026-0001", "ask_clarification", "--on", day, *words).code
        assert "correction_notice" == issued(logged)["kind"]
        logged("act", "2026-0001", "clarify", "--on", "2026-03-09")

    assert [2, 5] == [
        item["line"]
        for item in logged("--json", "letter", "list", "2026-0001").json["items"]
        if item["status"] == "issued"
    ]


def test_a_second_answer_in_the_same_words_has_its_letter_after_reopening(office, tmp_path):
    configure(tmp_path)
    office("log", *LOG, "--received", "2026-03-02")
    words = ("--fact", "search=档案室全部案卷")
    office("answer", "2026-0001", "not_exist", "--on", "2026-03-10", *words)
    first = issued(office)
    office("serve", "2026-0001", "--method", "post", "--posted", "2026-03-12")
    office("act", "2026-0001", "reopen", "--on", "2026-06-01", "--fact", "decision=甲政复〔2026〕1号")
    office("answer", "2026-0001", "not_exist", "--on", "2026-06-10", *words)
    office("letter", "draft", "2026-0001", "--kind", "not_exist")
    second = office("--json", "letter", "issue", "2026-0001", "--on", "2026-06-11").json["items"][0]

    assert (2, 6) == (first["line"], second["line"])
    assert "甲公开告〔2026〕2号" == second["number"]
    assert 0 == office("verify").code


def test_an_issued_letter_the_case_now_words_otherwise_is_named(twice, tmp_path):
    configure(tmp_path, letters='contact = "甲区政府办，0951-0000000"')
    said = twice("--json", "letter", "draft", "2026-0001", "--line", "3", "--kind", "consultation_notice")

    assert (4, "issued_already") == (said.code, said.error["code"])
    assert "甲公开告〔2026〕1号" in said.error["message"]
