"""What a sheet hides or cannot tell is named by its cell: nothing is read as empty that is not."""

import struct
from contextlib import suppress

import pytest

from desk.intake.plan import plan, read_ledger
from tests.desk.intake.books import HEADINGS, ROW, a_book
from tests.desk.intake.old_books import (
    an_old_book,
    error,
    formula,
    hidden_columns,
    hidden_row,
    merged,
    record,
    texts,
)
from workflow.errors import BadInput

OPEN = (*ROW, "", "")
SHEET = texts(0, HEADINGS) + texts(1, OPEN)
#: Nothing answered and nothing to be seen: the cell where an error would read as “still open”.
ANSWERED = HEADINGS.index("答复日期")


def the_faults(office, data):
    found = plan(office, read_ledger(data, "台账"))
    return [(fault.cell, fault.value, fault.message.code) for fault in found.faults]


def test_an_old_workbook_says_the_same_as_a_new_one(office):
    old, new = (plan(office, read_ledger(data, "台账")).rows for data in (an_old_book(SHEET), a_book(OPEN)))

    assert old == new
    assert 1 == len(old)


@pytest.mark.parametrize(("code", "said"), [(0x17, "#REF!"), (0x2A, "#N/A"), (0x07, "#DIV/0!")])
def test_an_error_of_an_old_workbook_is_named_by_its_cell(office, code, said):
    result = struct.pack("<BBBBHH", 2, 0, code, 0, 0, 0xFFFF)
    for cell in (error(1, ANSWERED, code), formula(1, ANSWERED, result)):
        assert [("H2", said, "error_value")] == the_faults(office, an_old_book(SHEET, cell))


def test_a_formula_of_an_old_workbook_that_gave_a_number_is_no_error(office):
    data = an_old_book(SHEET, formula(1, 9, struct.pack("<d", 3.0)))

    assert [] == the_faults(office, data)


def test_what_an_old_workbook_hides_is_read_and_told(office):
    data = an_old_book(hidden_columns(5, 5), hidden_columns(20, 255), hidden_row(1), SHEET)
    found = plan(office, read_ledger(data, "台账"))

    assert ((2,), ("证件号码",), 1) == (found.hidden_rows, found.hidden_columns, found.cases)


def test_what_a_new_workbook_hides_is_read_and_told(office):
    def hide(_, sheet):
        sheet.set_row(1, None, None, {"hidden": True})
        sheet.set_column(5, 5, 10, None, {"hidden": True})
        sheet.set_column(20, 16_383, 10, None, {"hidden": True})

    found = plan(office, read_ledger(a_book(OPEN, fill=hide), "台账"))

    assert ((2,), ("证件号码",), 1) == (found.hidden_rows, found.hidden_columns, found.cases)


def test_cells_merged_side_by_side_are_named_in_either_kind_of_workbook(office):
    def merge(_, sheet):
        sheet.merge_range(1, 4, 1, 5, "申请人甲")

    old = an_old_book(texts(0, HEADINGS), texts(1, (*ROW[:5], "", ROW[6])), merged(1, 1, 4, 5))

    assert [("F2", "", "cell_covered")] == the_faults(office, a_book(OPEN, fill=merge))
    assert [("F2", "", "cell_covered")] == the_faults(office, old)


def test_a_title_above_the_headings_may_be_merged_as_it_likes(office):
    def merge(_, sheet):
        sheet.merge_range(0, 0, 0, 8, "台账")

    assert [] == the_faults(office, a_book(OPEN, fill=merge, first=1))


def test_an_error_that_was_saved_as_text_is_named(office):
    lines = [",".join(HEADINGS), ",".join((*ROW, "#REF!", "#N/A"))]

    assert [("H2", "#REF!", "error_value"), ("I2", "#N/A", "error_value")] == the_faults(
        office, "\n".join(lines).encode()
    )


def test_a_text_that_only_speaks_of_an_error_is_none(office):
    lines = [",".join(HEADINGS), ",".join((*ROW[:6], "公告中的#REF!是什么", "", ""))]

    assert [] == the_faults(office, "\n".join(lines).encode())


def test_an_old_workbook_with_a_password_is_refused_as_such():
    with pytest.raises(BadInput) as refused:
        read_ledger(an_old_book(SHEET, more=record(0x2F, b"\1" * 54)), "台账.xls")

    assert "workbook_locked" == refused.value.code


@pytest.mark.parametrize("at", range(24, 80, 4))
def test_a_broken_old_workbook_is_refused_or_read_and_never_hangs(at):
    data = bytearray(an_old_book(SHEET))
    data[at : at + 4] = b"\xff\x7f\xff\x7f"
    with suppress(BadInput):
        assert read_ledger(bytes(data), "台账.xls").requests.headings
