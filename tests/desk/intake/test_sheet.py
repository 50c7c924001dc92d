import pytest

from desk.intake.text_file import read_csv as read_text
from workflow.errors import BadInput


def read_csv(data, filename):
    return read_text(data, filename, {}).requests


TEXT = '登记号,申请人,证件号码\r\n1,申请人甲,640105199001010018\r\n\r\n,,\r\n2,"甲\n乙",x\r\n'


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_a_file_is_read_in_every_encoding_that_spreadsheets_write(encoding):
    sheet = read_csv(TEXT.encode(encoding), "x.csv")

    assert ["登记号", "申请人", "证件号码"] == sheet.headings


def test_rows_have_the_numbers_the_spreadsheet_shows_and_empty_ones_are_passed_over():
    rows = list(read_csv(TEXT.encode(), "x.csv").rows)

    assert [(2, "1"), (5, "2")] == [(row.number, row.cells[0]) for row in rows]


def test_a_number_of_eighteen_digits_stays_text():
    first, _ = read_csv(TEXT.encode(), "x.csv").rows

    assert first.cells[2] == "640105199001010018"


def test_rows_can_be_read_twice():
    sheet = read_csv(TEXT.encode(), "x.csv")

    assert list(sheet.rows) == list(sheet.rows)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "no_headings"),
        (b",,\r\n,,", "no_headings"),
        (b"a,b\r\n1,\x002", "not_text"),
        ("登记号,申请人".encode("utf-16"), "not_text"),
        (b"a,b\r\n\xff\xff,1", "not_text"),
    ],
)
def test_what_is_not_a_ledger_of_text_is_refused(data, code):
    with pytest.raises(BadInput) as refused:
        read_csv(data, "x.csv")

    assert code == refused.value.code


def test_a_quotation_mark_that_nobody_closes_is_told_with_its_row():
    with pytest.raises(BadInput) as refused:
        list(read_csv(b'a,b\r\n1,2\r\n3,"4\r\n5,6\r\n', "x.csv").rows)

    assert refused.value.values["row"] == 3
