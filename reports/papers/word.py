"""A year's report as a Word file that the office can go on writing."""

import io
import zipfile
from collections.abc import Sequence
from datetime import UTC, datetime, time

from docx.document import Document
from docx.oxml import parse_xml
from docx.shared import Mm
from docx.table import _Cell
from docx.text.paragraph import Paragraph

from reports.charts import Chart
from reports.papers.word_page import blank_page
from reports.papers.word_table import table_xml
from reports.report import CHARTS, Report, parts
from reports.spans import Cell, Role, Spanned

#: In millimetres: a picture and the table beside it, whose columns are the labels and the figures.
_PICTURE, _BESIDE = 108.0, (34.0, 12.0)
#: What python-docx takes for a property.
_LONGEST = 255


def write_docx(report: Report, pictures: Sequence[bytes]) -> bytes:
    """The report as DOCX, with a picture (PNG) for each of its charts; the same report gives the same bytes.

    It names fonts and holds none: only the PDF tells of a character that no font has.
    """
    document = blank_page()
    _set_properties(document, report)
    document.add_paragraph(report.title, "年度报告标题")
    for part in parts(report):
        if part.title:
            heading = document.add_paragraph(part.title, "年度报告一级标题")
            heading.paragraph_format.page_break_before = any(table.listed for table in part.tables) or None
        for words in part.words:
            document.add_paragraph(words, "年度报告正文")
        for table in part.tables:
            _add(document, table)
        for note in part.notes:
            document.add_paragraph(note, "年度报告注")
    if report.charts:
        document.add_paragraph(CHARTS, "年度报告一级标题")
    for chart, picture in zip(report.charts, pictures, strict=True):
        _draw(document, chart, picture)
    return _packed(document)


def _set_properties(document: Document, report: Report) -> None:
    about = document.core_properties
    author = report.author[:_LONGEST]
    about.title, about.author, about.last_modified_by = report.title[:_LONGEST], author, author
    about.language, about.comments, about.revision = "zh-CN", "", 1
    about.created = about.modified = datetime.combine(report.day, time(), tzinfo=UTC)


def _add(document: Document, table: Spanned) -> None:
    """A table, and a line below it: two that touch would be one."""
    below = document.add_paragraph("", "年度报告表格")
    below._p.addprevious(parse_xml(table_xml(table)))  # noqa: SLF001  python-docx cannot span so fast


def _draw(document: Document, chart: Chart, picture: bytes) -> None:
    title = document.add_paragraph(f"{chart.title}（{chart.unit}）", "年度报告图题")
    title.paragraph_format.keep_with_next = True
    frame = document.add_table(1, 2)
    frame.autofit = False
    left, right = frame.rows[0].cells
    for column, width in zip(frame.columns, (_PICTURE, sum(_BESIDE) + 2), strict=True):
        column.width = Mm(width)
    left.width, right.width = (column.width for column in frame.columns)
    drawn = left.paragraphs[0]
    _keep(drawn)
    shape = drawn.add_run().add_picture(io.BytesIO(picture), width=Mm(_PICTURE - 4))
    shape._inline.docPr.set("descr", f"{chart.title}的条形图，数字见图旁的表。")  # noqa: SLF001
    _put_beside(right, chart)
    if chart.note:
        document.add_paragraph(chart.note, "年度报告注")


def _put_beside(cell: _Cell, chart: Chart) -> None:
    """The figures of a chart; a cell ends with a paragraph."""
    head = ((Cell(Role.HEAD, chart.kind), Cell(Role.HEAD, chart.unit)),)
    body = tuple(
        (Cell(Role.NAME, label), Cell(Role.FIGURE, figure=figure))
        for label, figure in zip(chart.labels, chart.figures, strict=True)
    )
    figures = Spanned("", _BESIDE, 1, False, head, body)
    last = cell.paragraphs[0]
    last.style = "年度报告表格"
    last._p.addprevious(parse_xml(table_xml(figures)))  # noqa: SLF001


def _keep(paragraph: Paragraph) -> None:
    paragraph.paragraph_format.keep_with_next = True


def _packed(document: Document) -> bytes:
    """The file with no clock's time in it."""
    saved, packed = io.BytesIO(), io.BytesIO()
    document.save(saved)
    with zipfile.ZipFile(saved) as made, zipfile.ZipFile(packed, "w") as kept:
        for name in made.namelist():
            entry = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            kept.writestr(entry, made.read(name))
    return packed.getvalue()
