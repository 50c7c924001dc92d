"""Letters on paper: printed with the fonts that are always there, read back in points."""

import io
import re
from datetime import date
from typing import NamedTuple

import pypdf

from letters import fonts
from letters.parts import Annex, Parts
from letters.pdf import print_letter
from letters.press import Faces

#: How far the line of the writing lies below the top of a character.
RISE = 0.88

PLAIN = Parts(
    title="政府信息公开告知书",
    number="乙政信息公开〔2024〕7号",
    addressee="张三：",
    body=("本机关于2024年4月30日收到您的申请。", "特此告知。"),
    signoff="甲市乙区人民政府办公室",
    day="2024年5月6日",
    note=("（联系方式：0000-1234567）",),
    dated=date(2024, 5, 6),
)
SLIP = Annex("征求意见回执", ("第三方名称：", "□同意公开　□不同意公开"))
SUMMARY = Annex("申请内容摘要", ("申请公开批复。",))


class Text(NamedTuple):
    """A piece of text on a page: where it begins, and where the line it stands on lies."""

    x: float
    y: float
    words: str
    points: float
    font: str

    @property
    def top(self):
        return self.y + RISE * self.points

    @property
    def bottom(self):
        return self.top - self.points


def printed(parts):
    """The letter as PDF, with the fonts that are always there and no others."""
    return print_letter(parts, Faces(fonts.folders(()), machine=False))


def read(made):
    """A PDF, opened."""
    return pypdf.PdfReader(io.BytesIO(made))


def pages(parts):
    """The text of each of the letter's pages in order, page numbers and all."""
    return [texts(page) for page in read(printed(parts)).pages]


def texts(page):
    """The text of one page."""
    found = []

    def note(words, where, _matrix, font, points):
        if words.strip():
            found.append(Text(where[4], where[5], words.strip(), points, font["/BaseFont"]))

    page.extract_text(visitor_text=note)
    return found


def words_of(made):
    """All that a PDF says but its page numbers, without blanks."""
    return re.sub(r"—\d+—", "", re.sub(r"\s", "", "".join(page.extract_text() for page in read(made).pages)))
