import re
from contextlib import suppress
from dataclasses import replace

import pypdf
import pytest
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, RectangleObject, TextStringObject

from letters.sheets.case_file import case_file
from letters.sheets.posting import Posting, ServiceList, write_service_list
from tests.letters.papers import A4, DAY, SHORT, enclosed, made, pages_of, read
from workflow.errors import Refused


def printed_letter():
    postings = tuple(
        Posting(
            ref="1", number="", letter="告知书", name="张三", address="某路" * n, postcode="", method="邮寄"
        )
        for n in range(40)
    )
    return write_service_list(ServiceList(office="乙市某局", day=DAY, postings=postings))


@pytest.mark.parametrize("rotated", [0, 90, 180, 270])
@pytest.mark.parametrize("size", [(595, 842), (842, 595), (420, 595)])
def test_a_number_stands_in_the_upper_right_corner_of_any_page(rotated, size):
    page = read(case_file(SHORT, [enclosed(pdf=made(size, rotated=rotated))])).pages[3]

    assert page.rotation == 0
    found = []
    page.extract_text(
        visitor_text=lambda text, user, matrix, font, at: (
            "第" in text and found.append((matrix[4] * user[0] + user[4], matrix[5] * user[3] + user[5]))
        )
    )
    width, height = (float(side) for side in page.mediabox[2:])
    assert (width, height) == (size if rotated % 180 == 0 else size[::-1])
    assert all(width - 110 < x < width - 57 and height - 60 < y < height - 34 for x, y in found)
    assert found


def damaged():
    whole = made(A4, A4)
    yield "empty", b""
    yield "no pdf", b"<html>404</html>"
    yield "cut", whole[: len(whole) // 2]
    yield "tail", whole[:-40]
    yield "no pages", made()
    yield "stream", spoiled_stream()
    yield "word", b"PK\x03\x04" + bytes(400)


def spoiled_stream():
    def spoil(writer):
        stream = pypdf.generic.DecodedStreamObject()
        stream.set_data(b"no deflated data")
        stream[NameObject("/Filter")] = NameObject("/ASCII85Bogus")
        writer.pages[0][NameObject("/Contents")] = writer._add_object(stream)

    return made(A4, spoil=spoil)


@pytest.mark.parametrize("pdf", [pytest.param(pdf, id=name) for name, pdf in damaged()])
def test_a_damaged_paper_is_named_and_nothing_is_bound(pdf):
    papers = [enclosed(), replace(enclosed("丙告知书"), pdf=pdf)]

    with pytest.raises(Refused) as refused:
        case_file(SHORT, papers)

    assert ("enclosure_damaged", "丙告知书") == (refused.value.code, refused.value.values["paper"])


def test_any_byte_of_a_paper_may_be_spoiled_and_nothing_else_leaks_out():
    whole = made(A4, A4)

    for at in range(0, len(whole), 7):
        spoiled = whole[:at] + bytes([whole[at] ^ 0xFF]) + whole[at + 1 :]
        with suppress(Refused):
            case_file(SHORT, [enclosed(pdf=spoiled)])


def test_a_paper_cut_off_anywhere_is_never_bound_in_part():
    whole = printed_letter()

    for at in range(1, len(whole) - 2, len(whole) // 60):
        with pytest.raises(Refused, match="丙告知书"):
            case_file(SHORT, [enclosed("丙告知书", whole[:at])])


def test_a_paper_is_bound_word_for_word():
    letter = printed_letter()

    pages = pages_of(case_file(SHORT, [enclosed(pdf=letter)]))[3:-1]

    assert len(pages) > 1
    assert pages_of(letter) == [re.sub(r"第\d+页$", "", page) for page in pages]


def test_a_locked_paper_is_named():
    with pytest.raises(Refused) as refused:
        case_file(
            SHORT, [enclosed(pdf=made(A4, spoil=lambda writer: writer.encrypt("x", algorithm="RC4-128")))]
        )

    assert refused.value.code == "enclosure_locked"


def test_scripts_and_actions_of_a_paper_do_not_come_along():
    def arm(writer):
        script = DictionaryObject(
            {NameObject("/S"): NameObject("/JavaScript"), NameObject("/JS"): TextStringObject("app.alert(1)")}
        )
        mark = DictionaryObject(
            {
                NameObject("/Subtype"): NameObject("/Link"),
                NameObject("/Rect"): RectangleObject((0, 0, 50, 50)),
                NameObject("/A"): script,
                NameObject("/PA"): script,
            }
        )
        page = writer.pages[0]
        page[NameObject("/AA")] = DictionaryObject({NameObject("/O"): script})
        page[NameObject("/Annots")] = ArrayObject([writer._add_object(mark)])
        writer.root_object[NameObject("/OpenAction")] = script

    pdf = case_file(SHORT, [enclosed(pdf=made(A4, spoil=arm))])

    assert b"JavaScript" not in pdf
    assert b"app.alert" not in pdf
