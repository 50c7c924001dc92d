"""The workbook: read back as a spreadsheet reads it."""

import io
import re
import tempfile
import zipfile
from collections import Counter
from dataclasses import replace
from xml.etree import ElementTree as ET

import pytest
from python_calamine import CalamineWorkbook

from reports.form import form_names, load_form
from reports.spans import Role, spanned
from reports.workbook import cases as sheet_of_cases
from reports.workbook.cases import AND, SHEET
from reports.workbook.checks import FAILS, HOLDS
from reports.workbook.checks import SHEET as CHECKS
from reports.workbook.write import write_workbook
from tests.reports.years import HOSTILE, cases, empty, report
from workflow.errors import Refused

EVERY = pytest.mark.parametrize("name", form_names())
CELL = re.compile(r"([A-Z]+)(\d+)")
TAG = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def written(told, every=()):
    out = io.BytesIO()
    write_workbook(told, every, out)
    return out.getvalue()


def read(made):
    book = CalamineWorkbook.from_filelike(io.BytesIO(made))
    return {name: book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in book.sheet_names}


def sheets_of(told, sheets):
    """The sheets of the official tables, which come first."""
    return list(sheets.values())[: len(told.table.form.sections)]


def formulas(made):
    """Every formula by its sheet and cell, with the value kept beside it."""
    names = CalamineWorkbook.from_filelike(io.BytesIO(made)).sheet_names
    found = {}
    with zipfile.ZipFile(io.BytesIO(made)) as package:
        for n, name in enumerate(names, start=1):
            sheet = ET.fromstring(package.read(f"xl/worksheets/sheet{n}.xml"))
            for cell in sheet.iter(f"{TAG}c"):
                if (formula := cell.find(f"{TAG}f")) is not None:
                    found[name, cell.get("r")] = formula.text, cell.find(f"{TAG}v").text
    return found


def at(sheet, name):
    letters, row = CELL.fullmatch(name).groups()
    col = 0
    for letter in letters:
        col = 26 * col + ord(letter) - 64
    return sheet[int(row) - 1][col - 1]


def reckoned(formula, sheets, sheet):
    """A sum, the greatest or the least of some cells, as a spreadsheet reckons it."""
    function, _, inside = formula.removesuffix(")").partition("(")
    figures = []
    for part in inside.split(","):
        *other, cells = part.rsplit("!", 1)
        own = sheets[other[0].strip("'")] if other else sheets[sheet]
        first, _, last = cells.partition(":")
        (left, top), (right, bottom) = (CELL.fullmatch(end).groups() for end in (first, last or first))
        for col in range(ord(left), ord(right) + 1):
            figures += [at(own, f"{chr(col)}{row}") for row in range(int(top), int(bottom) + 1)]
    return {"SUM": sum, "MAX": max, "MIN": min}[function](figures)


@EVERY
def test_every_figure_of_the_table_is_a_number_in_its_row(name):
    told = report(name)
    sheets = read(written(told))

    found = Counter(cell for sheet in sheets_of(told, sheets) for row in sheet for cell in row)
    wanted = [cell for table in spanned(told.table) for row in table.body for cell in row]
    for cell in wanted:
        assert found[cell.figure if cell.role is Role.FIGURE and cell.at else cell.words] > 0
    figures = Counter(float(cell.figure) for cell in wanted if cell.at)
    assert figures == {cell: n for cell, n in found.items() if isinstance(cell, float)}


@EVERY
def test_a_line_stands_with_its_own_figures(name):
    told = report(name)
    form = told.table.form
    rows = [row for sheet in read(written(told)).values() for row in sheet]

    for code, line in form.lines.items():
        if line.columns and not code.startswith("T4"):
            figures = [told.table.cells[code][column.code] for column in line.columns]
            assert any(
                line.wording in row and figures == [cell for cell in row if isinstance(cell, float)]
                for row in rows
            )


@EVERY
def test_what_a_formula_reckons_is_what_it_holds(name):
    made = written(report(name))
    sheets = read(made)

    sums = {place: told for place, told in formulas(made).items() if not told[0].startswith("IF")}
    assert len(sums) > 10
    for (sheet, cell), (formula, value) in sums.items():
        assert float(value) == reckoned(formula, sheets, sheet) == at(sheets[sheet], cell)


@EVERY
def test_every_sum_of_the_form_is_a_formula(name):
    told = report(name)
    made = written(told)
    told_by_formula = [place for place in formulas(made) if place[0] != CHECKS]

    lines = told.table.form.lines.values()
    added = sum(len(line.columns) for line in lines if line.parts)
    across = sum(1 for line in lines if not line.parts and any(column.kinds for column in line.columns))
    assert len(told_by_formula) == added + across > 0


def test_a_table_that_does_not_add_up_is_shown_as_it_is():
    told = report("cn-2014")
    cells = {**told.table.cells, "3.1": {"total": 99}}

    made = written(replace(told, table=replace(told.table, cells=cells)))

    sheets = read(made)
    assert ["（一）收到申请数", "件", 99.0] in next(iter(sheets.values()))
    assert all(
        float(value) == reckoned(formula, sheets, sheet)
        for (sheet, _), (formula, value) in formulas(made).items()
        if not formula.startswith("IF")
    )


@EVERY
def test_every_check_is_listed_with_both_its_sides(name):
    told = report(name)
    rows = read(written(told))[CHECKS][1:]

    assert [(check.id, check.text) for check in told.table.checks] == [(row[0], row[1]) for row in rows]
    assert [(check.left, check.right) for check in told.table.checks] == [(row[4], row[6]) for row in rows]
    assert [HOLDS if check.holds else FAILS for check in told.table.checks] == [row[7] for row in rows]


def test_a_check_that_fails_says_so_when_reckoned_again():
    made = written(report("cn-2019"))
    sheets, rows = read(made), read(made)[CHECKS]

    assert [("L1", 4.0, 0.0)] == [(row[0], row[4], row[6]) for row in rows if row[7] == FAILS]
    compared = {place: formula for place, (formula, _) in formulas(made).items() if formula.startswith("IF")}
    assert len(compared) == len(rows) - 2  # whole numbers are not compared
    signs = {"＝": "=", "≤": "<=", "≥": ">="}
    for (sheet, cell), formula in compared.items():
        row = int(cell[1:])
        assert formula == f'IF(E{row}{signs[at(sheets[sheet], f"F{row}")]}G{row},"{HOLDS}","{FAILS}")'


@EVERY
def test_the_cases_of_a_line_are_as_many_as_its_figure(name):
    told = report(name)
    rows = read(written(told, cases()))[SHEET][1:]

    counted = Counter(code for row in rows for code in row[8].split(AND))
    for code, line in load_form(name).lines.items():
        if line.questions:
            assert counted[code] == told.table.cells[code]["total"]


def test_a_case_is_told_in_full():
    rows = read(written(report("cn-2014"), cases()))[SHEET]

    late = next(row for row in rows if row[7] == "逾期" and row[2] == "传真")
    assert late[2:6] == ["传真", "法律服务机构", "已登记", "不属于本行政机关公开"]
    assert (late[1].isoformat(), late[6].isoformat()) == ("2018-01-02", "2018-03-01")
    assert late[8] == AND.join(["3.1.2", "3.2.2", "3.3.5"])
    assert len(rows) == 1 + len(list(cases()))


def test_the_cases_can_be_filtered_under_a_head_that_stays():
    with zipfile.ZipFile(io.BytesIO(written(report(), cases()))) as package:
        sheet = package.read("xl/worksheets/sheet6.xml").decode()

    assert f'<autoFilter ref="A1:J{1 + len(list(cases()))}"/>' in sheet
    assert 'state="frozen"' in sheet


def test_more_cases_than_a_sheet_has_rows_are_refused(monkeypatch):
    monkeypatch.setattr(sheet_of_cases, "MOST", 5)

    out = io.BytesIO()
    with pytest.raises(Refused) as refused:
        write_workbook(report(), cases(), out)

    assert refused.value.code == "too_many_cases"
    assert not out.getvalue()


def test_where_the_cases_break_off_nothing_is_written_and_none_of_them_is_left_behind(tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))

    def broken():
        yield from cases()
        raise OSError

    out = io.BytesIO()
    with pytest.raises(OSError):
        write_workbook(report(), broken(), out)

    assert not out.getvalue()
    assert list(tmp_path.iterdir()) == []


def test_no_text_is_a_formula_an_address_or_a_number():
    case = next(cases())._replace(ref="=1+1", state="http://x.example")
    made = written(report(unit="=HYPERLINK(1)", charts=report().charts), [case, case._replace(ref="12")])

    formula = {told for told, _ in formulas(made).values()}
    assert all(told.startswith(("SUM(", "MAX(", "MIN(", "IF(E")) for told in formula)
    rows = read(made)[SHEET]
    assert [rows[1][0], rows[2][0], rows[1][4]] == ["=1+1", "12", "http://x.example"]
    assert "hyperlink" not in zipfile.ZipFile(io.BytesIO(made)).read("xl/worksheets/sheet6.xml").decode()


@EVERY
def test_every_chart_is_drawn_over_its_own_figures(name):
    told = report(name)
    made = written(told)
    rows = read(made)["附图"]

    with zipfile.ZipFile(io.BytesIO(made)) as package:
        drawn = [part for part in package.namelist() if part.startswith("xl/charts/chart")]
    assert len(drawn) == len(told.charts) == 5
    for chart in told.charts:
        start = next(n for n, row in enumerate(rows) if row[0] == f"{chart.title}（件）") + 2
        told_there = [tuple(row[:2]) for row in rows[start : start + len(chart.labels)]]
        assert told_there == list(zip(chart.labels, chart.figures, strict=True))


@EVERY
def test_the_same_report_gives_the_same_bytes(name):
    assert written(report(name), cases()) == written(report(name), cases())


@EVERY
def test_an_empty_year_is_a_workbook_too(name):
    sheets = read(written(empty(name)))

    assert len(sheets[SHEET]) == 1
    assert {row[7] for row in sheets[CHECKS][1:]} == {HOLDS}


def test_a_sheet_of_the_list_prints_its_head_on_both_its_pages():
    with zipfile.ZipFile(io.BytesIO(written(report("cn-2014")))) as package:
        book, sheet = (package.read(f"xl/{part}.xml").decode() for part in ("workbook", "worksheets/sheet1"))

    assert "'政府信息公开情况统计表'!$3:$3" in book or "政府信息公开情况统计表!$3:$3" in book
    assert 'paperSize="9"' in sheet
    assert 'fitToHeight="0"' in sheet


def test_hostile_words_stay_in_their_cell():
    assert all(HOSTILE[:4] not in told for told, _ in formulas(written(report())).values())


@EVERY
def test_every_cell_that_spans_others_is_merged_with_them(name):
    told = report(name)
    book = CalamineWorkbook.from_filelike(io.BytesIO(written(told)))
    spanning = sum(
        cell.down > 1 or cell.across > 1
        for table in spanned(told.table)
        for row in (*table.head, *table.body)
        for cell in row
    )
    official = book.sheet_names[: len(told.table.form.sections)]
    merged = {sheet: set(book.get_sheet_by_name(sheet).merged_cell_ranges) for sheet in official}

    assert all(any(top == left == 0 for (top, left), _ in ranges) for ranges in merged.values())
    assert sum(map(len, merged.values())) >= spanning + 2 * len(official)
