"""Workbooks as an office might have kept them, and then tampered with."""

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


ODS = (
    '<?xml version="1.0"?><office:document-content '
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet>'
    '<table:table table:name="申请">{}</table:table>'
    "</office:spreadsheet></office:body></office:document-content>"
)


def an_ods(*rows, many=1):
    """The same as LibreOffice would write it; a cell may say that it stands many times."""
    cell = (
        '<table:table-cell table:number-columns-repeated="{}" office:value-type="string"><text:p>{}</text:p>'
    )
    told = (
        "".join(cell.format(many, text) + "</table:table-cell>" for text in row) for row in (HEADINGS, *rows)
    )
    table = "".join(f"<table:table-row>{row}</table:table-row>" for row in told)
    page = io.BytesIO()
    with zipfile.ZipFile(page, "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        package.writestr("content.xml", ODS.format(table))
        package.writestr("META-INF/manifest.xml", "<manifest/>")
    return page.getvalue()
