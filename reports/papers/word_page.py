"""The blank page of a report as a Word file (GB/T 9704-2012): margins, styles, page number."""

from typing import NamedTuple

import docx
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.enum.text import WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Length, Mm, Pt
from docx.styles.style import ParagraphStyle

LINE = Pt(28.95)  # 22 lines in 225 mm


class Style(NamedTuple):
    """One kind of paragraph: its line and what is free around it in points; a line of 0 is single."""

    id: str
    name: str
    font: str
    points: float
    alignment: ALIGN
    line: float
    above: float
    below: float
    indented: bool  # first line in by two characters
    outline: int | None  # its level in the outline of the document


# fmt: off
STYLES = (
    #     id               name in Word      font          points alignment  line above below indented outline
    Style("ReportTitle",   "年度报告标题",   "方正小标宋简体", 22, ALIGN.CENTER,  28.95, 0, 15,  False, None),
    Style("ReportHeading", "年度报告一级标题", "黑体",        16, ALIGN.JUSTIFY, 28.95, 0, 0,   True,  0),
    Style("ReportBody",    "年度报告正文",   "仿宋_GB2312",   16, ALIGN.JUSTIFY, 28.95, 0, 0,   True,  None),
    Style("ReportHead",    "年度报告表头",   "宋体",           9, ALIGN.CENTER,  11.5, 2.4, 2.4, False, None),
    Style("ReportCell",    "年度报告表格",   "宋体",           9, ALIGN.LEFT,    11.5, 2.4, 2.4, False, None),
    Style("ReportNote",    "年度报告注",     "仿宋_GB2312", 10.5, ALIGN.LEFT,    0,    4,   4,   False, None),
    Style("ReportChart",   "年度报告图题",   "黑体",          12, ALIGN.LEFT,    0,    10,  0,   False, None),
)
# fmt: on
#: Of python-docx's own styles only these are needed.
_KEPT_STYLES = {"Normal", "DefaultParagraphFont", "TableNormal", "NoList", "Footer", "FooterChar"}


def blank_page() -> Document:
    """A page to write a report on."""
    document = docx.Document()
    for style in list(document.styles):
        if style.style_id not in _KEPT_STYLES:
            style.delete()
    _lay_out(document)
    normal = document.styles["Normal"]
    assert isinstance(normal, ParagraphStyle)
    _set_font(normal, "仿宋_GB2312", 16)
    normal.paragraph_format.space_after = Pt(0)
    normal.paragraph_format.line_spacing = 1
    document.settings.element.xpath("w:themeFontLang")[0].set(qn("w:eastAsia"), "zh-CN")
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "en-US")
    language.set(qn("w:eastAsia"), "zh-CN")
    normal.element.get_or_add_rPr().append(language)
    for wanted in STYLES:
        _add_style(document, wanted)
    _number_pages(document)
    return document


def _lay_out(document: Document) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    section.footer_distance = Mm(22)  # the number's line ends here, its top 7 mm below the text (7.5)
    for fonts in document.styles.element.xpath("w:docDefaults//w:rFonts"):
        fonts.getparent().remove(fonts)  # a theme's fonts would be asked first


def _set_font(style: ParagraphStyle, name: str, points: float) -> None:
    style.font.name, style.font.size = name, Pt(points)
    fonts = style.element.get_or_add_rPr().rFonts
    for script in ("eastAsia", "cs"):
        fonts.set(qn(f"w:{script}"), name)


def _add_style(document: Document, wanted: Style) -> None:
    style = document.styles.add_style(wanted.id, WD_STYLE_TYPE.PARAGRAPH)
    assert isinstance(style, ParagraphStyle)
    style.name, style.base_style, style.quick_style = wanted.name, document.styles["Normal"], True
    _set_font(style, wanted.font, wanted.points)
    look = style.paragraph_format
    look.alignment = wanted.alignment
    look.space_before, look.space_after = Pt(wanted.above), Pt(wanted.below)
    if wanted.line:
        look.line_spacing_rule, look.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(wanted.line)
    if wanted.indented:
        look.first_line_indent = Length(2 * Pt(wanted.points))
    if wanted.outline is not None:
        look.keep_with_next = True
        level = OxmlElement("w:outlineLvl")
        level.set(qn("w:val"), str(wanted.outline))
        style.element.get_or_add_pPr().append(level)


def _number_pages(document: Document) -> None:
    """7.5: 四号 with a dash on either side, one character in from the outer edge."""
    document.settings.odd_and_even_pages_header_footer = True
    section = document.sections[0]
    for footer, alignment in ((section.footer, ALIGN.RIGHT), (section.even_page_footer, ALIGN.LEFT)):
        paragraph = footer.paragraphs[0]
        paragraph.alignment = alignment
        paragraph.paragraph_format.left_indent = paragraph.paragraph_format.right_indent = Pt(14)
        for text in ("— ", "1", " —"):
            run = paragraph.add_run(text)
            run.font.name, run.font.size = "宋体", Pt(14)
            run._r.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), "宋体")  # noqa: SLF001
            if text == "1":
                field = OxmlElement("w:fldSimple")
                field.set(qn("w:instr"), "PAGE")
                paragraph._p.append(field)  # noqa: SLF001  python-docx has no word for a field
                field.append(run._r)  # noqa: SLF001
