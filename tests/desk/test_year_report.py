"""The year's report as files: spreadsheet, Word, PDF, web page, each with the table's own figures."""

import re
from pathlib import Path

import docx
import pytest
from pypdf import PdfReader
from python_calamine import CalamineWorkbook

from tests.desk.conftest import LOG


@pytest.fixture
def closed(office):
    """The command in an office with two cases of 2026, one closed."""
    office("log", *LOG, "--received", "2026-03-02", "--topic", "征地")
    office("answer", "2026-0001", "provided", "--on", "2026-03-10", "--fact", "way=邮寄")
    office("serve", "2026-0001", "--method", "in_person", "--signed", "2026-03-10")
    office("log", *LOG, "--received", "2026-11-02")
    return office


def made(foi, form, *words):
    said = foi("--json", "--today", "2027-01-20", "report", "year", "2026", "--format", form, *words)
    assert said.code == 0, said.err
    return Path(said.json["file"])


def test_the_spreadsheet_has_the_table_and_its_cases(closed):
    book = CalamineWorkbook.from_path(made(closed, "xlsx"))
    rows = [row for name in book.sheet_names for row in book.get_sheet_by_name(name).to_python()]
    cells = [str(cell) for row in rows for cell in row]

    assert {"2026-0001", "2026-0002", "一、本年新收政府信息公开申请数量"} <= set(cells)


def test_the_same_day_gives_the_same_bytes(closed):
    for form in ("xlsx", "docx", "pdf", "html"):
        first = made(closed, form, "--out", f"a.{form}").read_bytes()
        assert first == made(closed, form, "--out", f"b.{form}").read_bytes()


def finished(text):
    """A draft in which somebody has written what was left to write."""
    return re.sub("〔待填[^〕]*〕", "已写。", text)


@pytest.mark.parametrize("form", ["docx", "pdf", "html", "xlsx"])
def test_words_that_are_still_to_be_written_are_not_published_and_are_named(closed, tmp_path, form):
    drafted = closed("--json", "report", "words", "2026").json["text"]
    (tmp_path / "words.txt").write_text(
        drafted.replace("〔待填：组织领导", "加强考核。〔待填：组织领导"), "utf-8"
    )
    said = closed(
        "--json", "report", "year", "2026", "--format", form, "--words", "words.txt", "--out", f"x.{form}"
    )

    assert (4, "words_unfinished") == (said.code, said.error["code"])
    assert "〔待填：组织领导、业务培训、考核评议和责任追究情况〕" in said.error["message"]
    assert "加强考核" not in said.error["message"]
    assert not (tmp_path / f"x.{form}").exists()


def test_a_draft_says_how_much_is_still_to_be_written(closed, tmp_path):
    said = closed("report", "words", "2026")
    assert "还有5句待填" in said.err
    (tmp_path / "words.txt").write_text(finished(said.out), encoding="utf-8")
    assert "" == closed("report", "words", "2026", "--fill", "words.txt").err


def test_the_words_stand_in_the_report_with_their_numbers(closed, tmp_path):
    drafted = closed("--json", "report", "words", "2026").json["text"]
    (tmp_path / "words.txt").write_text(finished(drafted), encoding="utf-8")

    word = docx.Document(made(closed, "docx", "--words", "words.txt"))
    assert any("新收政府信息公开申请2件" in paragraph.text for paragraph in word.paragraphs)
    pages = PdfReader(made(closed, "pdf", "--words", "words.txt")).pages
    assert "新收政府信息公开申请2件" in "".join("".join(page.extract_text().split()) for page in pages)
    page = made(closed, "html", "--words", "words.txt").read_text(encoding="utf-8")
    assert "新收政府信息公开申请2件" in page


def test_a_report_that_cannot_be_written_says_so(closed, tmp_path):
    (tmp_path / "taken").write_text("a file", encoding="utf-8")
    said = closed("--json", "report", "year", "2026", "--format", "pdf", "--out", "taken/x.pdf")

    assert (4, "unwritable") == (said.code, said.error["code"])
