import pytest

from desk.intake.plan import plan, read_ledger
from tests.desk.intake.ledgers import ASKED, NEW, OLD, PROVIDED, TWELVE, a_ledger, faults, planned
from workflow.vocabulary import Outcome, Timeliness

ANSWERED = PROVIDED | {"答复日期": "2018-03-26"}


def test_the_twelve_rows_make_the_twelve_cases_of_the_year(office):
    found = plan(office, read_ledger(TWELVE, "twelve.csv"), create_units=True)
    outcomes = [row.copies.counted_outcome for row in found.rows]

    assert () == found.faults
    assert [f"2018-{n:04}" for n in range(1, 13)] == [row.ref for row in found.rows]
    assert (7, 3, 2) == tuple(
        map(outcomes.count, (Outcome.PROVIDED, Outcome.ALREADY_PUBLIC, Outcome.NOT_OURS))
    )
    assert {Timeliness.IN_TIME} == {row.copies.timeliness for row in found.rows}
    assert ("某区住房和城乡建设局",) == found.new_units


def test_a_file_in_gb18030_says_the_same(office):
    again = TWELVE.decode("utf-8-sig").encode("gb18030")
    first, second = (plan(office, read_ledger(data, "x.csv"), create_units=True) for data in (TWELVE, again))

    assert first == second


# fmt: off
BAD_CELLS = (
    (OLD | {"收到日期": "2018-13-01"},                         "收到日期",     "bad_day_cell"),
    (OLD | {"收到日期": ""},                                   "收到日期",     "cell_empty"),
    (OLD | {"收到日期": "2007-01-08"},                         "收到日期",     "no_statute_in_force"),
    (OLD | {"申请渠道": "飞鸽"},                               "申请渠道",     "unknown_word"),
    (OLD | {"申请人类别": "法人"},                             "申请人类别",   "unknown_word"),
    (OLD | {"申请内容": " "},                                  "申请内容",     "cell_empty"),
    (OLD | {"申请内容": "长" * 10_001},                        "申请内容",     "long_cell"),
    (OLD | {"证件号码": "6.40105E+17"},                        "证件号码",     "number_spoiled"),
    (OLD | {"收费金额": "一百"},                               "收费金额",     "bad_amount_cell"),
    (OLD | {"受理单位": "某局"},                               "受理单位",     "unknown_unit"),
    (OLD | ANSWERED | {"办理结果": "已办结"},                  "办理结果",     "unknown_outcome"),
    (OLD | ANSWERED | {"办理结果": "不同意公开"},              "办理结果",     "no_ground"),
    (OLD | ANSWERED | {"办理结果": ""},                        "办理结果",     "cell_empty_because"),
    (OLD | ANSWERED | {"答复日期": ""},                        "答复日期",     "cell_empty_because"),
    (OLD | ANSWERED | {"答复日期": "2018-03-09"},              "答复日期",     "out_of_order"),
    (OLD | ANSWERED | {"签收日期": "2018-03-23"},              "签收日期",     "out_of_order"),
    (OLD | ANSWERED | {"送达方式": "口头"},                    "送达方式",     "unknown_word"),
    (NEW | {"补正通知日期": "2020-03-05", "补正收到日期": "2020-03-04"}, "补正收到日期", "out_of_order"),
    (NEW | {"补正通知日期": "2020-03-12"},                     "补正通知日期", "clarification_too_late"),
    (OLD | {"延期通知日期": "2018-03-20", "延长工作日": "16"}, "延长工作日",   "extension_too_long"),
    (NEW | {"延期通知日期": "2020-03-20", "延长工作日": "21"}, "延长工作日",   "extension_too_long"),
    (NEW | {"延期通知日期": "2020-03-20", "延长工作日": ""},   "延长工作日",   "cell_empty_because"),
    (NEW | {"延期通知日期": "2020-03-20", "延长工作日": "0"},  "延长工作日",   "bad_fact"),
    (NEW | {"延期通知日期": "2020-03-20", "延长工作日": "几天"}, "延长工作日", "bad_number_cell"),
    (OLD | {"延期通知日期": "2018-04-09", "延长工作日": "15"}, "延期通知日期", "after_the_limit"),
    (NEW | {"答复日期": "2020-03-20", "办理结果": "逾期不补正", "补正通知日期": "2020-03-05",
            "补正期限": "2020-03-30"},                         "答复日期",     "not_lapsed_yet"),
    (NEW | {"答复日期": "2020-06-30", "办理结果": "逾期不补正", "补正通知日期": "2020-03-05",
            "补正收到日期": "2020-03-09"},                     "答复日期",     "action_not_allowed"),
    (NEW | {"答复日期": "2020-06-30", "办理结果": "逾期不补正", "补正通知日期": "2020-03-05",
            "补正收到日期": "2020-03-09", "收费通知日期": "2020-03-10"}, "办理结果", "outcome_disagrees"),
)
# fmt: on


@pytest.mark.parametrize(("row", "column", "code"), BAD_CELLS)
def test_a_bad_cell_is_named_by_row_column_and_value(office, row, column, code):
    good = OLD | {"登记号": "2018-0099"}
    ((number, heading, value, found),) = faults(office, good, row)

    assert (3, column, code) == (number, heading, found)
    assert value.rstrip("…") == row[column].strip()[: len(value.rstrip("…"))]


def test_every_bad_cell_of_a_row_is_named_at_once(office):
    row = OLD | {"收到日期": "昨天", "申请渠道": "飞鸽", "受理单位": "某局", "签收日期": "今天"}

    assert {"收到日期", "申请渠道", "受理单位", "签收日期", "办理结果"} == {f[1] for f in faults(office, row)}


def test_the_fault_is_named_as_the_sheet_names_its_column(office):
    row = {"登记号": "1", "申请时间": "昨天", "申请渠道": "当面", "申请人类别": "自然人"}

    assert [(2, "申请时间", "昨天", "bad_day_cell")] == faults(office, row)


def test_a_reference_may_stand_only_once_in_a_file(office):
    found = faults(office, OLD, OLD | {"登记号": "2018-0002"}, OLD)

    assert [(4, "登记号", "2018-0001", "ref_twice")] == found


def test_rows_without_a_reference_do_not_meet(office):
    assert [] == faults(office, OLD | {"登记号": ""}, OLD | {"登记号": ""})


@pytest.mark.parametrize(
    ("line", "column"),
    [
        ("甲,某批复,2018-0002,2018-03-12", "申请渠道"),
        ("甲,某批复,2018-0002,2018-03-12,信函,自然人,多余", "申请人类别"),
    ],
)
def test_a_ragged_row_is_named(office, line, column):
    data = a_ledger(OLD).decode() + line + "\r\n"
    (fault,) = plan(office, read_ledger(data.encode(), "x.csv")).faults

    assert (3, column, "ragged_row") == (fault.row, fault.column, fault.message.code)


def test_commas_after_the_last_column_do_no_harm(office):
    data = a_ledger(OLD).decode().rstrip() + ",,,\r\n"

    assert () == plan(office, read_ledger(data.encode(), "x.csv")).faults


def test_a_unit_that_is_not_known_is_created_when_asked(office):
    rows = [OLD | {"受理单位": "某局"}, OLD | {"登记号": "2018-0002", "受理单位": ""}]
    found = plan(office, read_ledger(a_ledger(*rows), "x.csv"), create_units=True)

    assert ("某局",) == found.new_units
    assert ["某局", "某区人民政府办公室"] == [row.unit for row in found.rows]


def test_columns_that_mean_nothing_to_us_are_kept_in_the_note(office):
    found = planned(office, OLD | {"备注": "急", "经办人": "小王", "序号": ""})

    assert ("经办人", "序号") == found.unknown_columns
    assert found.rows[0].request.note == "急\n经办人：小王"


def test_what_was_asked_is_kept_as_it_was_written(office):
    row = OLD | ASKED | {"证件号码": "640105199001010018", "联系方式": "电话", "邮编": "750021"}
    (found,) = planned(office, row).rows
    (applicant,) = found.request.applicants

    assert ("申请人甲", "640105199001010018", "电话", "750021") == (
        applicant.name,
        applicant.id_document,
        applicant.contact,
        applicant.postcode,
    )
    assert found.request.subject == "某项目的批复"
