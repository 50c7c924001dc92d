"""The January checklist: every command on it runs, in its order, in an office that has had a year."""

import re
from pathlib import Path

from python_calamine import CalamineWorkbook

from tests.desk.test_year_figures import filled
from tests.test_docs import blocks

PAGE = Path(__file__).parents[2] / "docs" / "year-end.md"
LEDGER = Path(__file__).parents[2] / "desk" / "demo" / "xixia-2018-ledger.csv"


def listed():
    """The commands of the page, each as its words, and the file its output goes to."""
    for line in (line for block in blocks(PAGE) for line in block):
        words, _, file = line.removeprefix("foi ").partition(" > ")
        yield words.split(), file


def fill(path):
    """The sheet with a figure in it."""
    rows = CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()
    place = next(row[:3] for row in rows if row[0] == "9.1")
    filled(path, (place, 2), whose=("2018", "cn-2014", "甲区人民政府办公室"))


def test_every_command_of_the_january_checklist_runs_in_its_order(foi, tmp_path):
    assert 0 == foi("init").code
    assert 0 == foi("import", str(LEDGER), "--create-units").code

    for words, file in listed():
        said = foi(*words)
        assert 0 == said.code, (words, said.err)
        if file:
            (tmp_path / file).write_text(said.out, encoding="utf-8")
        if words[:2] == ["report", "sheet"]:
            fill(tmp_path / "figures.xlsx")
        if words[:2] == ["report", "hand-out"]:
            assert re.search("[0-9a-f]{64}", said.out + said.err)


def test_what_the_office_publishes_passes_its_own_check(foi):
    foi("init")
    foi("import", str(LEDGER), "--create-units")
    foi("report", "year", "2018", "--format", "xlsx", "--out", "report.xlsx")
    said = foi("--json", "report", "check", "report.xlsx")

    assert (0, []) == (said.code, said.json["items"])
