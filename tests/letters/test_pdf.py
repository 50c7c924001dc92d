import io
import re
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pypdf
import pytest

from letters import fonts
from letters.catalogue import LETTERS, letter_of_kind
from letters.compose import compose
from letters.pdf import write_pdf
from workflow.errors import Refused

BY_NAME = pytest.mark.parametrize("letter", LETTERS, ids=lambda letter: letter.template)
GRANTED = letter_of_kind("cn-2019", "granted")


def read(pdf):
    return pypdf.PdfReader(io.BytesIO(pdf))


def text_of(pdf):
    return re.sub(r"\s", "", "".join(page.extract_text() for page in read(pdf).pages))


@BY_NAME
def test_paper_says_what_the_letter_says(letter, context_of):
    parts = compose(letter, context_of(letter))

    text = text_of(write_pdf(parts, system_fonts=False))

    without_page_numbers = re.sub(r"—\d+—", "", text)
    assert re.sub(r"\s", "", parts.text()) == without_page_numbers


@pytest.fixture
def parts(context_of):
    return compose(GRANTED, context_of(GRANTED))


def test_it_is_a4_for_archives_and_for_screen_readers(parts):
    reader = read(write_pdf(parts))
    metadata = reader.trailer["/Root"]["/Metadata"].get_data().decode()

    assert tuple(round(float(side) / 72 * 25.4) for side in reader.pages[0].mediabox[2:]) == (210, 297)
    assert "<pdfaid:part>2</pdfaid:part>" in metadata
    assert "<pdfaid:conformance>A</pdfaid:conformance>" in metadata
    assert "<pdfuaid:part>1</pdfuaid:part>" in metadata
    assert reader.trailer["/Root"]["/Lang"] == "zh-CN"


def test_the_same_letter_gives_the_same_bytes_and_bears_its_own_day(parts):
    first = write_pdf(parts, system_fonts=False)

    assert first == write_pdf(parts, system_fonts=False)
    assert parts.dated == read(first).metadata.creation_date.date()
    assert date(2030, 1, 2) == read(write_pdf(parts, stamp=date(2030, 1, 2))).metadata.creation_date.date()


def test_a_page_holds_22_lines_of_28_characters(parts, context_of):
    filled = compose(GRANTED, context_of(GRANTED, subject="测" * 2000, number=""))

    page = read(write_pdf(filled, system_fonts=False)).pages[1].extract_text().splitlines()

    full = [line for line in page if re.fullmatch("测+", line)]
    assert {28} == {len(line) for line in full}
    assert len([line for line in page if not re.search(r"—\s*\d+\s*—", line)]) == 22


def test_a_rare_name_is_printed(context_of):
    parts = compose(GRANTED, context_of(GRANTED, applicant="喆堃䶮"))

    assert "喆堃䶮：" in text_of(write_pdf(parts, system_fonts=False))


@pytest.mark.parametrize("character", ["𠮷", "😀"])
def test_a_character_no_font_has_is_named_and_never_a_box(character, context_of):
    parts = compose(GRANTED, context_of(GRANTED, applicant=f"张{character}"))

    with pytest.raises(Refused) as refused:
        write_pdf(parts, system_fonts=False)

    assert ("missing_glyph", character) == (refused.value.code, refused.value.values["character"])


@pytest.mark.parametrize(
    "name", ["{{ 7*7 }}", "#emph[x]", "$x$", "<b>", "*a*_b_", "// x", '"\\', "#sys.inputs"]
)
def test_markup_in_a_name_is_printed(name, context_of):
    parts = compose(GRANTED, context_of(GRANTED, applicant=name))

    assert re.sub(r"\s", "", name) + "：" in text_of(write_pdf(parts, system_fonts=False))


def test_many_clerks_may_print_at_once(parts):
    with ThreadPoolExecutor(3) as clerks:
        printed = list(clerks.map(lambda _: write_pdf(parts, system_fonts=False), range(9)))

    assert {write_pdf(parts, system_fonts=False)} == set(printed)


def test_a_folder_that_is_not_there_is_named(parts, tmp_path):
    with pytest.raises(Refused, match=r"There is no font folder .*nowhere"):
        write_pdf(parts, font_dirs=[tmp_path / "nowhere"])


def test_the_offices_own_fonts_come_first(parts):
    floor = fonts.serif_path().parent

    page = read(write_pdf(parts, font_dirs=[floor])).pages[0]

    used = {font["/BaseFont"].partition("+")[2] for font in page["/Resources"]["/Font"].values()}
    assert {"NotoSerifSC-Regular-Identity-H"} == used


def test_a_title_font_is_not_taken_for_the_text():
    own = ["方正小标宋简体", "Zhuque Fangsong"]

    assert fonts.choose(fonts.BODY, own, [*own, "Noto Serif SC"]) == ("Zhuque Fangsong", "Noto Serif SC")
