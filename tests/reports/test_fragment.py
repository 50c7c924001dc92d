"""The report for the website: read back as a browser reads it."""

from dataclasses import replace
from xml.etree import ElementTree as ET

import pytest

from reports.form import form_names
from reports.papers.fragment import as_html
from reports.printable import printable
from tests.reports.years import HOSTILE, WORDS, empty, report

EVERY = pytest.mark.parametrize("name", form_names())


def read(told):
    return ET.fromstring(as_html(told))


def laid(table):
    """A table's cells by row and column, as spans leave them room."""
    found = {}
    for row, line in enumerate(table.iter("tr")):
        col = 0
        for cell in line:
            while (row, col) in found:
                col += 1
            for down in range(int(cell.get("rowspan", 1))):
                for across in range(int(cell.get("colspan", 1))):
                    found[row + down, col + across] = cell
    return found


@EVERY
def test_every_row_of_every_table_is_full(name):
    for table in read(report(name)).iter("table"):
        cells = laid(table)
        rows, columns = (max(place[n] for place in cells) + 1 for n in (0, 1))
        assert len(cells) == rows * columns


@EVERY
def test_every_figure_stands_under_its_heads_and_beside_its_names(name):
    told = report(name)
    found = []
    for table in read(told).findall("table"):
        cells = laid(table)
        for (row, col), cell in cells.items():
            if cell.tag == "td" and cell.text:
                above = {cells[r, col].text for r in range(row) if cells[r, col].tag == "th"}
                beside = {cells[row, c].text.strip() for c in range(col) if cells[row, c].tag == "th"}
                found.append((above | beside, cell.text))

    for code, line in told.table.form.lines.items():
        for column in line.columns:
            heads = {line.wording, *filter(None, [column.group])}
            if len(line.columns) > 1:
                heads.add(column.wording)
            figure = told.table.cells[code][column.code]
            assert any(
                heads <= names and float(text) == figure
                for names, text in found
                if text != "——" and text.replace(".", "").isdigit()
            )


@pytest.mark.parametrize("name", ["cn-2019", "cn-2021"])
def test_a_heading_stands_beside_all_that_is_under_it(name):
    told = report(name)
    tables = [laid(table) for table in read(told).findall("table")]
    for cells in tables:
        refused = [row for (row, _), cell in cells.items() if cell.text == "（三）不予公开"]
        if refused:
            assert len(refused) == 8
            assert {"三、本年度办理结果"} == {cells[row, 0].text for row in refused}
            return
    pytest.fail("no table has the heading")


@EVERY
def test_it_brings_no_script_no_style_and_no_address(name):
    told = read(report(name))
    tags = {shape.tag.rpartition("}")[2] for shape in told.iter()}

    assert not tags & {"script", "style", "link", "img", "iframe", "a", "object", "form"}
    names = {attribute for shape in told.iter() for attribute in shape.attrib}
    assert not names & {"style", "class", "id", "href", "src"}
    assert not any(attribute.startswith("on") for attribute in names)


@EVERY
def test_every_table_has_a_caption_and_every_head_its_scope(name):
    for table in read(report(name)).iter("table"):
        assert table.find("caption").text
        assert {"row", "col"} >= {head.get("scope") for head in table.iter("th")}


def test_every_chart_has_its_figures_in_a_table_beside_it():
    told = report()

    figures = read(told).findall("figure")
    for chart, figure in zip(told.charts, figures, strict=True):
        rows = [[cell.text for cell in row] for row in figure.find("table").find("tbody")]
        assert [list(row) for row in zip(chart.labels, map(str, chart.figures), strict=True)] == rows
        assert figure.find("{http://www.w3.org/2000/svg}svg").get("role") == "img"


def test_the_sections_stand_in_their_order_whatever_order_they_were_told_in():
    headings = [heading.text for heading in read(report()).findall("h3")]

    assert [heading[:2] for heading in headings] == ["一、", "二、", "三、", "四、", "六、", "附图"]


def test_the_list_of_2014_comes_behind_the_words():
    headings = [heading.text for heading in read(report("cn-2014")).findall("h3")]

    assert ["一、总体情况", "六、其他需要报告的事项", "政府信息公开情况统计表", "附图"] == headings


def test_what_people_wrote_is_words():
    told = read(report(unit=HOSTILE))

    assert printable(HOSTILE) in [p.text for p in told.findall("p")]
    assert printable(HOSTILE) in told.find("h2").text
    assert printable(HOSTILE) in [head.text for head in told.iter("th")]


def test_the_notes_stand_under_the_last_table_and_before_the_last_words():
    told = report()
    text = as_html(replace(told, table=replace(told.table, notes=("含上年度结转。",))))

    assert text.index("四、政府") < text.index("注1：") < text.index(WORDS["六、其他需要报告的事项"][0])


@EVERY
def test_an_empty_year_is_told_too(name):
    assert "0</td>" in as_html(empty(name))


def test_the_same_report_gives_the_same_fragment():
    assert as_html(report()) == as_html(report())
