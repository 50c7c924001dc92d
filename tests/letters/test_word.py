import io
import zipfile

import docx
import pytest
from docx.oxml.ns import qn
from docx.shared import Mm
from lxml import etree

from letters.catalogue import LETTERS, letter_of_kind
from letters.compose import compose
from letters.word import write_docx

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

    head = [parts.title, parts.number, parts.addressee]
    expected = [*head, *parts.body, parts.signoff, parts.day, *parts.note]
    assert expected == [paragraph.text for paragraph in document.paragraphs]


def test_the_sheet_is_that_of_the_standard(opened):
    section = opened.sections[0]
    grid = section._sectPr.find(qn("w:docGrid"))
    size = (section.page_width, section.page_height)
    margins = (section.top_margin, section.left_margin, section.right_margin, section.bottom_margin)

    assert [round(side.mm) for side in size] == [210, 297]
    assert [round(margin.mm) for margin in margins] == [37, 28, 26, 35]
    assert (grid.get(qn("w:type")), grid.get(qn("w:linePitch"))) == ("lines", "579")
    assert Mm(20) < section.footer_distance < Mm(25)


def test_the_text_is_in_fangsong_and_the_title_in_xiaobiaosong(opened):
    for paragraph in opened.paragraphs:
        title = paragraph.style.style_id == "LetterTitle"
        fonts = paragraph.style.element.rPr.rFonts

        assert ("方正小标宋简体" if title else "仿宋_GB2312") == fonts.get(qn("w:eastAsia"))
        assert paragraph.style.font.name == fonts.get(qn("w:eastAsia"))
        assert (22 if title else 16) == paragraph.style.font.size.pt


def test_a_paragraph_is_set_in_by_two_characters(opened):
    body = opened.styles["文书正文"].element

    assert body.pPr.ind.get(qn("w:firstLineChars")) == "200"
    assert body.rPr.find(qn("w:spacing")).get(qn("w:val")) == "-5"


def test_the_signature_never_stands_alone(opened):
    styles = [paragraph.style.style_id for paragraph in opened.paragraphs]
    signed = styles.index("LetterSignoff")

    assert opened.paragraphs[signed].style.paragraph_format.keep_with_next
    for paragraph in (*opened.paragraphs[signed - 2 : signed], opened.paragraphs[signed + 1]):
        assert paragraph.paragraph_format.keep_with_next


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
