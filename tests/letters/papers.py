"""Papers the office did not print itself, and a short case file to bind them into."""

import io
import re
from datetime import date

import pypdf

from letters.sheets.case_file import CaseFile, Enclosed

DAY = date(2026, 10, 8)


def read(pdf):
    return pypdf.PdfReader(io.BytesIO(pdf))


def squeezed(text):
    return re.sub(r"\s", "", text)


def pages_of(pdf):
    return [squeezed(page.extract_text()) for page in read(pdf).pages]


def made(*sizes, rotated=0, spoil=lambda writer: None):
    """A PDF of empty pages, as somebody else might have made it."""
    writer = pypdf.PdfWriter()
    for width, height in sizes:
        writer.add_blank_page(width, height).rotate(rotated)
    spoil(writer)
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()


A4 = (595, 842)


def enclosed(title="政府信息公开告知书", pdf=None, number="乙信公开〔2026〕1号"):
    return Enclosed(title=title, number=number, dated=date(2026, 11, 12), pdf=pdf or made(A4))


SHORT = CaseFile(
    office="乙市某局",
    ref="2026-0012",
    subject="某路某号地块的土地征收批复",
    applicant="张三",
    received_on=DAY,
    closed_on=date(2026, 11, 12),
    outcome="部分公开",
    particulars=(("联系地址", "某省某市某路1号"), ("申请内容", "土地征收批复\n附图")),
    bound_by="李四",
    dated=date(2026, 11, 20),
)
