"""A letter finished by hand comes back as it was written, or the office is told why it cannot."""

import io
import zipfile
from dataclasses import replace
from datetime import date

import docx
import pytest
from docx.enum.text import WD_BREAK
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from letters.catalogue import LETTERS
from letters.compose import compose
from letters.foreign import Foreign
from letters.parts import Annex
from letters.reading import read_docx
from letters.word import write_docx
from tests.letters.libreoffice import NEEDED, save_as
from tests.pages import PLAIN, SLIP, SUMMARY
from workflow.errors import Refused

BY_NAME = pytest.mark.parametrize("letter", LETTERS, ids=lambda letter: letter.template)
VARIANTS = {
    "plain": PLAIN,
    "unsealed": replace(PLAIN, sealed=False),
    "red head": replace(PLAIN, red_head="甲市乙区人民政府"),
    "red head, no number": replace(PLAIN, red_head="甲市", number=""),
    "headings": replace(PLAIN, body=("一、甲", "（一）乙", "丙  丁 2024 年。")),
    "annexes": replace(PLAIN, annexes=(SLIP, SUMMARY)),
    "one annex": replace(PLAIN, annexes=(SLIP,), note=()),
    "long title": replace(PLAIN, title="关于" + "长" * 30),
}


@BY_NAME
def test_every_letter_comes_back_as_it_was_written(letter, context_of):
    parts = compose(letter, context_of(letter))

    assert parts == read_docx(write_docx(parts), parts)


@pytest.mark.parametrize("parts", VARIANTS.values(), ids=VARIANTS)
def test_every_kind_of_page_comes_back_as_it_was_written(parts):
    assert parts == read_docx(write_docx(parts), parts)


@NEEDED
def test_every_letter_comes_back_after_libreoffice_has_saved_it(context_of, tmp_path):
    written = [compose(letter, context_of(letter)) for letter in LETTERS] + list(VARIANTS.values())
    saved = save_as("docx", tmp_path, {f"{n}": write_docx(parts) for n, parts in enumerate(written)})

    for data, parts in zip(saved.values(), written, strict=True):
        assert b"LetterBody" not in zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml")
        assert parts == read_docx(data, parts)


@pytest.fixture
def opened():
    return docx.Document(io.BytesIO(write_docx(replace(PLAIN, annexes=(SLIP,)))))


def saved(document):
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def back(document, drafted=replace(PLAIN, annexes=(SLIP,))):  # noqa: B008  frozen
    return read_docx(saved(document), drafted)


def of_style(document, name):
    return next(paragraph for paragraph in document.paragraphs if paragraph.style.name == name)


def test_runs_are_joined_and_blanks_between_them_kept(opened):
    paragraph = of_style(opened, "文书正文")
    paragraph.clear()
    for text in ("甲", " ", "乙 ", "", "丙"):
        paragraph.add_run(text).bold = text == "丙"

    assert "甲 乙 丙" == back(opened).body[0]


def test_a_tab_is_a_blank_and_a_break_begins_a_paragraph(opened):
    paragraph = of_style(opened, "文书正文")
    paragraph.clear().add_run("甲\t乙\n丙")
    paragraph.add_run("丁").add_break(WD_BREAK.PAGE)
    paragraph.add_run("\n\n戊\u200b\u202e己")

    assert ("甲 乙", "丙丁", "戊 己", "特此告知。") == back(opened).body


def test_a_title_broken_into_lines_by_hand_is_one_title(opened):
    of_style(opened, "文书标题").clear().add_run("政府信息\n公开告知书")

    assert "政府信息公开告知书" == back(opened).title


def test_a_paragraph_in_the_clerks_own_style_is_text(opened):
    of_style(opened, "文书正文").insert_paragraph_before("甲。", style="Normal")
    of_style(opened, "文书附件说明").insert_paragraph_before("乙。", style="Normal")
    opened.add_paragraph("丙。", style="Normal")
    letter = back(opened)

    assert ("甲。", *PLAIN.body, "乙。") == letter.body
    assert ("丙。",) == letter.annexes[0].lines[-1:]


def test_text_behind_the_names_of_the_annexes_is_refused_rather_than_moved(opened):
    of_style(opened, "文书署名").insert_paragraph_before("乙。", style="文书正文")

    assert "letter_paragraph_misplaced" == fault_of(opened).code


def test_what_the_clerk_wrote_stands_and_what_the_case_says_is_kept(opened):
    for style, text in (
        ("文书称谓", "李四："),
        ("文书日期", "2024年5月7日"),
        ("文书文号", "乙政信息公开〔2024〕8号"),
    ):
        of_style(opened, style).clear().add_run(text)
    drafted = replace(PLAIN, annexes=(SLIP,), sealed=False, dated=date(2024, 5, 6))

    letter = back(opened, drafted)

    assert ("李四：", "2024年5月7日", "乙政信息公开〔2024〕8号") == (
        letter.addressee,
        letter.day,
        letter.number,
    )
    assert (False, drafted.dated) == (letter.sealed, letter.dated)


def test_an_annex_may_be_taken_out_with_its_name(opened):
    annex = False
    for paragraph in opened.paragraphs:
        annex |= paragraph.style.name == "文书附件"
        if annex or paragraph.style.name == "文书附件说明":
            paragraph._p.getparent().remove(paragraph._p)

    assert PLAIN == back(opened)


def test_a_link_word_has_made_of_an_address_is_text(opened):
    paragraph = of_style(opened, "文书正文")
    link = OxmlElement("w:hyperlink")
    paragraph._p.append(link)
    link.append(paragraph.add_run("https://a.cn")._r)

    assert back(opened).body[0].endswith("https://a.cn")


def fault_of(document, drafted=replace(PLAIN, annexes=(SLIP,))):  # noqa: B008  frozen
    with pytest.raises(Refused) as refused:
        back(document, drafted)
    return refused.value


@pytest.mark.parametrize("style", ["文书标题", "文书称谓", "文书署名", "文书日期", "文书附件标题"])
def test_a_part_that_is_gone_is_named(opened, style):
    of_style(opened, style).clear()

    fault = fault_of(opened)

    assert ("letter_part_missing", style) == (fault.code, fault.values["style"])


@pytest.mark.parametrize("style", ["文书文号", "文书称谓", "文书署名", "文书日期"])
def test_a_part_that_is_there_twice_is_named(opened, style):
    of_style(opened, style).insert_paragraph_before("甲", style=style)

    fault = fault_of(opened)

    assert ("letter_part_twice", style) == (fault.code, fault.values["style"])


@pytest.mark.parametrize(
    ("before", "style"),
    [
        ("文书称谓", "Normal"),
        ("文书标题", "文书正文"),
        ("文书附注", "Normal"),
        ("文书附件标题", "文书正文"),
        ("文书附件标题", "文书署名"),
        ("文书署名", "文书附注"),
        ("文书附注", "文书附件标题"),
    ],
)
def test_a_paragraph_out_of_its_place_is_refused_by_its_words(opened, before, style):
    of_style(opened, before).insert_paragraph_before("不知何处。", style=style)

    fault = fault_of(opened)

    assert "letter_paragraph_misplaced" == fault.code
    assert "不知何处。" in (fault.values["text"], fault.values["before"])


def test_what_follows_from_the_case_cannot_be_changed_in_the_file(opened):
    of_style(opened, "文书附件说明").clear().add_run("附件：别的")
    fault = fault_of(opened)
    assert ("letter_part_changed", ("附件：征求意见回执",)) == (fault.code, fault.values["text"])

    red = replace(PLAIN, red_head="甲市")
    changed = write_docx(replace(red, red_head="乙市"))
    with pytest.raises(Refused, match="文书红头 must be: 甲市"):
        read_docx(changed, red)


def within(run, *tags, **attributes):
    for tag in tags:
        run.append(OxmlElement(tag))
        run = run[-1]
    for name, value in attributes.items():
        run.set(qn(f"w:{name}"), value)


def marked(run, tag):
    within(run.get_or_add_rPr(), tag)


#: What a clerk may have put into the last paragraph of the text, and its name.
# fmt: off
FOREIGN = {
    Foreign.TABLE:     lambda p: p._p.addnext(OxmlElement("w:tbl")),
    Foreign.PICTURE:   lambda p: within(p.runs[0]._r, "w:drawing"),
    Foreign.TEXT_BOX:  lambda p: within(p.runs[0]._r, "w:pict", "w:txbxContent", "w:p"),
    Foreign.FOOTNOTE:  lambda p: within(p.runs[0]._r, "w:footnoteReference"),
    Foreign.TRACKED:   lambda p: within(p._p, "w:ins", "w:r", "w:t"),
    Foreign.COMMENT:   lambda p: within(p.runs[0]._r, "w:commentReference"),
    Foreign.OBJECT:    lambda p: within(p.runs[0]._r, "w:object"),
    Foreign.NUMBERING: lambda p: within(p._p.get_or_add_pPr(), "w:numPr", "w:numId", val="1"),
    Foreign.HIDDEN:    lambda p: marked(p.runs[0]._r, "w:vanish"),
    Foreign.STRUCK:    lambda p: marked(p.runs[0]._r, "w:strike"),
    Foreign.SYMBOL:    lambda p: within(p.runs[0]._r, "w:sym"),
    Foreign.RUBY:      lambda p: within(p.runs[0]._r, "w:ruby"),
    Foreign.EQUATION:  lambda p: within(p._p, "m:oMath"),
    Foreign.MARGIN:    lambda p: p.part.document.sections[0].footer.paragraphs[0].add_run("机密"),
}
# fmt: on


@pytest.mark.parametrize(("thing", "put"), FOREIGN.items(), ids=[*map(str, FOREIGN)])
def test_what_the_page_cannot_carry_is_refused_by_name(thing, put, opened):
    put(of_style(opened, "文书正文"))

    fault = fault_of(opened)

    assert ("letter_cannot_carry", (thing,)) == (fault.code, fault.values["things"])


def test_all_that_the_page_cannot_carry_is_named_at_once(opened):
    for thing in (Foreign.STRUCK, Foreign.TABLE, Foreign.PICTURE):
        FOREIGN[thing](of_style(opened, "文书正文"))

    assert (Foreign.TABLE, Foreign.PICTURE, Foreign.STRUCK) == fault_of(opened).values["things"]


def test_text_hidden_or_numbered_by_its_style_is_refused_too(opened):
    of_style(opened, "文书正文").style = child = opened.styles.add_style("机", 1)
    child.base_style = parent = opened.styles.add_style("密", 1)
    marked(parent.element, "w:vanish")

    assert (Foreign.HIDDEN,) == fault_of(opened).values["things"]


def test_what_is_switched_off_is_no_matter(opened):
    run = of_style(opened, "文书正文").runs[0]
    run.font.strike = run.font.hidden = False

    assert PLAIN.body == back(opened).body


def test_the_annex_of_a_letter_may_be_written_anew():
    written = replace(PLAIN, annexes=(Annex("新的回执", ("甲：＿＿＿＿",)),))

    assert written == read_docx(write_docx(written), replace(PLAIN, annexes=(SLIP,)))
