"""Workbooks made by xlsxwriter, as an office might have kept them, and then tampered with."""

import io
import zipfile

from xlsxwriter import Workbook

HEADINGS = (
    "登记号",
    "收到日期",
    "申请渠道",
    "申请人类别",
    "申请人",
    "证件号码",
    "申请内容",
    "答复日期",
    "办理结果",
)
ROW = ("2018-0001", "2018-03-05", "信函", "自然人", "申请人甲", "640105199001010018", "某征收公告")
KEPT = {"constant_memory": False, "strings_to_formulas": False}


def a_book(*rows, fill=None, name="申请", first=0, **options):
    """A workbook with these rows under the headings; `fill(book, sheet)` may add what it likes."""
    page = io.BytesIO()
    book = Workbook(page, KEPT | options)
    sheet = book.add_worksheet(name)
    for at, cells in enumerate((HEADINGS, *rows), start=first):
        for place, cell in enumerate(cells):
            sheet.write(at, place, cell)
    if fill:
        fill(book, sheet)
    book.close()
    return page.getvalue()


def tampered(data, changes, extra=()):
    """The same archive with some parts changed: {name: function of its bytes}, and more parts."""
    page = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(page, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            content = old.read(info)
            new.writestr(
                info.filename, changes[info.filename](content) if info.filename in changes else content
            )
        for name, content in extra:
            new.writestr(name, content)
    return page.getvalue()
