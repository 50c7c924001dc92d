import pytest

from desk.intake.endings import right_body
from tests.desk.intake.ledgers import NEW, OLD, PROVIDED, planned, told
from workflow.vocabulary import Outcome, State, Timeliness


def test_a_row_that_is_still_open_has_only_its_receipt(office):
    assert [] == told(office, OLD)


def test_an_answer_without_service_columns_is_served_on_its_day_and_marked(office):
    row = OLD | PROVIDED | {"答复日期": "2018-03-26"}

    assert ["answer 03-26 outcome=provided", "serve 03-26 assumed"] == told(office, row)


# fmt: off
SERVICES = (
    ({"送达方式": "邮寄", "交邮日期": "2018-03-27", "签收日期": "2018-03-29", "快递单号": "E1"},
     "serve 03-27 method=post posted=2018-03-27 signed=2018-03-29 tracking=E1"),
    ({"送达方式": "网络", "签收日期": "2018-03-27"}, "serve 03-27 method=online signed=2018-03-27"),
    ({"送达方式": "委托", "签收日期": "2018-03-28"}, "serve 03-28 method=entrusted signed=2018-03-28"),
    ({"交邮日期": "2018-03-27"}, "serve 03-27 method=post posted=2018-03-27"),
    ({"送达方式": "邮寄", "签收日期": "2018-03-29"}, "serve 03-26 method=post signed=2018-03-29 assumed"),
    ({"送达方式": "当面"}, "serve 03-26 method=in_person assumed"),
)
# fmt: on


@pytest.mark.parametrize(("service", "served"), SERVICES)
def test_post_counts_from_posting_and_everything_else_from_signing(office, service, served):
    row = OLD | PROVIDED | {"答复日期": "2018-03-26"} | service

    assert served == told(office, row)[-1]


# fmt: off
GROUNDS = (
    ("属于已主动公开范围",     "政府网站",           "outcome=already_public where=政府网站"),
    ("不属于本行政机关公开",   "由某局负责公开",     "outcome=not_ours right_body=某局"),
    ("信息不存在",             "已查档案",           "outcome=not_exist search=已查档案"),
    ("重复申请",               "同上一件",           "outcome=repeat reason=同上一件"),
    ("本机关不掌握",           "",                   "outcome=not_exist note=办理结果：本机关不掌握 assumed"),
)
# fmt: on


@pytest.mark.parametrize(("words", "ground", "facts"), GROUNDS)
def test_the_ground_goes_where_the_letter_looks_for_it(office, words, ground, facts):
    row = OLD | {"答复日期": "2018-03-26", "办理结果": words, "理由依据": ground}

    assert f"answer 03-26 {facts}" == told(office, row)[0]


def test_the_right_body_may_be_named_plainly():
    said = ("某局", "由某局负责公开。", "某局负责公开")

    assert {"某局"} == {right_body(words) for words in said}


def test_a_clarification_under_the_law_of_2019_restarts_the_count(office):
    row = NEW | PROVIDED | {
        "补正通知日期": "2020-03-05", "补正期限": "2020-03-19", "补正收到日期": "2020-03-16",
        "答复日期": "2020-04-14",
    }  # fmt: skip

    assert [
        "ask_clarification 03-05 answer_within_days=10",
        "clarify 03-16",
        "answer 04-14 outcome=provided",
        "serve 04-14 assumed",
    ] == told(office, row)
    assert Timeliness.IN_TIME is planned(office, row).rows[0].copies.timeliness


def test_a_second_round_stands_in_numbered_columns(office):
    row = NEW | {"补正通知日期": "2020-03-05", "补正收到日期": "2020-03-10", "补正通知日期2": "2020-03-12"}

    assert ["ask_clarification 03-05", "clarify 03-10", "ask_clarification 03-12"] == told(office, row)


# fmt: off
HALVES = (
    # Where the amended text restarts the count no earlier day matters; where it resumes, nothing is excluded.
    (NEW | {"补正收到日期": "2020-03-16"}, ["ask_clarification 03-02 assumed", "clarify 03-16"]),
    (OLD | {"补正收到日期": "2018-03-16"}, ["ask_clarification 03-16 assumed", "clarify 03-16"]),
    (NEW | {"补正通知日期": "2020-03-05", "补正通知日期2": "2020-03-09"},
     ["ask_clarification 03-05", "clarify 03-05 assumed", "ask_clarification 03-09"]),
    (NEW | {"补正通知日期": "2020-03-05", "补正收到日期2": "2020-03-09"},
     ["ask_clarification 03-05", "clarify 03-05 assumed",
      "ask_clarification 03-05 assumed", "clarify 03-09"]),
)
# fmt: on


@pytest.mark.parametrize(("row", "acts"), HALVES)
def test_half_a_clarification_is_completed_and_marked(office, row, acts):
    assert acts == told(office, row)


def test_a_consultation_needs_an_acceptance_nobody_wrote_down(office):
    row = OLD | {"征求意见日期": "2018-03-15", "意见收到日期": "2018-03-20"}

    assert ["accept 03-12 assumed", "consult 03-15", "end_consultation 03-20"] == told(office, row)


def test_the_reply_ends_a_consultation_at_the_latest(office):
    row = OLD | PROVIDED | {"征求意见日期": "2018-03-15", "答复日期": "2018-03-26"}
    late = row | {"意见收到日期": "2018-03-30"}

    assert "end_consultation 03-26 assumed" in told(office, row)
    assert "end_consultation 03-26 note=意见收到日期：2018-03-30 assumed" in told(office, late)


def test_several_consultations_at_once_are_told_apart(office):
    row = OLD | {
        "征求意见日期": "2018-03-15", "意见收到日期": "2018-03-22",
        "征求意见日期2": "2018-03-16", "意见收到日期2": "2018-03-20",
    }  # fmt: skip

    assert [
        "accept 03-12 assumed",
        "consult 03-15 with=第1次征求意见",
        "consult 03-16 with=第2次征求意见",
        "end_consultation 03-20 with=第2次征求意见",
        "end_consultation 03-22 with=第1次征求意见",
    ] == told(office, row)


def test_an_extension_keeps_its_days_and_its_day_may_be_missing(office):
    dated = NEW | {"延期通知日期": "2020-03-20", "延长工作日": "20"}
    undated = NEW | {"延期通知日期": "", "延长工作日": "20个工作日"}

    assert ["accept 03-02 assumed", "extend 03-20 days=20"] == told(office, dated)
    assert ["accept 03-02 assumed", "extend 03-02 days=20 assumed"] == told(office, undated)


# fmt: off
FEES = (
    ({"收费通知日期": "2018-03-15", "缴费日期": "2018-03-16", "收费金额": "12.50"},
     ["charge_fee 03-15 amount=1250", "pay_fee 03-16 amount=1250"]),
    ({"缴费日期": "2018-03-16", "收费金额": "8元"},
     ["charge_fee 03-16 amount=800 assumed", "pay_fee 03-16 amount=800"]),
    ({"收费金额": "1,200"},
     ["charge_fee 03-12 amount=120000 assumed", "pay_fee 03-12 amount=120000 assumed"]),
    ({"收费金额": "0"}, []),
)
# fmt: on


@pytest.mark.parametrize(("fee", "acts"), FEES)
def test_a_fee_is_kept_with_what_the_row_knows_of_it(office, fee, acts):
    accepted = ["accept 03-12 assumed"] if acts else []

    assert accepted + acts == told(office, OLD | fee)


def test_a_payment_after_the_reply_is_kept_as_a_note(office):
    row = OLD | PROVIDED | {"收费通知日期": "2018-03-15", "缴费日期": "2018-04-02", "答复日期": "2018-03-26"}

    assert "charge_fee 03-15 note=缴费日期：2018-04-02" in told(office, row)


@pytest.mark.parametrize(
    ("words", "outcome", "acts"),
    [
        ("撤回申请", Outcome.WITHDRAWN, ["withdraw 06-30"]),
        ("逾期不补正", Outcome.CLARIFICATION_LAPSED, ["ask_clarification 03-02 assumed", "lapse 06-30"]),
        (
            "逾期不缴费",
            Outcome.FEE_LAPSED,
            ["accept 03-02 assumed", "charge_fee 03-02 assumed", "lapse 06-30"],
        ),
    ],
)
def test_a_withdrawal_or_a_lapse_closes_the_case_without_an_answer(office, words, outcome, acts):
    row = NEW | {"答复日期": "2020-06-30", "办理结果": words}
    (case,) = planned(office, row).rows

    assert acts == told(office, row)
    assert (State.ENDED, outcome) == (case.copies.state, case.copies.outcome)


def test_the_letter_that_went_with_a_lapse_is_kept_as_a_note(office):
    letter = {"送达方式": "邮寄", "交邮日期": "2020-07-01"}
    row = NEW | {"答复日期": "2020-06-30", "办理结果": "撤回申请"} | letter

    assert ["withdraw 06-30 note=送达方式：邮寄；交邮日期：2020-07-01"] == told(office, row)


def test_a_case_is_marked_when_something_was_assumed(office):
    found = planned(
        office,
        OLD | PROVIDED | {"答复日期": "2018-03-26", "签收日期": "2018-03-26"},
        OLD | PROVIDED | {"登记号": "2018-0002", "答复日期": "2018-03-26", "签收日期": ""},
    )

    assert [False, True] == [row.assumed for row in found.rows]
