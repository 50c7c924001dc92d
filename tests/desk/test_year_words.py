"""The words of the yearly report on the command line, and the check of what was published."""

import json

import pytest
from xlsxwriter import Workbook

from desk.published_file import read_published
from reports.published_wording import figure_of
from tests.desk.conftest import LOG


@pytest.fixture
def closed(office):
    """The command in an office with two cases of 2026, one closed."""
    office("log", *LOG, "--received", "2026-03-02", "--topic", "征地")
    office("answer", "2026-0001", "provided", "--on", "2026-03-10", "--fact", "way=邮寄")
    office("serve", "2026-0001", "--method", "in_person", "--signed", "2026-03-10")
    office("log", *LOG, "--received", "2026-11-02")
    return office


def test_the_words_are_drafted_edited_and_filled_in_again(closed, tmp_path):
    drafted = closed("--json", "report", "words", "2026").json["text"]
    (tmp_path / "draft.txt").write_text(drafted + "\n另收[1/total]件。\n", encoding="utf-8")
    filled = closed("--json", "report", "words", "2026", "--fill", "draft.txt").json["text"]

    assert "[1/total]件" in drafted
    assert "全年新收政府信息公开申请2件" in filled
    assert "另收2件。" in filled


def test_a_number_typed_by_hand_is_refused_with_its_line(closed, tmp_path):
    (tmp_path / "draft.txt").write_text("一、总体情况\n全年收到9件。\n", encoding="utf-8")
    said = closed("report", "words", "2026", "--fill", "draft.txt")

    assert 4 == said.code
    assert "2" in said.err
    assert "9" in said.err


def test_a_text_is_checked_against_the_table(closed, tmp_path):
    (tmp_path / "good.txt").write_text("全年新收政府信息公开申请2件。\n", encoding="utf-8")
    (tmp_path / "bad.txt").write_text("收到申请2件。\n其中网络申请7件。\n", encoding="gb18030")

    assert 0 == closed("report", "words", "2026", "--against", "good.txt").code
    said = closed("--json", "report", "words", "2026", "--against", "bad.txt")
    assert (4, "unsupported") == (said.code, said.error["code"])
    assert [(2, "7")] == [(item["line"], item["shown"][:1]) for item in said.json["items"]]
    assert 4 == closed("report", "words", "2026", "--against", "none.txt").code


@pytest.mark.parametrize("year", ["2018", "2020", "2026"])
def test_our_own_workbook_passes_the_check_figure_by_figure(closed, tmp_path, year):
    closed("report", "enter", "2018", "8.1=31", "8.4=22.75")
    closed("report", "enter", "2020", "T2.20.5.xk/本年增/减=-3", "T2.20.9.cg/采购总金额=1.5")
    closed("report", "enter", "2026", "T2.20.8.sf/本年收费金额（单位：万元）=3.5")
    closed("report", "year", year, "--format", "xlsx", "--out", "t.xlsx")
    published = read_published((tmp_path / "t.xlsx").read_bytes(), "t.xlsx")
    table = closed("report", "year", year, "--format", "json").json

    assert 0 == closed("report", "check", "t.xlsx").code
    assert (table["form"], table["year"]) == (published.form.name, published.year)
    assert table["cells"] == {
        code: {column: figure_of(raw) for column, raw in row.items()} for code, row in published.cells.items()
    }


def test_a_workbook_that_contradicts_itself_is_told_so_and_a_broken_one_too(closed, tmp_path):
    book = Workbook(tmp_path / "t.xlsx")
    sheet = book.add_worksheet("2018")
    wordings = (
        "（一）收到申请数 1.当面申请数 2.传真申请数 3.网络申请数 4.信函申请数 1.按时办结数 2.延期办结数"
    )
    for n, (wording, figure) in enumerate(zip(wordings.split(), (9, 1, 1, 1, 1, 4, 0), strict=True)):
        sheet.write(n, 0, wording)
        sheet.write(n, 1, figure)
    book.close()
    (tmp_path / "x.xlsx").write_bytes(b"PK\x03\x04")
    said = closed("--json", "report", "check", "t.xlsx")

    assert (4, "table_contradicts") == (said.code, said.error["code"])
    assert [("A1", 9, 4)] == [
        (item["id"], item["left"], item["right"]) for item in said.json["items"] if item["id"][0] == "A"
    ]
    assert 4 == closed("report", "check", "x.xlsx").code


@pytest.mark.parametrize("form", ["json", "csv"])
def test_our_own_table_passes_the_check_and_a_spoiled_one_does_not(closed, tmp_path, form):
    path = tmp_path / f"table.{form}"
    closed("report", "year", "2026", "--format", form, "--out", path)
    assert 0 == closed("report", "check", path).code

    text = path.read_text(encoding="utf-8")
    if form == "json":
        table = json.loads(text)
        table["cells"]["3.1"]["natural"] += 1
        path.write_text(json.dumps(table), encoding="utf-8")
    else:
        line = next(line for line in text.splitlines() if "（一）予以公开" in line)
        path.write_text(text.replace(line, line.replace(",1,", ",2,", 1)), encoding="utf-8")
    said = closed("--json", "report", "check", path)
    assert (4, "table_contradicts") == (said.code, said.error["code"])
    assert {"I2", "I3"} <= {item["id"] for item in said.json["items"]}


def test_what_is_no_table_is_refused(closed, tmp_path):
    (tmp_path / "x.json").write_text("{", encoding="utf-8")
    (tmp_path / "y.csv").write_bytes(b"\xff\xfe\x00")

    assert 4 == closed("report", "check", "x.json").code
    assert 4 == closed("report", "check", "y.csv").code
    assert 4 == closed("report", "check", "none.csv").code
