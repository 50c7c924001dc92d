"""Letters in bulk: many cases in one run, which can be stopped and goes on."""

from pathlib import Path

import pytest

from tests.desk.conftest import LOG, configure


@pytest.fixture
def many(office, tmp_path):
    """The command in an office with six answered cases, one of which lacks a fact."""
    configure(tmp_path)
    for n in range(1, 7):
        office("log", *LOG, "--received", "2026-03-02")
        way = () if n == 4 else ("--fact", "way=邮寄")
        office("answer", f"2026-{n:04}", "provided", "--on", "2026-03-10", *way)
    return office


def test_a_case_that_lacks_something_stops_nobody_else(many):
    said = many("--json", "letter", "batch")

    assert (4, "some_refused") == (said.code, said.error["code"])
    assert ["2026-0001", "2026-0002", "2026-0003", "2026-0005", "2026-0006"] == [
        item["ref"] for item in said.json["items"]
    ]
    assert [("2026-0004", "letter_facts_missing")] == [
        (fault["ref"], fault["code"]) for fault in said.json["refused"]
    ]
    assert all(Path(item[form]).is_file() for item in said.json["items"] for form in ("docx", "pdf"))


def test_a_number_nobody_knows_stops_nobody_else(many):
    said = many("--json", "letter", "batch", "2026-9999", "2026-0001")

    assert (4, ["2026-0001"]) == (said.code, [item["ref"] for item in said.json["items"]])
    assert ["no_case"] == [fault["code"] for fault in said.json["refused"]]


def test_a_run_that_was_stopped_goes_on_where_it_stopped(many):
    refs = ("2026-0001", "2026-0002", "2026-0003")
    issue = ("--json", "letter", "batch", "--issue", "--on", "2026-03-11")
    first = many(*issue, *refs[:2]).json["items"]
    Path(first[0]["pdf"]).unlink()
    again = many(*issue, *refs).json["items"]

    assert [f"甲公开告〔2026〕{n}号" for n in (1, 2, 3)] == [item["number"] for item in again]
    assert Path(first[0]["pdf"]).is_file()
    assert 3 == len(many("--json", "letter", "list").json["items"])


def test_what_stands_there_already_is_not_printed_again(many, monkeypatch):
    many("letter", "batch", "2026-0001")

    monkeypatch.setattr("desk.batch.printed_draft", None)
    assert 0 == many("letter", "batch", "2026-0001").code


def test_a_run_takes_the_cases_of_a_filter(many):
    many("act", "2026-0002", "correct_entry", "--fact", "line=2", "--fact", "reason=录错")

    assert ["2026-0002"] == [
        item["ref"] for item in many("--json", "letter", "batch", "--state", "received").json["items"]
    ]


def test_a_folder_that_cannot_be_written_is_told(many, tmp_path):
    (tmp_path / "taken").write_text("a file", encoding="utf-8")

    assert "unwritable" == many("--json", "letter", "batch", "2026-0001", "--out", "taken").error["code"]


ISSUE = ("--json", "letter", "batch", "--issue", "--on", "2026-03-11")


def told(said):
    """What a run says of itself: what was done, what was refused, what is left."""
    answer = said.json
    items = [(item["ref"], item["status"], "pdf" in item) for item in answer["items"]]
    return items, [(fault["ref"], fault["code"]) for fault in answer["refused"]], answer["left"]


def test_a_run_whose_files_cannot_be_written_any_more_tells_what_it_has_done(many, tmp_path):
    (tmp_path / "letters-out" / "2026-0002-2-granted.pdf").mkdir(parents=True)
    said = many(*ISSUE, "2026-0001", "2026-0002", "2026-0003")

    assert (4, "issued_unwritten") == (said.code, said.error["code"])
    assert "2026-0002" in said.err.splitlines()[-2]
    assert told(said) == (
        [("2026-0001", "issued", True), ("2026-0002", "issued", False)],
        [("2026-0002", "issued_unwritten")],
        ["2026-0003"],
    )
    (tmp_path / "letters-out" / "2026-0002-2-granted.pdf").rmdir()
    again = many(*ISSUE, "2026-0001", "2026-0002", "2026-0003").json["items"]
    assert [f"甲公开告〔2026〕{n}号" for n in (1, 2, 3)] == [item["number"] for item in again]


def test_a_run_that_meets_a_broken_record_tells_what_it_has_done(many, tmp_path):
    many(*ISSUE, "2026-0002")
    for file in (tmp_path / "foi.db.files").rglob("*"):
        if file.is_file():
            file.unlink()
    said = many(*ISSUE, "2026-0001", "2026-0002", "2026-0003")

    assert (6, "file_missing") == (said.code, said.error["code"])
    assert [("2026-0002", "file_missing")] == told(said)[1]
    assert [("2026-0001", "issued", True), ("2026-0002", "issued", False)] == told(said)[0]


def test_a_disk_that_is_full_names_the_case_and_numbers_nothing_in_vain(many, monkeypatch):
    def full(*_):
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr("store.files.Files.keep", full)
        said = many(*ISSUE, "2026-0001", "2026-0002")
    assert (1, "failed") == (said.code, said.error["code"])
    assert told(said) == ([], [("2026-0001", "failed")], ["2026-0002"])
    assert "甲公开告〔2026〕1号" == many(*ISSUE, "2026-0002").json["items"][0]["number"]


def test_a_run_that_is_interrupted_tells_what_it_has_done(many, monkeypatch):
    from desk import batch

    def interrupted(clerk, ref, order, made=batch._made):
        if ref == "2026-0002":
            raise KeyboardInterrupt
        return made(clerk, ref, order)

    monkeypatch.setattr("desk.batch._made", interrupted)
    said = many(*ISSUE, "2026-0001", "2026-0002")

    assert 130 == said.code
    assert told(said) == ([("2026-0001", "issued", True)], [], ["2026-0002"])


def test_letters_of_a_case_made_before_its_fault_are_told(many):
    many("log", *LOG, "--received", "2026-03-02")
    many("act", "2026-0007", "accept", "--on", "2026-03-03")
    many(
        "act",
        "2026-0007",
        "consult",
        "--on",
        "2026-03-04",
        "--fact",
        "with=\U0001f600公司",
        "--fact",
        "what=甲",
    )
    said = many(*ISSUE, "2026-0007")

    assert [("2026-0007", "missing_glyph")] == told(said)[1]
    assert [("2026-0007", "issued", True)] == told(said)[0]


def test_days_are_minded_once_a_run(many):
    said = many("--today", "2026-03-10", *ISSUE[1:], "2026-0001", "2026-0002")

    assert 2 == len(said.err.splitlines())
    assert "2026-03-11" in said.err
