"""Whatever people write, a letter prints it as it stands, or says which character it cannot print."""

import io
import re
from dataclasses import replace

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from letters.catalogue import letter_of_kind
from letters.compose import compose, plain
from letters.parts import Annex
from letters.reading import read_docx
from letters.word import write_docx
from tests.pages import PLAIN, pages, printed, words_of
from workflow.errors import Refused

#: The type area's sides, in points.
LEFT, RIGHT = 28 / 25.4 * 72, 184 / 25.4 * 72

GRANTED = letter_of_kind("cn-2019", "granted")

# fmt: off
HOSTILE = {
    "a Jinja value":         "{{ 7*7 }}",
    "a Jinja block":         "{% for x in range(9) %}x{% endfor %}{# y #}",
    "Word's XML":            "</w:t></w:r></w:p><w:p><w:r><w:t>x",
    "XML":                   "<b>&amp;]]><![CDATA[x]]><!-- y --><?z?>",
    "an entity":             "&#x0;&lt;&nbsp;&#65;",
    "typst":                 "#emph[x] $x$ *a* _b_ `c` @d <e> = f // g /* h */ -- ... ~ \\ \\u{41}",
    "typst code":            '#sys.inputs #read("/etc/passwd") #panic()',
    "backslashes":           "\\\\ \\n \\\" ' \"",
    "quotation marks":       "“甲‘乙’丙” \"丁\" '戊'",
    "a format":              "{0} {office} %s %(x)s ${y}",
    "a formula":             "=1+1 @SUM(A1)",
    "a path":                "../../etc/passwd C:\\x",
    "a heading's number":    "一、甲",
    "an annex's sign":       "# 甲",
    "rare names":            "喆堃䶮",
    "ten thousand":          "长" * 10_000,
    "ten thousand letters":  "W" * 10_000,
    "spaces":                "甲  乙　　丙\u00a0丁",
}
#: What never comes to the page: it would break a line, turn one round or spoil the file.
UNSEEN = {
    "line breaks":           "甲\n乙\r\n丙\u2028丁\u2029戊\x0b己\x85庚",
    "control characters":    "甲\x00\x01\x08\x1b\x7f乙\x9f丙",
    "marks of direction":    "甲\u202e乙\u202c\u2066丙\u2069\u200f丁\u061c",
    "invisible characters":  "甲\u200b乙\u200d\ufeff丙\u00ad丁\u2060",
    "halves of characters":  "甲\ud800乙\udfff丙\ufffe\uffff",
}
#: What no font of the floor has, character by character.
UNPRINTED = {
    "an emoji":              ("张😀", "😀"),
    "bold figures":          ("𝐀𝐁", "𝐀𝐁"),
    "a rare name":           ("张𠮷", "𠮷"),
    "a name from right to left": ("שלום", "םולש"),
}
# fmt: on


def letter_about(context_of, text):
    """A letter in which everything a person may write is this."""
    facts = dict.fromkeys(("way", "clerk_contact"), text)
    return compose(GRANTED, context_of(GRANTED, applicant=text, office=text, subject=text, facts=facts))


def squeezed(text):
    return re.sub(r"\s", "", text)


@pytest.mark.parametrize("text", (HOSTILE | UNSEEN).values(), ids=HOSTILE | UNSEEN)
def test_word_holds_it_as_it_stands(text, context_of):
    parts = letter_about(context_of, text)

    paragraphs = [paragraph.text for paragraph in docx.Document(io.BytesIO(write_docx(parts))).paragraphs]

    assert f"{plain(text)}：" == parts.addressee
    assert [line.strip("　") for line in parts.text().split("\n") if line] == [
        paragraph.strip("　") for paragraph in paragraphs
    ]
    assert parts == read_docx(write_docx(parts), parts)


@pytest.mark.parametrize("text", (HOSTILE | UNSEEN).values(), ids=HOSTILE | UNSEEN)
def test_paper_prints_it_as_it_stands(text, context_of):
    parts = letter_about(context_of, text)

    assert squeezed(parts.text()) == words_of(printed(parts))


@pytest.mark.parametrize(("text", "lacking"), UNPRINTED.values(), ids=UNPRINTED)
def test_what_no_font_has_is_named_and_nothing_is_printed(text, lacking, context_of):
    with pytest.raises(Refused) as refused:
        printed(letter_about(context_of, text))

    assert "missing_glyph" == refused.value.code
    assert set(lacking) == set("".join(refused.value.values["characters"]))


@pytest.mark.parametrize("text", ["张😀", "שלום"])
def test_word_holds_what_no_font_has(text, context_of):
    parts = letter_about(context_of, text)

    assert parts == read_docx(write_docx(parts), parts)


SAID = st.text(max_size=60).map(plain).filter(bool)


@settings(max_examples=200, deadline=None)
@given(
    title=SAID,
    number=SAID | st.just(""),
    addressee=SAID,
    body=st.lists(SAID, max_size=4).map(tuple),
    signoff=SAID,
    day=SAID,
    note=st.lists(SAID, max_size=2).map(tuple),
    annexes=st.lists(st.builds(Annex, SAID, st.lists(SAID, max_size=3).map(tuple)), max_size=3).map(tuple),
    red_head=SAID | st.just(""),
    sealed=st.booleans(),
)
def test_whatever_is_written_is_read_back_the_same(**told):
    parts = replace(PLAIN, **told)

    assert parts == read_docx(write_docx(parts), parts)


#: What has no place to be broken, and would run over the edge.
RUNS = (
    *("＿" * 60, "□" * 60, "_" * 200, "W" * 200, "—" * 60, "…" * 60, "，" * 60, "-" * 200, "1-" * 100),
    *("“" * 60, "）" * 60, "/" * 300, "1/" * 150, "アイウ" * 30, "x\u00a0" * 90, "https://a.cn/" + "a" * 200),
)


@pytest.mark.parametrize("run", RUNS, ids=lambda run: run[:3])
def test_nothing_leaves_the_paper(run):
    (page, *_) = pages(
        replace(PLAIN, body=(f"签名：{run}。", "特此告知。"), annexes=(Annex("回执", (run,)),))
    )

    assert all(LEFT - 1 <= text.x < RIGHT for text in page)
    assert max(len(text.words) for text in page) <= 110
    assert len({round(text.y) for text in page if set(text.words) & set(run)}) > 1
