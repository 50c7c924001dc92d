"""The report as a Word file: read back by python-docx."""

import io
import zipfile
from datetime import date

import docx
import pytest

from reports.form import form_names
from reports.papers.word import write_docx
from reports.printable import printable
from reports.spans import Role, placed, spanned
from reports.text import shown
from tests.reports.years import HOSTILE, empty, report

EVERY = pytest.mark.parametrize("name", form_names())
#: A picture of one white point.
PICTURE = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108000000003a7e9b55"
    "0000000a49444154789c63f80f00010101001bb6ee560000000049454e44ae426082"
)


def written(told):
    return write_docx(told, [PICTURE] * len(told.charts))


def read(told):
    return docx.Document(io.BytesIO(written(told)))


@EVERY
def test_the_tables_say_what_the_form_says(name):
    told = report(name)
    tables = read(told).tables

    for table, wanted in zip(tables, spanned(told.table), strict=False):
        for row, col, cell in placed((*wanted.head, *wanted.body)):
            words = shown(cell.figure) if cell.role is Role.FIGURE else cell.words
            for down in range(cell.down):
                for across in range(cell.across):
                    assert table.cell(row + down, col + across).text.replace("\n", "") == words


@EVERY
def test_every_row_has_all_its_columns(name):
    for table in read(report(name)).tables:
        for row in table.rows:
            spans = [cell.tcPr.gridSpan for cell in row._tr.tc_lst]
            assert sum(1 if span is None else span.val for span in spans) == len(table.columns)


def test_the_page_is_official_and_the_report_in_order():
    document = read(report())
    section = document.sections[0]

    margins = (section.top_margin, section.left_margin, section.right_margin, section.bottom_margin)
    assert [37, 28, 26, 35] == [round(margin.mm) for margin in margins]
    assert document.paragraphs[0].text == "乙市某局2018年政府信息公开工作年度报告"
    headings = [p.text[:2] for p in document.paragraphs if p.style.name == "年度报告一级标题"]
    assert headings == ["一、", "二、", "三、", "四、", "六、", "附图"]


def test_table_three_stays_on_one_page_and_a_list_prints_its_head_on_both():
    three = next(t for t in read(report("cn-2021")).tables if len(t.columns) == 10)
    listed = read(report("cn-2014")).tables[0]

    kept = [row.cells[-1].paragraphs[0].paragraph_format.keep_with_next for row in three.rows]
    assert kept == [True] * (len(kept) - 1) + [None]
    heads = [row._tr.trPr is not None and bool(row._tr.trPr.xpath("w:tblHeader")) for row in listed.rows]
    assert heads == [True] + [False] * 65


def test_every_chart_has_its_picture_told_in_words_and_its_figures_beside_it():
    told = report()
    document = read(told)

    frames = document.tables[-len(told.charts) :]
    for chart, frame in zip(told.charts, frames, strict=True):
        picture = frame.cell(0, 0)._tc.xpath(".//wp:docPr")[0]
        assert chart.title in picture.get("descr")
        rows = [[cell.text for cell in row.cells] for row in frame.cell(0, 1).tables[0].rows]
        assert rows[1:] == [list(row) for row in zip(chart.labels, map(str, chart.figures), strict=True)]


def test_a_chart_without_its_picture_is_a_fault():
    with pytest.raises(ValueError, match="zip"):
        write_docx(report(), [])


def test_hostile_words_are_words():
    document = read(report(unit=HOSTILE))

    assert printable(HOSTILE) in [p.text for p in document.paragraphs]
    assert printable(HOSTILE) in document.paragraphs[0].text
    assert document.core_properties.author == printable(HOSTILE)


def test_the_file_bears_the_day_of_the_report_and_no_other():
    made = written(report())

    about = docx.Document(io.BytesIO(made)).core_properties
    assert {date(2019, 1, 31)} == {about.created.date(), about.modified.date()}
    assert {(1980, 1, 1, 0, 0, 0)} == {
        part.date_time for part in zipfile.ZipFile(io.BytesIO(made)).infolist()
    }
    assert made == written(report())


@EVERY
def test_an_empty_year_is_a_file_too(name):
    assert "政府信息公开" in read(empty(name)).paragraphs[0].text
