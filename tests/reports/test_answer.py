"""What programs read of a table, and what a terminal shows."""

import csv
import json
from io import StringIO

import pytest

from reports.answer import as_csv, as_json, safe
from reports.cjk import width_of
from reports.count import count
from reports.form import form_names, load_form
from reports.text import as_text
from tests.reports.samples import TOWN
from workflow.question import Facets
from workflow.vocabulary import ApplicantKind, Channel, Outcome, Timeliness

# fmt: off
#: A year whose table was published: twelve cases, closed in time.
PUBLISHED = {
    "3.1": 12, "3.1.1": 0, "3.1.2": 1, "3.1.3": 3, "3.1.4": 8,
    "3.2": 12, "3.2.1": 12, "3.2.2": 0,
    "3.3": 12, "3.3.1": 3, "3.3.2": 7, "3.3.5": 2,
}
TWELVE = [
    (1, Outcome.ALREADY_PUBLIC, Channel.FAX),
    (2, Outcome.ALREADY_PUBLIC, Channel.ONLINE),
    (1, Outcome.PROVIDED,       Channel.ONLINE),
    (6, Outcome.PROVIDED,       Channel.LETTER),
    (2, Outcome.NOT_OURS,       Channel.LETTER),
]
# fmt: on
SEED = [
    (Facets(2018, 2018, outcome, Timeliness.IN_TIME, ApplicantKind.NATURAL, channel), n)
    for n, outcome, channel in TWELVE
]
OLD, MIDDLE, NEW = (load_form(name) for name in form_names())


def test_the_published_year_is_counted_as_it_was_published():
    cells = count(OLD, 2018, SEED).cells

    assert {code: cells[code]["total"] for code in PUBLISHED} == PUBLISHED


def test_the_answer_to_a_program_has_the_agreed_shape():
    answer = as_json(count(OLD, 2018, SEED), "西夏区人民政府")

    assert list(answer) == ["year", "form", "unit", "frozen", "cells", "checks"]
    assert tuple(answer.values())[:4] == (2018, "cn-2014", "西夏区人民政府", False)
    assert answer["cells"]["3.1"] == {"total": 12}
    assert answer["cells"]["7"] == {"total": 0}
    assert [f"A{n}" for n in range(1, 17)] == [check["id"] for check in answer["checks"]]
    assert {True} == {check["holds"] for check in answer["checks"]}
    assert answer == json.loads(json.dumps(answer))


def test_a_frozen_table_says_so():
    assert as_json(count(OLD, 2018, SEED), "", frozen=True)["frozen"]


def test_every_figure_is_in_the_answer_zeros_included():
    cells = as_json(count(NEW, 2021, []), "")["cells"]

    assert cells["T4.fy.wc"] == {"total": 0}
    assert cells["T2.20.1.gf"] == {"本年制发件数": 0, "本年废止件数": 0, "现行有效件数": 0}
    assert " ".join(cells["3.6.1"]) == "natural business research welfare legal other total"
    assert "3.6" not in cells


@pytest.mark.parametrize("form", [OLD, MIDDLE, NEW], ids=["2014", "2019", "2021"])
@pytest.mark.parametrize("width", [72, 80, 100, 140])
def test_the_ruled_lines_stand_one_under_the_other(form, width):
    lines = as_text(count(form, 2018, TOWN), width=width).splitlines()
    ruled = [line for line in lines if line[:1] in set("┌├│└")]

    assert len({width_of(line) for line in ruled}) == 1
    assert max(map(width_of, lines)) <= width


def test_the_upright_lines_go_on_from_row_to_row():
    lines = as_text(count(NEW, 2018, TOWN)).splitlines()
    start = next(n for n, line in enumerate(lines) if "勾稽关系为" in line) + 1
    rows = [line for line in lines[start:] if line[:1] == "│" and "总计" not in line][:20]
    bars = [[width_of(line[:n]) for n, char in enumerate(line) if char == "│"] for line in rows]

    assert bars[0] == bars[-1]
    assert len(set(map(tuple, bars))) == 1


def test_the_table_reads_like_the_official_one():
    text = as_text(count(OLD, 2018, SEED), unit="银川市西夏区")

    assert text.splitlines()[0].strip() == "银川市西夏区2018年政府信息公开情况统计表"
    assert "│   （一）收到申请数 " in text
    assert "│       其中：涉及国家秘密 " in text
    assert "│             涉及商业秘密 " in text
    assert "勾稽关系：16项，成立16项。" in text


def test_a_published_figure_stands_beside_ours_and_a_difference_is_marked():
    lines = as_text(count(OLD, 2018, SEED), {**PUBLISHED, "3.3.5": 3}).splitlines()

    assert "公布数" in lines[2]
    assert cells_of(lines, "5.不属于") == ["5.不属于本行政机关公开数", "件", "2", "3", "不符"]
    assert cells_of(lines, "2.同意公开") == ["2.同意公开答复数", "件", "7", "7", ""]
    assert cells_of(lines, "六、") == ["六、举报投诉数量", "件", "0", "", ""]


def cells_of(lines, words):
    line = next(line for line in lines if words in line)
    return [cell.strip() for cell in line.strip("│").split("│")]


def test_an_identity_that_fails_is_told_with_its_figures():
    text = as_text(count(OLD, 2018, TOWN, {"2.2.4": {"total": 16}}))

    assert "A14 提示：" in text
    assert "现为 0 < 16（2.1 < 2.2.4、2.2.5）。同一热点或舆情在总数里只计1次" in text.replace("\n", "")


def test_the_place_of_a_failure_is_told_in_words():
    published = {"4": {**count(NEW, 2018, TOWN).cells["4"], "research": 7}}

    assert "（科研机构）。现为 1 ≠ 7（2/research ≠ 上年4/research）。" in as_text(
        count(NEW, 2019, TOWN, before=published)
    ).replace("\n", "")


def test_a_spreadsheet_gets_the_lines_with_their_codes():
    rows = list(csv.reader(StringIO(as_csv(count(OLD, 2018, SEED)))))

    assert rows[0] == ["代码", "统计指标", "单位", "统计数"]
    assert rows[1] == ["1", "一、主动公开情况", "——", ""]
    assert ["3.1", "（一）收到申请数", "件", "12"] in rows


def test_a_spreadsheet_gets_the_tables_one_under_the_other():
    rows = list(csv.reader(StringIO(as_csv(count(NEW, 2018, TOWN)))))

    assert ["T2.20.1.gf", "行政规范性文件", "0", "0", "0"] in rows
    assert ["4", "四、结转下年度继续办理", "2", "0", "1", "1", "0", "0", "4"] in rows
    assert ["T4.ss2", "行政诉讼·复议后起诉", "0", "0", "0", "0", "0"] in rows


@pytest.mark.parametrize("text", ["=1+1", "+86", "-1", "@x", "\t=1", "\r=1"])
def test_a_text_is_never_a_formula(text):
    assert "'" + text == safe(text)


def test_a_figure_below_zero_stays_a_figure():
    entered = {"T2.20.5.xk": {"本年增/减": -3}}
    rows = list(csv.reader(StringIO(as_csv(count(MIDDLE, 2019, [], entered)))))

    assert ["T2.20.5.xk", "行政许可", "0", "-3", "0"] in rows
