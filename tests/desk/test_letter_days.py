"""The days of a letter: issued, served, made void, each after the other; and a letter issued in any case."""

import pytest

from tests.desk.conftest import ON, issued


def test_a_reply_that_was_served_is_not_made_void(answered):
    letter = issued(answered)
    answered("serve", "2026-0001", "--method", "post", "--posted", "2026-03-12")
    void = ("letter", "void", "2026-0001", "--reason", "印错", "--on", "2026-03-13")
    said = answered("--json", *void)

    assert (4, "served_already") == (said.code, said.error["code"])
    assert letter["number"] in said.error["message"]
    answered("act", "2026-0001", "correct_entry", "--fact", "line=4", "--fact", "reason=没有寄出")
    assert 0 == answered(*void).code


def test_a_letter_is_not_made_void_before_it_was_issued(answered):
    issued(answered)
    said = answered("--json", "letter", "void", "2026-0001", "--reason", "误", "--on", "2026-03-10")

    assert (4, "void_before_issue") == (said.code, said.error["code"])


@pytest.mark.parametrize("job", [("issue",), ("void", "--reason", "误")])
def test_a_day_to_come_is_kept_and_minded(answered, job):
    answered("letter", "draft", "2026-0001")
    if job[0] == "void":
        issued(answered)
    word, *more = job
    said = answered("--today", "2026-03-11", "letter", word, "2026-0001", *more, "--on", "2026-03-12")

    assert 0 == said.code
    assert "2026-03-12" in said.err


def test_a_letter_issued_as_of_a_day_before_it_was_drafted_is_minded(answered):
    answered("letter", "draft", "2026-0001")
    said = answered("letter", "issue", "2026-0001", *ON)

    assert 0 == said.code
    assert "甲公开告〔2026〕1号" in said.err
    assert "起草" in said.err


def test_a_letter_issued_whose_files_cannot_be_written_says_that_it_is_issued_and_where_to_get_it(
    answered, tmp_path
):
    (tmp_path / "taken").write_text("a file", encoding="utf-8")
    answered("letter", "draft", "2026-0001")
    said = answered("--json", "letter", "issue", "2026-0001", *ON, "--out", "taken")

    assert (4, "issued_unwritten") == (said.code, said.error["code"])
    assert "issued" == said.json["items"][0]["status"]
    for told in ("甲公开告〔2026〕1号", "已经制发", "foi letter copy 2026-0001 --number"):
        assert told in said.error["message"]
    assert 0 == answered("letter", "copy", "2026-0001", "--number", "甲公开告〔2026〕1号").code
