"""A published table is read however it is laid out, and whatever in it cannot be is found."""

import csv
import json
from io import StringIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reports.answer import as_csv, as_json
from reports.count import count
from reports.form import form_names, load_form
from reports.line import Layout
from reports.published import read_csv, read_json, read_rows
from reports.published_check import check_published
from tests.reports.samples import TOWN, disputes
from tests.reports.test_count_theorems import tallies, years
from workflow.errors import BadInput, NotFound

OLD, MIDDLE, NEW = FORMS = [load_form(name) for name in form_names()]
ALL = pytest.mark.parametrize("form", FORMS, ids=["2014", "2019", "2021"])
#: Table three of 2019 and 2021 in the layout of the official form: merged cells, three rows of heads.
HEADS = [
    ["三、收到和处理政府信息公开申请情况"],
    ["（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）", None, None, "申请人情况"],
    [None, None, None, "自然人", "法人或其他组织", None, None, None, None, "总计"],
    [None, None, None, None, "商业\n企业", "科研\n机构", "社会公益组织", "法律服务机构", "其他", None],
]
FOUR = [
    ["四、政府信息公开行政复议、行政诉讼情况"],
    ["行政复议", *[None] * 4, "行政诉讼"],
    [*[None] * 5, "未经复议直接起诉", *[None] * 4, "复议后起诉"],
    ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"] * 3,
]


def as_printed(table):
    """Tables three and four as an office's sheet has them, figures as a spreadsheet keeps them."""
    rows = [list(row) for row in HEADS]
    for line in table.form.lines.values():
        if line.columns and not line.code.startswith("T"):
            wording = [None] * line.depth + [line.wording] + [None] * (2 - line.depth)
            rows.append([*wording, *map(float, table.cells[line.code].values())])
    suits = [float(row["total"]) for code, row in table.cells.items() if code.startswith("T4")]
    return [*rows, *map(list, FOUR), suits]


def plain_rows(table, spoil=str):
    """A table of two columns, wording and figure, its wordings spoiled."""
    totals = {code: row["total"] for code, row in table.cells.items() if "total" in row}
    return [[spoil(line.wording), totals.get(code, "")] for code, line in table.form.lines.items()]


def figures(cells):
    return {code: [str(figure) for figure in row.values()] for code, row in cells.items()}


def hard(found):
    return [finding for finding in found if finding.strength == "hard"]


@ALL
@given(tallies, years)
@settings(max_examples=25, deadline=None)
def test_our_own_tables_pass_in_every_layout(form, cases, year):
    before, table = count(form, year - 1, cases), count(form, year, cases)
    last = read_json(as_json(before, ""))

    for published in (
        read_csv("\ufeff" + as_csv(table)),
        read_json(json.loads(json.dumps(as_json(table, "")))),
    ):
        assert published.form is form
        assert figures(published.cells) == figures(table.cells)
        assert hard(check_published(published, last)) == []


@pytest.mark.parametrize("form", [MIDDLE, NEW], ids=["2019", "2021"])
@given(tallies, years)
@settings(max_examples=25, deadline=None)
def test_an_official_sheet_is_read_to_the_last_figure(form, cases, year):
    table = count(form, year, [*cases, *disputes({"T4.fy.wc": 2, "T4.ss2.wj": 1}, year)])
    published = read_rows(as_printed(table))

    assert published.form is form
    assert {code: [*row.values()] for code, row in published.cells.items()} == {
        code: [*row.values()] for code, row in table.cells.items() if not code.startswith("T2")
    }
    assert [finding.id for finding in check_published(published)] == ["missing"]  # table two is not there


@pytest.mark.parametrize("form", [MIDDLE, NEW], ids=["2019", "2021"])
@given(st.data())
@settings(max_examples=60, deadline=None)
def test_any_single_figure_changed_is_found(form, data):
    table = count(form, 2018, TOWN)
    lines = next(s for s in form.sections if s.layout is Layout.LINES).lines
    code = data.draw(st.sampled_from([line.code for line in lines if line.columns]))
    column = data.draw(st.sampled_from(sorted(table.cells[code])))
    by = data.draw(st.integers(-100, 100).filter(bool) | st.sampled_from([0.5, 10**9, -0.25]))
    answer = as_json(table, "")
    answer["cells"][code][column] += by

    found = check_published(read_json(answer))

    assert "I3" in {finding.id for finding in hard(found)}
    assert {code, column} & {part for finding in found for part in finding.at.split("/")}


@given(st.data())
@settings(max_examples=60, deadline=None)
def test_a_sum_of_the_form_of_2014_that_does_not_add_up_is_found(data):
    table = count(OLD, 2018, [*TOWN, *disputes({"T4.fy.wc": 1}, 2018)], {"8.3.1": {"total": 3}})
    summed = [code for code, line in OLD.lines.items() if line.parts]
    code = data.draw(st.sampled_from([*summed, *(part for code in summed for part in OLD.lines[code].parts)]))
    answer = as_json(table, "")
    answer["cells"][code]["total"] += data.draw(st.integers(1, 99))

    assert hard(check_published(read_json(answer)))


def spaced(wording):
    return " " + " ".join(wording).replace("（", "(").replace("）", ")").replace("1", "１") + "\u3000"


def unnumbered(wording):
    return wording.lstrip("一二三四五六七八九123456789.、").replace("“", "").replace("”", "")


@pytest.mark.parametrize("spoil", [str, spaced, unnumbered])
def test_a_plain_table_of_two_columns_is_read_by_its_wordings(spoil):
    table = count(OLD, 2018, [*TOWN, *disputes({"T4.fy.jz": 1, "T4.ss1.qt": 2}, 2018)], {"7": {"total": 3}})
    published = read_rows(plain_rows(table, spoil))

    assert published.form is OLD
    assert figures(published.cells) == figures(table.cells)


def test_a_plain_table_of_eight_columns_is_read():
    table = count(NEW, 2018, TOWN)
    columns = ["自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计"]
    rows = [[x.wording, *map(str, table.cells.get(x.code, {}).values())] for x in NEW.sections[1].lines]
    out = StringIO()
    csv.writer(out).writerows([["某市2018年政府信息公开工作年度报告"], ["项目", *columns], *rows])
    published = read_csv(out.getvalue())

    assert (published.form, published.year) == (NEW, 2018)
    assert figures(published.cells) == {
        c: r for c, r in figures(table.cells).items() if not c.startswith("T")
    }


def test_a_wording_broken_over_two_rows_is_read():
    rows = plain_rows(count(OLD, 2018, TOWN, {"2.1": {"total": 9}}))
    broken = next(n for n, row in enumerate(rows) if "大舆情数" in row[0])
    rows[broken : broken + 1] = [
        ["（一）回应公众关注热点或重大舆情数", ""],
        ["（不同方式回应同一热点计1次）", 9],
    ]

    assert read_rows(rows).cells["2.1"] == {"total": 9}


def test_of_a_line_that_stands_there_twice_the_first_is_read():
    rows = as_printed(count(NEW, 2018, TOWN))
    again = [["四、结转下年度继续办理", None, None, *[99.0] * 7]]

    assert read_rows(rows + again).cells["4"]["total"] == 4


def test_columns_in_another_order_are_read_by_their_heads():
    table = count(NEW, 2018, TOWN)
    rows = [["项目", "总计", "自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他"]]
    for line in NEW.sections[1].lines:
        row = list(table.cells.get(line.code, {}).values())
        rows.append([line.wording, *row[-1:], *row[:-1]])

    assert read_rows(rows).cells["1"]["total"] == 13
    assert hard(check_published(read_rows(rows))) == []


def test_a_table_with_other_treatment_in_one_row_is_of_the_form_of_2019():
    assert read_rows(as_printed(count(MIDDLE, 2023, TOWN))).form is MIDDLE


def test_a_misspelt_line_does_not_change_the_form_and_is_told_missing():
    rows = as_printed(count(NEW, 2018, TOWN))
    rows[4][0] = "一、本年新受政府信息公开申请数量"
    found = check_published(read_rows(rows))

    assert [f.at for f in hard(found)] == [f"1/{column.code}" for column in NEW.lines["1"].columns]


# fmt: off
#: What stands in the cell, and what is found there.
FAULTS = [
    ("",      "missing"),
    (None,    "missing"),
    ("无",    "text"),
    ("7件",   "text"),
    (-7,      "negative"),
    ("-7",    "negative"),
    (7.5,     "fractional"),
    ("7.5",   "fractional"),
    (True,    "text"),
    ([7],     "text"),
    (1e999,   "text"),
    ("1e3",   "text"),
]
# fmt: on


@pytest.mark.parametrize(("raw", "fault"), FAULTS)
def test_what_is_no_whole_number_is_a_finding(raw, fault):
    answer = as_json(count(NEW, 2018, TOWN), "")
    answer["cells"]["1"]["natural"] = raw

    assert ("hard", "1/natural") in {
        (f.strength, f.at) for f in check_published(read_json(answer)) if f.id == fault
    }


@pytest.mark.parametrize("raw", ["7", " 7 ", "７", "7.0", 7.0])
def test_a_figure_is_read_however_it_is_typed(raw):
    answer = as_json(count(NEW, 2018, TOWN), "")
    answer["cells"]["1"]["natural"] = raw

    assert check_published(read_json(answer)) == []


def test_money_may_have_decimals_and_a_change_may_go_below_nought():
    table = count(MIDDLE, 2019, [], {"T2.20.9.cg": {"采购总金额": 12.5}, "T2.20.5.xk": {"本年增/减": -3}})

    assert hard(check_published(read_csv(as_csv(table)))) == []


def test_every_place_where_an_identity_fails_is_told():
    answer = as_json(count(NEW, 2018, TOWN), "")
    answer["cells"]["4"] = dict.fromkeys(answer["cells"]["4"], 9)
    found = check_published(read_json(answer))

    assert {f.at for f in found if f.id == "I1"} == {column.code for column in NEW.lines["4"].columns}
    assert [(f.at, f.left, f.right) for f in found if f.id == "I3"] == [("4", 9, 54)]


def test_what_was_carried_over_is_what_the_year_before_left():
    before = as_json(count(NEW, 2018, TOWN), "")
    before["cells"]["4"]["natural"] += 1
    now = read_json(as_json(count(NEW, 2019, TOWN), ""))

    assert [("I4", "natural", 2, 3)] == [
        (f.id, f.at, f.left, f.right) for f in check_published(now, read_json(before))
    ]


def test_the_form_of_2014_is_no_year_before_for_that_of_2019():
    before = count(OLD, 2018, [*TOWN, *disputes({"T4.fy.wc": 99}, 2018)])

    assert check_published(read_csv(as_csv(count(MIDDLE, 2019, TOWN))), read_csv(as_csv(before))) == []


def test_a_stock_that_does_not_follow_from_the_year_before_is_a_hint():
    stock = "T2.20.1.gf"
    before = count(NEW, 2023, [], {stock: {"现行有效件数": 10}})
    now = count(NEW, 2024, [], {stock: {"本年制发件数": 2, "本年废止件数": 1, "现行有效件数": 12}})
    found = check_published(read_csv(as_csv(now)), read_csv(as_csv(before)))

    assert [(f.id, f.strength, f.at, f.left, f.right) for f in found] == [("K1", "soft", stock, 12, 11)]


def test_the_words_are_held_against_the_table():
    published = read_json(as_json(count(NEW, 2018, TOWN), ""))
    words = "2018年新收申请13件，\n予以公开7件，占54.5%；不予公开1件，占30%。"

    found = check_published(published, words=words)
    assert [(f.id, f.at, f.left, f.right) for f in found] == [
        ("N1", "第2行", "7", "6"),
        ("N2", "第2行", "30%", "9.1%"),
    ]


def test_the_words_may_tell_of_the_year_before():
    now, before = (read_json(as_json(count(NEW, year, TOWN), "")) for year in (2018, 2017))

    assert check_published(now, before, "新收申请13件，上年为6件，增长116.7%。") == []


def test_what_is_no_official_table_is_refused():
    with pytest.raises(BadInput, match="None of the official forms"):
        read_rows([["姓名", "电话"], ["甲", 1]])
    with pytest.raises(BadInput, match="no table"):
        read_json([1, 2])
    with pytest.raises(NotFound, match="cn-1999"):
        read_json({"form": "cn-1999", "cells": {}})
    with pytest.raises(NotFound, match=r"9\.9"):
        read_json({"form": "cn-2021", "cells": {"9.9": {"total": 1}}})
