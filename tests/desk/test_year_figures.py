"""Figures entered on the command line and on a sheet, with who and when; one faulty cell keeps all out."""

import io

import pytest
from python_calamine import CalamineWorkbook
from xlsxwriter import Workbook

HEADS = ("代码", "指标", "栏目", "计量单位", "上年数", "本年数", "说明")
STOCK = ("T2.20.1.gf", "规范性文件", "现行有效件数")
MADE = ("T2.20.1.gf", "规范性文件", "本年制发件数")
MONEY = ("T2.20.8.sf", "行政事业性收费", "本年收费金额（单位：万元）")


def filled(path, *rows, whose=("2026", "cn-2021", "甲区人民政府办公室")):
    """A sheet as it comes back; each row a place and its figure."""
    book = Workbook(path)
    sheet = book.add_worksheet("填报")
    for col, (name, told) in enumerate(zip(("年份", "表式", "单位"), whose, strict=True)):
        sheet.write(1, 2 * col, name)
        sheet.write(1, 2 * col + 1, told)
    for col, head in enumerate(HEADS):
        sheet.write(3, col, head)
    for row, (place, figure) in enumerate(rows, start=4):
        for col, cell in enumerate((*place, "", "", figure)):
            if cell != "":
                sheet.write(row, col, cell)
    book.close()
    return path


def cells(foi, year):
    return foi("report", "year", year, "--format", "json").json["cells"]


def test_the_sheet_given_out_is_filled_in_and_read_back(office, tmp_path):
    said = office("--json", "report", "sheet", "2026")
    (name,) = CalamineWorkbook.from_path(tmp_path / said.json["file"]).sheet_names
    rows = CalamineWorkbook.from_path(tmp_path / said.json["file"]).get_sheet_by_name(name).to_python()
    wanted = [row[:3] for row in rows if str(row[0]).startswith("T2")]

    assert ["T2.20.1.gf", "行政规范性文件", "现行有效件数"] in wanted
    made = office(
        "--json", "report", "enter", "2026", "--from", filled(tmp_path / "f.xlsx", (STOCK, 12), (MONEY, 3.5))
    )
    assert {"T2.20.1.gf": {"现行有效件数": 12}, "T2.20.8.sf": {MONEY[2]: 3.5}} == made.json["entered"]
    assert 12 == cells(office, "2026")["T2.20.1.gf"]["现行有效件数"]


def test_an_empty_sheet_of_ours_enters_nothing(office, tmp_path):
    office("report", "sheet", "2026", "--out", "s.xlsx")
    said = office("--json", "report", "enter", "2026", "--from", "s.xlsx")

    assert (4, "sheet_is_empty") == (said.code, said.error["code"])


@pytest.mark.parametrize(
    ("row", "cell", "code"),
    [
        ((STOCK, "十二"), "填报!F6", "bad_figure"),
        ((STOCK, 12.5), "填报!F6", "bad_figure"),
        ((STOCK, -1), "填报!F6", "bad_figure"),
        ((MONEY, 0.295), "填报!F6", "bad_figure"),
        ((("9.9", "", ""), 1), "填报!A6", "no_line"),
        ((("T2.20.1.gf", "", "颜色"), 1), "填报!C6", "no_figure"),
        ((("3.1", "", ""), 1), "填报!C6", "figure_counted"),
    ],
)
def test_a_faulty_cell_is_named_with_what_would_be_right_and_nothing_is_kept(
    office, tmp_path, row, cell, code
):
    path = filled(tmp_path / "f.xlsx", (MADE, 3), row)
    said = office("--json", "report", "enter", "2026", "--from", path)

    assert (4, "sheet_has_faults") == (said.code, said.error["code"])
    assert [(cell, code)] == [(one["cell"], one["code"]) for one in said.error["faults"]]
    assert 0 == cells(office, "2026")["T2.20.1.gf"]["本年制发件数"]


@pytest.mark.parametrize(
    "whose",
    [
        ("2025", "cn-2021", "甲区人民政府办公室"),
        ("2026", "cn-2019", "甲区人民政府办公室"),
        ("2026", "cn-2021", "乙局"),
    ],
)
def test_the_sheet_of_another_year_form_or_unit_is_refused(office, tmp_path, whose):
    path = filled(tmp_path / "f.xlsx", (MADE, 3), whose=whose)
    said = office("--json", "report", "enter", "2026", "--from", path)

    assert (4, "sheet_of_another") == (said.code, said.error["code"])


def test_what_is_no_sheet_is_refused(office, tmp_path):
    (tmp_path / "x.xlsx").write_bytes(b"PK\x03\x04")
    page = io.BytesIO()
    Workbook(page).close()
    (tmp_path / "y.xlsx").write_bytes(page.getvalue())

    for name in ("x.xlsx", "y.xlsx", "none.xlsx"):
        assert 4 == office("report", "enter", "2026", "--from", name).code
    for words in ((), ("T2.20.1.gf/现行有效件数=1", "--from", "y.xlsx")):
        said = office("--json", "report", "enter", "2026", *words)
        assert (2, "figures_or_sheet") == (said.code, said.error["code"])
    assert 2 == office("report", "sheet", "2026", "--out", "s.csv").code


def test_who_entered_what_and_when_is_shown_with_what_is_carried_and_missing(office):
    office("--as", "小王", "report", "enter", "2025", "T2.20.1.gf/现行有效件数=10")
    office("--as", "小李", "report", "enter", "2026", "T2.20.1.gf/本年制发件数=3")
    items = office("--json", "report", "entered", "2026").json["items"]
    by_place = {(item["code"], item["column"]): item for item in items}

    made, stock = by_place["T2.20.1.gf", "本年制发件数"], by_place["T2.20.1.gf", "现行有效件数"]
    assert ("entered", 3, "小李") == (made["source"], made["figure"], made["by"])
    assert made["at"].endswith("+00:00")
    assert ("carried", 13, None) == (stock["source"], stock["figure"], stock["by"])
    assert "missing" == by_place["T2.20.5.xk", "本年处理决定数量"]["source"]
    assert "上年结转" in office("report", "entered", "2026").out
    assert 13 == cells(office, "2026")["T2.20.1.gf"]["现行有效件数"]


def test_a_frozen_year_is_what_the_next_one_carries_over_from(office):
    office("report", "enter", "2025", "T2.20.1.gf/现行有效件数=10")
    office("report", "freeze", "2025")
    office("report", "freeze", "2026")

    assert 10 == cells(office, "2027")["T2.20.1.gf"]["现行有效件数"]
    said = office("report", "enter", "2027", "T2.20.1.gf/现行有效件数=4")
    assert "K1 提示" in said.out
    assert "存量重新清理过的" in said.out
