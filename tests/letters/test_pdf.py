import re
from concurrent.futures import ThreadPoolExecutor

import pytest

from letters import fonts
from letters.catalogue import LETTERS, letter_of_kind
from letters.compose import compose
from letters.pdf import write_pdf
from tests.pages import printed, read, words_of
from workflow.errors import Refused

BY_NAME = pytest.mark.parametrize("letter", LETTERS, ids=lambda letter: letter.template)
GRANTED = letter_of_kind("cn-2019", "granted")


@BY_NAME
def test_paper_says_what_the_letter_says(letter, context_of):
    parts = compose(letter, context_of(letter))

    assert re.sub(r"\s", "", parts.text()) == words_of(printed(parts))


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
    first = printed(parts)

    assert first == printed(parts)
    assert parts.dated == read(first).metadata.creation_date.date()


def test_a_rare_name_is_printed(context_of):
    parts = compose(GRANTED, context_of(GRANTED, applicant="喆堃䶮"))

    assert "喆堃䶮：" in words_of(printed(parts))


def test_every_character_no_font_has_is_named_at_once_and_none_is_a_box(context_of):
    parts = compose(GRANTED, context_of(GRANTED, applicant="张𠮷", subject="😀和𠮷和𝐀"))

    with pytest.raises(Refused) as refused:
        printed(parts)

    assert "missing_glyph" == refused.value.code
    assert {"𠮷", "😀", "𝐀"} == set(refused.value.values["characters"])
    assert 3 == len(refused.value.values["characters"])


def test_many_clerks_may_print_at_once(parts):
    with ThreadPoolExecutor(3) as clerks:
        copies = list(clerks.map(lambda _: printed(parts), range(9)))

    assert {printed(parts)} == set(copies)


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


def test_an_office_may_bring_every_font_but_a_machine_needs_none():
    offices = ("仿宋_GB2312", "方正小标宋简体", "黑体", "楷体_GB2312")
    floor = ("Noto Sans SC", "Noto Serif SC")

    wanted = (fonts.BODY, fonts.TITLE, *fonts.HEADS)
    assert offices == tuple(fonts.choose(names, offices, (*offices, *floor))[0] for names in wanted)
    chosen = [fonts.choose(names, (), floor)[0] for names in wanted]
    assert ["Noto Serif SC", "Noto Serif SC", "Noto Sans SC", "Noto Serif SC"] == chosen
