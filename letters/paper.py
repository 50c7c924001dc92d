"""The blank sheet of GB/T 9704-2012 as a Word file: margins, line grid, styles, page number."""

import io
import zipfile
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

import docx
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.enum.text import WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Length, Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph

from letters.layout import PITCH, TEXT

LINE = Pt(28.95)  # 22 lines in 225 mm
CHARACTER = Pt(PITCH)


class Style(NamedTuple):
    """How one kind of paragraph looks."""

    id: str
    name: str
    font: str
    points: int
    alignment: ALIGN
    above: float  # lines left empty
    indented: bool  # first line in by two characters
    keeps: bool  # with the next paragraph


# fmt: off
STYLES = (
    #     id                 name in Word    font          points alignment  above indented keeps
    Style("LetterRedHead",   "文书红头",     "方正小标宋简体", 42, ALIGN.CENTER,  0,   False, True),
    Style("LetterTitle",     "文书标题",     "方正小标宋简体", 22, ALIGN.CENTER,  0,   False, True),
    Style("LetterNumber",    "文书文号",     "仿宋_GB2312",    16, ALIGN.RIGHT,   0.5, False, True),
    Style("LetterAddressee", "文书称谓",     "仿宋_GB2312",    16, ALIGN.LEFT,    0.5, False, True),
    Style("LetterBody",      "文书正文",     "仿宋_GB2312",    16, ALIGN.JUSTIFY, 0,   True,  False),
    Style("LetterHeading1",  "文书一级标题", "黑体",           16, ALIGN.JUSTIFY, 0,   True,  True),
    Style("LetterHeading2",  "文书二级标题", "楷体_GB2312",    16, ALIGN.JUSTIFY, 0,   True,  True),
    Style("LetterAnnexNote", "文书附件说明", "仿宋_GB2312",    16, ALIGN.JUSTIFY, 0,   False, True),
    Style("LetterSignoff",   "文书署名",     "仿宋_GB2312",    16, ALIGN.RIGHT,   2,   False, True),
    Style("LetterDate",      "文书日期",     "仿宋_GB2312",    16, ALIGN.RIGHT,   0,   False, False),
    Style("LetterNote",      "文书附注",     "仿宋_GB2312",    16, ALIGN.JUSTIFY, 0,   True,  False),
    Style("LetterAnnex",     "文书附件",     "黑体",           16, ALIGN.LEFT,    0,   False, True),
    Style("LetterAnnexTitle", "文书附件标题", "方正小标宋简体", 22, ALIGN.CENTER, 1,   False, True),
)
# fmt: on
#: A paragraph's style by the number `letters.layout.level` gives it.
LEVELS = ("LetterBody", "LetterHeading1", "LetterHeading2")
#: The styles that begin a new page (7.3.7), and the one in red (7.2.4).
NEW_PAGE = "LetterAnnex"
RED = "LetterRedHead"

#: What follows these switches in a paragraph's properties.
AFTER_SNAP = ("w:spacing", "w:ind", "w:jc")
AFTER_OVERFLOW = ("w:snapToGrid", *AFTER_SNAP)

#: What the text is written into; everything else in the file is the same in every letter.
DOCUMENT = "word/document.xml"
PROPERTIES = "docProps/core.xml"

#: Of python-docx's own styles only these are needed; the others are a third of a megabyte.
KEPT_STYLES = {"Normal", "DefaultParagraphFont", "TableNormal", "NoList", "Footer", "FooterChar"}
#: Parts of its template that a letter has no use for.
UNUSED_PARTS = ("stylesWithEffects", "thumbnail", "customXml", "numbering")


@dataclass(frozen=True, slots=True)
class Sheet:
    """A Word file without its text: the packed parts that never change, and what stands around the text."""

    packed: bytes
    before: str
    after: str


@cache
def blank_sheet() -> Sheet:
    """The sheet every letter is written on, made once."""
    document = docx.Document()
    _prune(document)
    _lay_out(document)
    _set_normal(document)
    for style in STYLES:
        _add_style(document, style)
    _number_pages(document)
    saved = io.BytesIO()
    document.save(saved)
    return _pack(zipfile.ZipFile(saved))


def entry(name: str) -> zipfile.ZipInfo:
    """A place in the file that no clock has touched."""
    info = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
    info.compress_type = zipfile.ZIP_DEFLATED
    return info


def _pack(saved: zipfile.ZipFile) -> Sheet:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as kept:
        for name in saved.namelist():
            if name not in (DOCUMENT, PROPERTIES):
                kept.writestr(entry(name), saved.read(name))
    before, mark, after = saved.read(DOCUMENT).decode().partition("<w:sectPr")
    return Sheet(packed.getvalue(), before, mark + after)


def _prune(document: Document) -> None:
    for style in list(document.styles):
        if style.style_id not in KEPT_STYLES:
            style.delete()
    for rels in (document.part.rels, document.part.package.rels):
        for key in [key for key, rel in rels.items() if rel.reltype.endswith(UNUSED_PARTS)]:
            del rels[key]


def _lay_out(document: Document) -> None:
    """5.2.1 and 5.2.3: A4, the four margins, a grid of 22 lines.

    The grid counts lines only: on a grid of characters LibreOffice sets each character twice as wide.
    """
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    section.footer_distance = Mm(22)  # the number's line ends here, its top 7 mm below the text (7.5)
    section._sectPr.remove_all("w:docGrid")  # noqa: SLF001  python-docx has no word for the grid
    _put(section._sectPr, "w:docGrid", type="lines", linePitch=LINE.twips)  # noqa: SLF001


def _set_normal(document: Document) -> None:
    """A Chinese text: no other script's fonts, and no marks in the margin.

    Figures count as English: in the midst of Chinese ones LibreOffice would begin a new line.
    """
    for fonts in document.styles.element.xpath("w:docDefaults//w:rFonts"):
        fonts.getparent().remove(fonts)  # a theme's fonts would be asked first
    normal = document.styles["Normal"]
    assert isinstance(normal, ParagraphStyle)
    _set_font(normal, "仿宋_GB2312", TEXT)
    normal.paragraph_format.space_after = Pt(0)
    normal.paragraph_format.line_spacing = 1
    normal.paragraph_format.widow_control = False
    properties = normal.element.get_or_add_pPr()
    document.settings.element.xpath("w:themeFontLang")[0].set(qn("w:eastAsia"), "zh-CN")
    # Word may hang a mark in the margin, as it does unasked. LibreOffice takes the switch the other way;
    # left alone it hangs marks too, and loses some in print.
    _put(properties, "w:overflowPunct", *AFTER_OVERFLOW, val="1")
    _put(normal.element.get_or_add_rPr(), "w:lang", val="en-US", eastAsia="zh-CN")


def _set_font(style: ParagraphStyle, name: str, points: int) -> None:
    style.font.name, style.font.size = name, Pt(points)
    run = style.element.get_or_add_rPr()
    for script in ("eastAsia", "cs"):
        run.rFonts.set(qn(f"w:{script}"), name)


def _add_style(document: Document, wanted: Style) -> None:
    style = document.styles.add_style(wanted.id, WD_STYLE_TYPE.PARAGRAPH)
    assert isinstance(style, ParagraphStyle)
    style.name = wanted.name
    style.base_style, style.quick_style = document.styles["Normal"], True
    _set_font(style, wanted.font, wanted.points)
    look = style.paragraph_format
    look.alignment, look.keep_with_next = wanted.alignment, wanted.keeps or None
    look.space_before = Length(round(wanted.above * LINE))
    look.page_break_before = wanted.id == NEW_PAGE or None
    if wanted.id == RED:
        style.font.color.rgb = RGBColor(0xFF, 0, 0)
    if wanted.points == TEXT:
        _put(style.element.get_or_add_rPr(), "w:spacing", "w:sz", "w:szCs", val=round((PITCH - TEXT) * 20))
    else:
        look.line_spacing_rule, look.line_spacing = WD_LINE_SPACING.EXACTLY, LINE
        _put(style.element.get_or_add_pPr(), "w:snapToGrid", *AFTER_SNAP, val="0")
    if wanted.indented:
        look.first_line_indent = Length(2 * CHARACTER)
        style.element.get_or_add_pPr().ind.set(qn("w:firstLineChars"), "200")


def _number_pages(document: Document) -> None:
    """7.5: 四号 with a dash on either side, one character in from the outer edge."""
    document.settings.odd_and_even_pages_header_footer = True
    section = document.sections[0]
    for footer, alignment in ((section.footer, ALIGN.RIGHT), (section.even_page_footer, ALIGN.LEFT)):
        paragraph = footer.paragraphs[0]
        paragraph.alignment = alignment
        paragraph.paragraph_format.left_indent = paragraph.paragraph_format.right_indent = Pt(14)
        _write_page_number(paragraph)


def _write_page_number(paragraph: Paragraph) -> None:
    for text in ("— ", "1", " —"):
        run = paragraph.add_run(text)
        run.font.name, run.font.size = "宋体", Pt(14)
        run._r.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), "宋体")  # noqa: SLF001
        if text == "1":
            _put(paragraph._p, "w:fldSimple", instr="PAGE").append(run._r)  # noqa: SLF001


def _put(parent: BaseOxmlElement, tag: str, *successors: str, **attributes: object) -> BaseOxmlElement:
    """Add an element python-docx has no word for; Word insists on the schema's order of successors."""
    element = OxmlElement(tag)
    for name, value in attributes.items():
        element.set(qn(f"w:{name}"), str(value))
    parent.insert_element_before(element, *successors)
    return element
