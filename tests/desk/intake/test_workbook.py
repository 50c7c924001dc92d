from datetime import date, datetime

import pytest

from desk.intake.plan import plan, read_ledger
from tests.desk.intake.books import HEADINGS, ODS, ROW, a_book, an_ods, tampered
from workflow.errors import BadInput

SHEET = "xl/worksheets/sheet1.xml"
TEXTS = "xl/sharedStrings.xml"


def the_plan(office, data, **more):
    return plan(office, read_ledger(data, "台账.xlsx"), **more)


def found_in(office, data):
    return [(f.cell, f.column, f.value, f.message.code) for f in the_plan(office, data).faults]


def test_a_workbook_says_the_same_as_text(office):
    text = "\r\n".join(",".join(cells) for cells in (HEADINGS, (*ROW, "", "")))
    ours, theirs = (the_plan(office, data) for data in (a_book(ROW), text.encode()))

    assert ours.rows == theirs.rows


@pytest.mark.parametrize("first", [0, 3])
def test_titles_above_the_headings_are_passed_over(office, first):
    def fill(book, sheet):
        if first:
            sheet.merge_range(0, 0, 0, 8, "某区2018年依申请公开台账")
            sheet.write(1, 0, "填报单位：某局")

    (row,) = the_plan(office, a_book(ROW, fill=fill, first=first)).rows

    assert (first + 2, "2018-0001") == (row.row, row.ref)


def test_a_heading_that_spans_two_rows_is_found(office):
    def fill(book, sheet):
        for at, heading in enumerate(HEADINGS):
            sheet.merge_range(0, at, 1, at, heading)

    (row,) = the_plan(office, a_book((), ROW, fill=fill)).rows

    assert 3 == row.row


def test_a_list_of_what_may_be_chosen_stands_below_the_rows_and_is_no_cell(office):
    def fill(book, sheet):
        sheet.data_validation(1, 2, 99, 2, {"validate": "list", "source": ["信函", "网络"]})

    (row,) = the_plan(office, a_book(ROW, fill=fill)).rows

    assert "2018-0001" == row.ref


DAYS = (
    "2018/3/5", "2018.3.5", "2018年3月5日", "20180305", "2018-03-05", "２０１８年３月５日", "2018-3-5 9:30",
    "2018/03/05 09:30:00", 20180305, 43164, date(2018, 3, 5), datetime(2018, 3, 5, 9, 30),  # noqa: DTZ001
    " 2018年3月5号 ",
)  # fmt: skip


@pytest.mark.parametrize("old_apple", [False, True])
@pytest.mark.parametrize("day", DAYS)
def test_a_day_is_understood_however_it_is_kept(office, day, old_apple):
    if day == 43164 and old_apple:
        day -= 1462

    def fill(book, sheet):
        pattern = {"num_format": "yyyy-mm-dd hh:mm" if isinstance(day, datetime) else "yyyy-mm-dd"}
        if isinstance(day, date):
            sheet.write_datetime(1, 1, day, book.add_format(pattern))
        else:
            sheet.write(1, 1, day)

    found = the_plan(office, a_book(ROW, fill=fill, date_1904=old_apple))

    assert () == found.faults
    assert [date(2018, 3, 5)] == [row.entries[0].on for row in found.rows]


@pytest.mark.parametrize("place", [0, 5])
def test_a_long_number_that_lost_its_digits_is_a_fault(office, place):
    row = [*ROW]
    row[place] = 640105199001010018
    ((cell, _, _, code),) = found_in(office, a_book(row))

    assert ("AF"[place == 5] + "2", "number_spoiled") == (cell, code)


def test_short_numbers_are_written_without_a_point(office):
    (row,) = the_plan(office, a_book((20180001, *ROW[1:5], 13900000000, ROW[6]))).rows

    assert ("20180001", "13900000000") == (row.ref, row.request.applicants[0].id_document)


def test_the_value_of_a_formula_is_taken(office):
    def fill(book, sheet):
        sheet.write_formula(1, 4, '="申请人"&"乙"', None, "申请人乙")

    assert "申请人乙" == the_plan(office, a_book(ROW, fill=fill)).rows[0].request.applicants[0].name


def test_a_formula_without_a_value_is_named(office):
    def fill(book, sheet):
        sheet.write_formula(1, 4, "=A1", None, "")

    assert [("E2", "申请人", "=", "formula_without_value")] == found_in(office, a_book(ROW, fill=fill))


def test_a_formula_that_went_wrong_is_named_with_its_error(office):
    def fill(book, sheet):
        sheet.write_formula(1, 6, "=1/0", None, "#DIV/0!")

    assert [("G2", "申请内容", "#DIV/0!", "error_value")] == found_in(office, a_book(ROW, fill=fill))


def test_hidden_rows_are_read_and_reported(office):
    second = ("2018-0002", *ROW[1:])
    found = the_plan(
        office, a_book(ROW, second, fill=lambda _, s: s.set_row(2, None, None, {"hidden": True}))
    )

    assert ((3,), 2) == (found.hidden_rows, len(found.rows))


def test_a_cell_merged_over_several_rows_counts_for_each(office):
    def fill(book, sheet):
        sheet.merge_range(1, 4, 2, 4, "申请人丙")

    found = the_plan(office, a_book(ROW, ("2018-0002", *ROW[1:4], "", *ROW[5:]), fill=fill))

    assert ["申请人丙", "申请人丙"] == [row.request.applicants[0].name for row in found.rows]


def test_of_several_sheets_the_one_called_so_is_read_and_the_others_are_named(office):
    found = the_plan(office, a_book(ROW, fill=lambda book, _: book.add_worksheet("说明")))

    assert (1, ("说明",)) == (len(found.rows), found.other_sheets)


def test_several_sheets_of_which_none_is_called_so_are_refused():
    with pytest.raises(BadInput) as refused:
        read_ledger(a_book(ROW, name="甲", fill=lambda book, _: book.add_worksheet("乙")), "台账.xlsx")

    assert ("which_sheet", ("甲", "乙")) == (refused.value.code, refused.value.values["names"])


# What comes from outside.

BILLION = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><sst><si><t>&b;</t></si></sst>'
ZEROS = b"\0" * 1_000_000


def far(cell):
    return lambda xml: xml.replace(b'<c r="A2"', b'<c r="%s"' % cell)


# fmt: off
BOMB = [(f"{n}.bin", ZEROS) for n in range(501)]
HOSTILE = {
    "a bomb of zeros":      ("workbook_too_big", lambda d: tampered(d, {}, BOMB)),
    "entities":             ("workbook_unsound", lambda d: tampered(d, {TEXTS: lambda _: BILLION})),
    "a cell far below":     ("sheet_too_large",  lambda d: tampered(d, {SHEET: far(b"A1048576")})),
    "a cell far right":     ("sheet_too_large",  lambda d: tampered(d, {SHEET: far(b"XFD2")})),
    "cells without places": ("workbook_unsound", lambda d: tampered(d, {SHEET: far(b"")})),
    "two parts of a name":  ("workbook_unsound", lambda d: tampered(d, {}, [(SHEET, b"<worksheet/>")])),
    "cut short":            ("workbook_unsound", lambda d: d[: len(d) // 2]),
    "no workbook":          ("workbook_unsound", lambda d: b"PK\x03\x04 the rest of a workbook"),
    "an empty old one":     ("workbook_unsound",     lambda d: b"\xd0\xcf\x11\xe0" + b"\0" * 600),
}
# fmt: on


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize("trick", HOSTILE)
def test_what_is_no_honest_workbook_is_refused(trick):
    code, spoil = HOSTILE[trick]
    with pytest.raises(BadInput) as refused:
        read_ledger(spoil(a_book(ROW)), "台账.xlsx")

    assert code == refused.value.code


def test_a_directory_that_lies_about_a_size_is_refused():
    data = bytearray(a_book(ROW))
    at = data.index(b"PK\x01\x02")
    while not data[at + 46 :].startswith(b"xl/worksheets/"):
        at = data.index(b"PK\x01\x02", at + 4)
    data[at + 24 : at + 28] = (10).to_bytes(4, "little")

    with pytest.raises(BadInput) as refused:
        read_ledger(bytes(data), "台账.xlsx")

    assert "workbook_unsound" == refused.value.code


def test_one_long_text_shown_by_very_many_cells_is_refused():
    def fill(book, sheet):
        sheet.write_string(1, 6, "长" * 32_000)

    def repeat(xml):
        (row,) = [part for part in xml.split(b"<row ") if part.startswith(b'r="2"')]
        number = row[row.index(b'<c r="G2"') :].split(b"<v>")[1].split(b"<")[0]
        many = b"".join(
            b'<row r="%d"><c r="G%d" t="s"><v>%s</v></c></row>' % (n, n, number) for n in range(3, 20_000)
        )
        return xml.replace(b"</sheetData>", many + b"</sheetData>")

    with pytest.raises(BadInput) as refused:
        read_ledger(tampered(a_book(ROW, fill=fill), {SHEET: repeat}), "台账.xlsx")

    assert "sheet_too_large" == refused.value.code


def test_a_sheet_of_libre_office_says_the_same(office):
    row = (*ROW, "", "")

    assert the_plan(office, a_book(row)).rows == the_plan(office, an_ods(row)).rows


@pytest.mark.parametrize(
    "cell",
    [
        '<table:table-cell table:number-rows-spanned="2"><text:p>甲</text:p></table:table-cell>',
        '<table:table-cell office:value-type="float"><text:p>#N/A</text:p></table:table-cell>',
        '<table:table-cell office:value-type="string"><text:p>Err:502</text:p></table:table-cell>',
    ],
)
def test_a_sheet_of_libre_office_that_would_lose_something_is_refused(cell):
    content = ODS.format(f"<table:table-row>{cell}</table:table-row>").encode()

    with pytest.raises(BadInput) as refused:
        read_ledger(tampered(an_ods(ROW), {"content.xml": lambda _: content}), "台账.ods")

    assert "ods_not_plain" == refused.value.code


def test_a_cell_of_libre_office_that_says_it_stands_very_often_is_refused():
    with pytest.raises(BadInput) as refused:
        read_ledger(an_ods(ROW, many=1_000_000), "台账.ods")

    assert "sheet_too_large" == refused.value.code
