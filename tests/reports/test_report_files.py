"""The report on paper, in the fonts that are there: PDF/A, and the pictures of the Word file."""

import io
import re
from dataclasses import replace
from datetime import date
from types import SimpleNamespace

import docx
import pytest

from desk.report_files import printed_report, save_report
from reports.form import form_names
from reports.spans import spanned
from reports.text import shown
from tests.pages import read
from tests.reports.years import SURVEY, cases, empty, report
from workflow.errors import BadFacts, Refused

EVERY = pytest.mark.parametrize("name", form_names())
CONFIG = SimpleNamespace(fonts=None)


def pages(told):
    made = printed_report(told, CONFIG).pdf
    return [re.sub(r"\s", "", page.extract_text()) for page in read(made).pages]


@EVERY
def test_paper_says_what_the_table_says_line_by_line(name):
    told = report(name)
    text = "".join(pages(told))

    for table in spanned(told.table):
        for row in (*table.head, *table.body):
            said = [re.sub(r"\s", "", cell.words or shown(cell.figure)) for cell in row]
            assert all(words in text for words in said)
        for row in table.body:
            figures = "".join(shown(cell.figure) for cell in row if cell.at)
            assert figures in text


@pytest.mark.parametrize("name", ["cn-2019", "cn-2021"])
def test_table_three_stands_on_one_page(name):
    found = [page for page in pages(report(name)) if "一、本年新收政府信息公开申请数量" in page]

    assert len(found) == 1
    assert "四、结转下年度继续办理" in found[0]


def test_the_65_lines_of_2014_stand_on_two_pages_each_with_its_head():
    found = pages(replace(report("cn-2014"), words={}, charts=()))

    assert len(found) == 2
    assert all("统计指标单位统计数" in page for page in found)
    assert "（三）接受培训人员数" in found[1]


def test_it_is_a4_for_archives_and_for_screen_readers():
    reader = read(printed_report(report(), CONFIG).pdf)

    metadata = reader.trailer["/Root"]["/Metadata"].get_data().decode()
    assert {(210, 297)} == {
        tuple(round(float(side) / 72 * 25.4) for side in page.mediabox[2:]) for page in reader.pages
    }
    assert "<pdfaid:part>2</pdfaid:part>" in metadata
    assert "<pdfuaid:part>1</pdfuaid:part>" in metadata
    assert reader.metadata.creation_date.date() == date(2019, 1, 31)


def test_the_same_report_gives_the_same_files():
    assert printed_report(report(), CONFIG) == printed_report(report(), CONFIG)


@pytest.mark.parametrize(
    "but", [{"unit": "张😀局"}, {"words": {"一、总体情况": ("😀",)}}], ids=["unit", "words"]
)
def test_a_character_no_font_has_is_named_and_nothing_is_made(but):
    with pytest.raises(Refused) as refused:
        printed_report(report(**but), CONFIG)

    assert ("missing_glyph", ("😀",)) == (refused.value.code, refused.value.values["characters"])


def test_a_character_no_font_has_is_named_in_a_chart_too():
    told = report()
    chart = replace(told.charts[3], labels=("😀", *told.charts[3].labels[1:]))

    with pytest.raises(Refused, match="😀"):
        printed_report(replace(told, charts=(chart,)), CONFIG)


@EVERY
def test_every_chart_is_a_picture_with_something_on_it(name):
    told = empty(name)
    document = docx.Document(io.BytesIO(printed_report(told, CONFIG).docx))

    pictures = [part.blob for part in document.part.package.parts if str(part.partname).endswith(".png")]
    assert len(pictures) == len(told.charts)
    assert all(len(picture) > 2000 for picture in pictures)


@pytest.mark.parametrize("name", ["year.xlsx", "year.docx", "year.pdf", "YEAR.HTML"])
def test_a_file_is_written_in_the_format_of_its_name(name, tmp_path):
    begins = {".xlsx": b"PK", ".docx": b"PK", ".pdf": b"%PDF", ".html": b"<section"}
    path = tmp_path / name
    path.write_bytes(b"before")

    save_report(report(), cases(), CONFIG, path)

    assert path.read_bytes().startswith(begins[path.suffix.lower()])
    assert [path] == list(tmp_path.iterdir())


def test_an_unknown_format_is_told_and_those_there_are(tmp_path):
    with pytest.raises(BadFacts, match=r"\.xlsx, \.docx, \.pdf, \.html"):
        save_report(report(), (), CONFIG, tmp_path / "year.doc")


@pytest.mark.parametrize("name", ["year.xlsx", "year.docx", "year.pdf"])
def test_where_a_file_cannot_be_made_the_one_before_stays(name, tmp_path):
    path = tmp_path / name
    path.write_bytes(b"before")

    def broken():
        yield from cases()
        raise Refused("busy", "Busy.")

    with pytest.raises(Refused):
        save_report(report(unit="😀"), broken(), CONFIG, path)

    assert b"before" == path.read_bytes()
    assert [path] == list(tmp_path.iterdir())


def test_the_longest_topics_leave_no_page():
    topics = {mark * 4000: 1 for mark in "W甲9乙丙"}
    told = report(survey=replace(SURVEY, topics=topics))

    text = "".join(pages(told))
    assert all(mark * 60 in text for mark in "W9甲")


@pytest.mark.parametrize("text", ["{{ 7*7 }}", "#emph[x]", "$x$", "*a*_b_", "// x", '"\\', "@label", "= x"])
def test_markup_is_printed(text):
    assert re.sub(r"\s", "", text) in "".join(pages(report(words={"一、总体情况": (text,)}, charts=())))
