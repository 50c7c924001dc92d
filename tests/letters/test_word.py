import io
import zipfile
from dataclasses import replace

import docx
import pytest
from docx.oxml.ns import qn
from docx.shared import Mm, Twips
from lxml import etree

from letters.catalogue import LETTERS, letter_of_kind
from letters.compose import compose
from letters.parts import Annex
from letters.word import write_docx
from tests.pages import PLAIN, SLIP, SUMMARY

BY_NAME = pytest.mark.parametrize("letter", LETTERS, ids=lambda letter: letter.template)
GRANTED = letter_of_kind("cn-2019", "granted")


@pytest.fixture
def parts(context_of):
    return compose(GRANTED, context_of(GRANTED))


@pytest.fixture
def opened(parts):
    return docx.Document(io.BytesIO(write_docx(parts)))


@BY_NAME
def test_word_says_what_the_letter_says(letter, context_of):
    parts = compose(letter, context_of(letter))

    document = docx.Document(io.BytesIO(write_docx(parts)))

    assert [line.strip("　") for line in parts.text().splitlines()] == [
        paragraph.text for paragraph in document.paragraphs
    ]


def test_the_sheet_is_that_of_the_standard(opened):
    section = opened.sections[0]
    grid = section._sectPr.find(qn("w:docGrid"))
    size = (section.page_width, section.page_height)
    margins = (section.top_margin, section.left_margin, section.right_margin, section.bottom_margin)

    assert [round(side.mm) for side in size] == [210, 297]
    assert [round(margin.mm) for margin in margins] == [37, 28, 26, 35]
    assert (grid.get(qn("w:type")), grid.get(qn("w:linePitch"))) == ("lines", "579")
    assert Mm(20) < section.footer_distance < Mm(25)


#: The font and the size of each kind of paragraph (5.2.2, 7.2.4, 7.3.1, 7.3.3, 7.3.7).
FONTS = {
    "文书红头": ("方正小标宋简体", 42),
    "文书标题": ("方正小标宋简体", 22),
    "文书附件标题": ("方正小标宋简体", 22),
    "文书一级标题": ("黑体", 16),
    "文书二级标题": ("楷体_GB2312", 16),
    "文书附件": ("黑体", 16),
}


def test_the_text_is_in_fangsong_and_titles_and_headings_in_their_own(opened):
    for style in (style for style in opened.styles if style.name.startswith("文书")):
        fonts = style.element.rPr.rFonts
        font = fonts.get(qn("w:eastAsia"))

        assert FONTS.get(style.name, ("仿宋_GB2312", 16)) == (font, style.font.size.pt)
        assert {font} == {style.font.name, fonts.get(qn("w:hAnsi")), fonts.get(qn("w:cs"))}


def test_a_paragraph_is_set_in_by_two_characters(opened):
    body = opened.styles["文书正文"].element

    assert body.pPr.ind.get(qn("w:firstLineChars")) == "200"
    assert body.rPr.find(qn("w:spacing")).get(qn("w:val")) == "-5"


def test_figures_are_not_broken_as_chinese_text_is(opened):
    lang = opened.styles["Normal"].element.rPr.find(qn("w:lang"))

    assert ("en-US", "zh-CN") == (lang.get(qn("w:val")), lang.get(qn("w:eastAsia")))


def test_the_signature_never_stands_alone(opened):
    styles = [paragraph.style.style_id for paragraph in opened.paragraphs]
    signed = styles.index("LetterSignoff")

    assert opened.paragraphs[signed].style.paragraph_format.keep_with_next
    for paragraph in (*opened.paragraphs[signed - 2 : signed], opened.paragraphs[signed + 1]):
        assert paragraph.paragraph_format.keep_with_next
    for name in ("文书一级标题", "文书二级标题", "文书附件说明", "文书附件", "文书附件标题"):
        assert opened.styles[name].paragraph_format.keep_with_next


def test_each_page_has_its_number_on_the_outer_side(opened):
    odd, even = opened.sections[0].footer, opened.sections[0].even_page_footer

    for footer, side in ((odd, "RIGHT"), (even, "LEFT")):
        assert side == footer.paragraphs[0].alignment.name
        assert footer._element.find(f".//{qn('w:fldSimple')}").get(qn("w:instr")) == "PAGE"


def test_the_file_carries_the_letters_day_and_no_clock(parts, opened):
    kept = opened.core_properties

    assert (parts.dated, parts.dated) == (kept.created.date(), kept.modified.date())
    assert (parts.title, parts.signoff) == (kept.title, kept.author)
    assert write_docx(parts) == write_docx(parts)


@pytest.mark.parametrize(
    "name", ["</w:t></w:r></w:p>", "<b>&amp;]]>", "{{ 7*7 }}", "a\"b'c", "张\x00\x0b\ufffe三", "喆堃䶮𠮷"]
)
def test_a_hostile_name_leaves_the_file_well_formed(name, context_of):
    parts = compose(GRANTED, context_of(GRANTED, applicant=name, office=name, subject=name))

    with zipfile.ZipFile(io.BytesIO(write_docx(parts))) as package:
        assert package.testzip() is None
        for part in package.namelist():
            etree.fromstring(package.read(part))
        text = "".join(etree.fromstring(package.read("word/document.xml")).itertext())
    assert parts.addressee in text


@pytest.mark.parametrize(
    ("office", "expected"), [("甲局", (1890, 1260)), ("甲市乙区人民政府办公室", (472, 1260))]
)
def test_the_office_is_centred_above_the_date(office, expected, context_of):
    parts = compose(GRANTED, context_of(GRANTED, office=office))
    document = docx.Document(io.BytesIO(write_docx(parts)))

    indents = [
        paragraph.paragraph_format.right_indent.twips
        for paragraph in document.paragraphs
        if paragraph.style.style_id in ("LetterSignoff", "LetterDate")
    ]

    assert expected == tuple(indents)


def open_letter(parts):
    return docx.Document(io.BytesIO(write_docx(parts))).paragraphs


def of_style(paragraphs, *names):
    return [paragraph for paragraph in paragraphs if paragraph.style.name in names]


def test_headings_have_their_styles_in_the_body_and_in_an_annex():
    told = ("一、甲", "（一）乙", "丙。")
    letter = open_letter(replace(PLAIN, body=told, annexes=(Annex("回执", told),)))

    assert ["一、甲"] * 2 == [paragraph.text for paragraph in of_style(letter, "文书一级标题")]
    assert ["（一）乙"] * 2 == [paragraph.text for paragraph in of_style(letter, "文书二级标题")]


@pytest.mark.parametrize(
    ("office", "day", "expected"),
    [
        ("甲市乙区人民政府办公室", "2024年5月6日", (15, 17)),
        ("甲局", "2024年5月6日", (18, 20)),
        ("长" * 40, "2024年5月6日", (0, 2)),
    ],
)
def test_without_a_seal_the_date_begins_two_characters_after_the_name(office, day, expected):
    letter = open_letter(replace(PLAIN, signoff=office, day=day, sealed=False))

    for paragraph, characters in zip(of_style(letter, "文书署名", "文书日期"), expected, strict=True):
        assert ("LEFT", round(characters * 315)) == (
            paragraph.alignment.name,
            paragraph.paragraph_format.left_indent.twips,
        )


def test_with_a_seal_two_lines_are_left_for_it_and_without_it_one():
    for sealed, lines in ((True, 2), (False, 1)):
        (name,) = of_style(open_letter(replace(PLAIN, sealed=sealed)), "文书署名")
        above = name.paragraph_format.space_before or name.style.paragraph_format.space_before
        assert pytest.approx(lines * 28.95) == above.pt


@pytest.mark.parametrize(
    ("head", "points"), [("甲市乙区人民政府", 42), ("甲市乙区人民政府办公室文件", 34), ("长" * 40, 11)]
)
def test_a_red_head_is_as_large_as_one_line_allows(head, points):
    first, number, title, *_ = open_letter(replace(PLAIN, red_head=head))

    assert ("文书红头", "FF0000") == (first.style.name, str(first.style.font.color.rgb))
    assert points == (first.runs[0].font.size or first.style.font.size).pt
    assert pytest.approx(35, abs=0.1) == first.paragraph_format.space_before.mm
    assert ("CENTER", "FF0000") == (
        number.alignment.name,
        number._p.pPr.find(qn("w:pBdr")).find(qn("w:bottom")).get(qn("w:color")),
    )
    assert [2 * 28.95] * 2 == [paragraph.paragraph_format.space_before.pt for paragraph in (number, title)]


def test_an_annex_begins_a_page_and_the_letter_names_it():
    letter = open_letter(replace(PLAIN, annexes=(SLIP, SUMMARY)))
    names = of_style(letter, "文书附件说明")

    assert ["附件：1.征求意见回执", "2.申请内容摘要"] == [paragraph.text for paragraph in names]
    assert [2, 5] == [
        round((look.left_indent + look.first_line_indent) / Twips(315))
        for look in (paragraph.paragraph_format for paragraph in names)
    ]
    assert ["附件1", "附件2"] == [paragraph.text for paragraph in of_style(letter, "文书附件")]
    assert of_style(letter, "文书附件")[0].style.paragraph_format.page_break_before


def test_word_sees_the_schemas_order_in_every_paragraph():
    order = ["pStyle", "keepNext", "pageBreakBefore", "pBdr", "spacing", "ind", "jc"]
    letter = open_letter(replace(PLAIN, red_head="甲市", annexes=(SLIP,), sealed=False, title="长" * 30))

    for paragraph in letter:
        found = [order.index(child.tag.rpartition("}")[2]) for child in paragraph._p.pPr]
        assert sorted(found) == found
