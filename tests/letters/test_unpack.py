"""A file that is no honest Word document is refused, and harms nobody who opens it."""

import io
import zipfile
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from letters.foreign import Foreign
from letters.reading import read_docx
from letters.word import write_docx
from tests.pages import PLAIN
from workflow.errors import BadInput, CaseworkError, Refused


def packed(changes, *more):
    """The plain letter's file with some parts changed, added or (None) left out, and some packed twice."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(write_docx(PLAIN))) as old, zipfile.ZipFile(made, "w", 8) as new:
        parts = {name: old.read(name) for name in old.namelist()} | changes
        for name, data in (*parts.items(), *more):
            if data is not None:
                new.writestr(name, data)
    return made.getvalue()


W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
BILLION = (
    '<!DOCTYPE w:document [<!ENTITY a "aaaaaaaaaa">'
    + "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True))
    + f']><w:document xmlns:w="{W}"><w:body><w:p><w:r><w:t>&i;</w:t></w:r></w:p></w:body></w:document>'
).encode()
OUTSIDE = b'<!DOCTYPE w:document [<!ENTITY i SYSTEM "file:///etc/passwd">]>' + BILLION.partition(b"]>")[2]
STRICT = b'<w:document xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main"/>'
DEEP = f'<w:document xmlns:w="{W}">'.encode() + b"<w:p>" * 9000 + b"</w:p>" * 9000 + b"</w:document>"
# fmt: off
NO_DOCX = {
    "nothing":             bytes,
    "a text":              "张三".encode,
    "a PDF":               lambda: b"%PDF-1.7",
    "half a file":         lambda: write_docx(PLAIN)[:2000],
    "an old Word file":    lambda: bytes.fromhex("d0cf11e0a1b11ae1") + bytes(4000),
    "no text":             lambda: packed({"word/document.xml": None}),
    "no styles":           lambda: packed({"word/styles.xml": None}),
    "broken XML":          lambda: packed({"word/document.xml": b"<w:document>"}),
    "another root":        lambda: packed({"word/document.xml": b"<html/>"}),
    "strict OOXML":        lambda: packed({"word/document.xml": STRICT}),
    "entities":            lambda: packed({"word/document.xml": BILLION}),
    "outside entities":    lambda: packed({"word/document.xml": OUTSIDE}),
    "entities in UTF-16":  lambda: packed({"word/document.xml": BILLION.decode().encode("utf-16")}),
    "entities in styles":  lambda: packed({"word/styles.xml": BILLION.replace(b"document", b"styles")}),
    "deep XML":            lambda: packed({"word/document.xml": DEEP}),
}
# fmt: on


@pytest.mark.parametrize("make", NO_DOCX.values(), ids=NO_DOCX)
def test_what_is_no_honest_docx_is_refused(make):
    with pytest.raises(BadInput) as refused:
        read_docx(make(), PLAIN)

    assert "no_docx" == refused.value.code


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_file_that_holds_two_texts_is_refused():
    text = zipfile.ZipFile(io.BytesIO(write_docx(PLAIN))).read("word/document.xml")

    with pytest.raises(BadInput):
        read_docx(packed({}, ("word/document.xml", text)), PLAIN)


@pytest.mark.parametrize("name", ["word/document.xml", "word/media/a.bin"])
def test_a_file_that_unpacks_without_end_is_refused_unread(name):
    bomb = packed({name: bytes(25_000_000)})

    assert len(bomb) < 100_000
    with pytest.raises(BadInput, match="more than 20 MB") as refused:
        read_docx(bomb, PLAIN)
    assert "docx_too_big" == refused.value.code


@settings(max_examples=300, deadline=None)
@given(st.data())
def test_a_file_damaged_anywhere_is_read_or_refused_and_nothing_else(data):
    letter = bytearray(write_docx(PLAIN))
    for _ in range(data.draw(st.integers(1, 4))):
        letter[data.draw(st.integers(0, len(letter) - 1))] = data.draw(st.integers(0, 255))

    with suppress(CaseworkError):
        assert read_docx(bytes(letter), PLAIN)


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_text_damaged_anywhere_is_read_or_refused_and_nothing_else(data):
    text = bytearray(zipfile.ZipFile(io.BytesIO(write_docx(PLAIN))).read("word/document.xml"))
    for _ in range(data.draw(st.integers(1, 4))):
        text[data.draw(st.integers(0, len(text) - 1))] = data.draw(st.integers(32, 255))

    with suppress(CaseworkError):
        assert read_docx(packed({"word/document.xml": bytes(text)}), PLAIN)


@pytest.mark.parametrize(
    ("name", "thing"), [("word/vbaProject.bin", Foreign.MACRO), ("word/embeddings/a.xlsx", Foreign.OBJECT)]
)
def test_macros_and_embedded_files_are_refused_by_name(name, thing):
    with pytest.raises(Refused) as refused:
        read_docx(packed({name: b"x"}), PLAIN)

    assert (thing,) == refused.value.values["things"]
