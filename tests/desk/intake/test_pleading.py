"""The sheet 复议诉讼: its rows come in with the cases they are over, or a cell is named."""

from datetime import date

import pytest

from desk.intake.plan import plan, read_ledger
from tests.desk.intake.books import ROW, a_book


def the_plan(office, data, **more):
    return plan(office, read_ledger(data, "台账.xlsx"), **more)


def proceedings(*rows):
    def fill(book, _):
        sheet = book.add_worksheet("复议诉讼")
        for at, cells in enumerate((("登记号", "类型", "提起日期", "审结日期", "结果", "备注"), *rows)):
            sheet.write_row(at, 0, cells)

    return a_book(ROW, fill=fill)


def told(row):
    """What a case is told to have been through: the acts after its receipt, with their days and facts."""
    return [(e.action.value, str(e.on), dict(e.facts)) for e in row.entries[1:]]


def test_proceedings_come_in_with_their_cases(office):
    found = the_plan(
        office,
        proceedings(
            ("2018-0001", "复议", "2018-05-02", "2018-06-29", "纠正", "甲"),
            ("2018-0001", "复议后起诉", "2018-07-16", "", "", ""),
        ),
    )
    (case,) = found.rows

    assert ((), 2) == (found.faults, found.proceedings)
    assert [
        ("file_proceeding", "2018-05-02", {"proceeding_kind": "review", "note": "甲"}),
        ("decide_proceeding", "2018-06-29", {"proceeding": 2, "proceeding_result": "corrected"}),
        ("file_proceeding", "2018-07-16", {"proceeding_kind": "suit_after_review"}),
    ] == told(case)
    assert [(2, "corrected", None), (4, "pending", date(2018, 7, 31))] == [
        (one.line, one.result, one.due_on) for one in case.copies.proceedings
    ]


def test_days_of_a_proceeding_that_contradict_each_other_come_in_as_recorded(office):
    rows = (("2018-0001", "行政复议", "2018-03-01", "2018-02-01", "结果维持", ""),)
    found = the_plan(office, proceedings(*rows), as_recorded=str)
    (case,) = found.rows
    (one,) = case.copies.proceedings

    assert () == found.faults
    assert (date(2018, 3, 5), date(2018, 3, 5), 2) == (one.filed_on, one.decided_on, case.copies.irregular)


# fmt: off
BAD_PROCEEDINGS = (
    (("2018-0009", "行政复议", "2018-05-02", "", "", ""),                     "A2", "unknown_ref"),
    (("2018-0001", "仲裁", "2018-05-02", "", "", ""),                         "B2", "unknown_word"),
    (("2018-0001", "行政复议", "", "", "", ""),                               "C2", "cell_empty_here"),
    (("2018-0001", "行政复议", "2018-05-02", "2018-05-01", "结果维持", ""),   "D2", "out_of_order"),
    (("2018-0001", "行政复议", "2018-05-02", "2018-06-01", "", ""),           "E2", "result_disagrees"),
    (("2018-0001", "行政复议", "2018-03-01", "", "", ""),                     "C2", "out_of_order"),
)
# fmt: on


@pytest.mark.parametrize(("row", "cell", "code"), BAD_PROCEEDINGS)
def test_a_bad_cell_of_a_proceeding_is_named_with_its_sheet(office, row, cell, code):
    (fault,) = the_plan(office, proceedings(row)).faults

    assert ("复议诉讼", cell, code) == (fault.sheet, fault.cell, fault.message.code)


def test_a_proceeding_over_a_request_that_has_faults_is_named_too(office):
    def fill(book, sheet):
        sheet.write(1, 2, "飞鸽")
        sheet = book.add_worksheet("复议诉讼")
        sheet.write_row(0, 0, ("登记号", "类型", "提起日期"))
        sheet.write_row(1, 0, ("2018-0001", "行政复议", "2018-05-02"))

    found = the_plan(office, a_book(ROW, fill=fill)).faults

    assert ["unknown_word", "ref_refused"] == [fault.message.code for fault in found]
