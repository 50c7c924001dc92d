import pytest

from desk.intake.headings import COLUMNS, field_of, read_headings
from workflow.errors import BadInput

NEEDED = ["收到日期", "申请渠道", "申请人类别", "申请人", "申请内容"]


def test_every_heading_and_synonym_means_its_field():
    found = {name: field_of(name) for names in COLUMNS.values() for name in names}

    assert {name: field for field, names in COLUMNS.items() for name in names} == found


def test_columns_may_stand_in_any_order_and_under_other_names():
    layout = read_headings(["申请人姓名", "申请时间", "受理方式", "申请人类别", "申请信息描述"])

    assert {"applicant": 0, "received": 1, "channel": 2, "kind": 3, "subject": 4} == layout.places


def test_spaces_and_wide_letters_in_a_heading_do_not_matter():
    layout = read_headings([*NEEDED, " 补正通知 日期２ ", "收费金额（元）"])

    assert (5, 6) == (layout.places["asked2"], layout.places["amount"])


def test_rounds_are_found_by_their_numbers():
    layout = read_headings([*NEEDED, "补正通知日期10", "补正收到日期2", "补正通知日期", "补正期限3"])

    assert ("", "2", "10") == layout.clarifications


def test_columns_that_mean_nothing_to_us_are_reported():
    layout = read_headings([*NEEDED, "序号", "", "经办人"])

    assert ("序号", "经办人") == layout.unknown_headings


def test_missing_headings_are_named():
    with pytest.raises(BadInput) as refused:
        read_headings(["收到日期", "申请人", "申请内容"])

    assert ("申请渠道", "申请人类别") == refused.value.values["headings"]


@pytest.mark.parametrize("twice", ["收到日期", "申请时间"])
def test_two_columns_that_say_the_same_are_refused(twice):
    with pytest.raises(BadInput) as refused:
        read_headings([*NEEDED, twice])

    assert {"first": "收到日期", "second": twice} == refused.value.values


def test_an_unknown_column_is_not_kept_twice():
    with pytest.raises(BadInput):
        read_headings([*NEEDED, "序号", "序号"])
