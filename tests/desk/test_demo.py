"""The demonstration: from an empty folder to the official table, and again."""

import json

import pytest
from docx import Document
from pypdf import PdfReader


@pytest.fixture(scope="module")
def shown(tmp_path_factory):
    """The folder of a demonstration, and what it said."""
    from desk.cli import run

    folder = tmp_path_factory.mktemp("demonstration")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        assert 0 == run(["--today", "2026-11-23", "demo"])
    return folder


@pytest.fixture
def in_demo(shown, foi, monkeypatch):
    """The command in the demonstration's office."""
    monkeypatch.chdir(shown)
    return lambda *words: foi("--config", "demo/config.toml", "--json", "--today", "2026-11-23", *words)


def test_the_table_equals_the_published_one_cell_by_cell(in_demo):
    from desk.demo.year import published

    cells = in_demo("report", "year", "2018").json["cells"]
    counted = {code: figure for code, figure in published().items() if code[0] in "34567"}

    assert 33 == len(counted)
    assert counted == {code: cells[code]["total"] for code in counted}


def test_the_cases_of_a_cell_are_the_seeds(in_demo):
    items = in_demo("report", "year", "2018", "--cell", "3.3.5").json["items"]

    assert ["2018-0006", "2018-0011"] == [item["ref"] for item in items]


def test_reminders_fell_on_their_days(in_demo):
    alerts = [a for a in in_demo("alerts", "2018-0010").json["items"] if a["kind"] == "reply"]

    # The last week of September 2018 was worked to the end, the first of October not at all.
    owed = [("2018-09-29", 10), ("2018-10-11", 5), ("2018-10-15", 3), ("2018-10-17", 1), ("2018-10-18", 0)]
    assert owed == [(a["owed"], a["threshold"]) for a in alerts]
    assert {0} == {a["late_by"] for a in alerts}


def test_every_letter_is_a_word_file_and_an_archivable_pdf(shown):
    folder = shown / "demo" / "letters"

    assert 24 == len(list(folder.glob("*.docx"))) == len(list(folder.glob("*.pdf")))
    assert any("申请人己" in p.text for p in Document(folder / "2018-0006-2-not_ours.docx").paragraphs)
    assert "人力资源和社会保障厅" in PdfReader(folder / "2018-0006-2-not_ours.pdf").pages[0].extract_text()


def test_the_live_cases_stand_everywhere_a_case_can_stand(in_demo):
    states = {item["state"] for item in in_demo("list", "--limit", "100").json["items"]}

    assert {"received", "accepted", "clarifying", "consulting", "extended", "disclosed", "referred"} <= states
    assert {"not_held", "withheld", "ended"} <= states


def test_a_review_is_pending_with_its_clock_running_and_a_suit_was_decided(in_demo):
    review, suit = sorted(in_demo("proceedings").json["items"], key=lambda one: one["kind"])

    assert ("review", "pending", "2026-12-03") == (review["kind"], review["result"], review["due"])
    assert ("suit", "other", None) == (suit["kind"], suit["result"], suit["due"])


def test_it_can_be_run_again_and_nothing_else_is_overwritten(in_demo, shown, foi, monkeypatch, tmp_path):
    assert 0 == in_demo("demo").code
    monkeypatch.chdir(tmp_path)
    (tmp_path / "demo").mkdir()
    (tmp_path / "demo" / "thesis.txt").write_text("mine", encoding="utf-8")
    said = foi("--json", "demo")

    assert (5, "demo_in_the_way") == (said.code, said.error["code"])
    assert ["thesis.txt"] == [path.name for path in (tmp_path / "demo").iterdir()]
    assert json.loads(said.err.splitlines()[-1])["error"]["message"]
