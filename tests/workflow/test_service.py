"""What becomes of a reply that was served, and until when the applicant may go to review or to court."""

from datetime import date

import pytest

from tests.builders import LAW, a_case
from workflow.errors import NotAllowed, Refused
from workflow.recourse import last_day, recourses
from workflow.remedies import Recourse
from workflow.vocabulary import Action, Delivery, RecourseKind

POSTED = ("answer 2026-03-09 outcome=provided", "serve 2026-03-10 method=post posted=2026-03-10")
AGAIN = "serve_again 2026-03-25 method=post posted=2026-03-25"
CN = LAW.workdays(LAW.statutes.named("cn-2019"))


def open_until(*story):
    return {way.kind.value: way.until and way.until.isoformat() for way in recourses(a_case(*story))}


def test_the_day_of_posting_ends_the_clock_and_the_signature_starts_the_applicants_periods():
    case = a_case(*POSTED, "sign_for 2026-03-13")

    assert date(2026, 3, 10) == case.clock.stopped_on
    assert date(2026, 3, 13) == case.signed_on
    # 13 March + 60 days = 12 May, a Tuesday; six months later is Sunday 13 September: Monday the 14th
    assert {"review": "2026-05-12", "suit": "2026-09-14"} == open_until(*POSTED, "sign_for 2026-03-13")


def test_until_somebody_signs_the_end_of_the_periods_is_unknown():
    assert {"review": None, "suit": None} == open_until(*POSTED)
    assert {} == open_until("answer 2026-03-09 outcome=provided")
    assert Delivery.SENT is a_case(*POSTED).delivery


def test_a_reply_handed_over_is_in_hand_that_day():
    case = a_case(POSTED[0], "serve 2026-03-11 method=in_person signed=2026-03-11")

    assert (Delivery.SIGNED, date(2026, 3, 11)) == (case.delivery, case.signed_on)


def test_a_refusal_leaves_review_alone_open():
    served = "serve 2026-03-11 method=in_person signed=2026-03-11"

    assert {"review": "2026-05-11"} == open_until("answer 2026-03-09 outcome=privacy", served)
    assert {"review": "2026-05-11"} == open_until(
        "answer 2026-03-09 outcome=partial items=甲|provided⏎乙|privacy", served
    )
    assert ["review", "suit"] == list(
        open_until("answer 2026-03-09 outcome=partial items=甲|provided⏎乙|not_exist", served)
    )
    assert {} == open_until("answer 2026-03-09 outcome=petition", served)


FIRST, EITHER = ["review"], ["review", "suit"]


@pytest.mark.parametrize(
    ("ground", "ways"),
    [
        ("state_secret", FIRST),
        ("trade_secret", FIRST),
        ("process_information", FIRST),
        ("other_legal_ground", FIRST),
        ("《某法》第三条", FIRST),
        ("", FIRST),
        ("not_government_information", EITHER),
    ],
)
@pytest.mark.parametrize("statute", ["cn-2008", "cn-2019"])
def test_a_part_withheld_opens_the_ways_its_ground_opens(ground, ways, statute):
    """《行政复议法》第二十三条第一款第（四）项: only a refusal goes to review first."""
    told = f" ground={ground}" if ground else ""
    item = f"乙|partial|ground={ground}" if ground else "乙|partial"
    served = "serve 2026-03-11 method=in_person signed=2026-03-11"
    for answer in (f"outcome=partial{told}", f"outcome=partial items=甲|provided⏎{item}"):
        case = a_case(f"answer 2026-03-09 {answer}", served, statute=statute)
        assert ways == [way.kind.value for way in recourses(case)]


def test_mail_that_came_back_is_served_again_without_moving_the_clock():
    case = a_case(*POSTED, "return_mail 2026-03-20 reason=查无此人", AGAIN, "sign_for 2026-03-28")

    assert date(2026, 3, 10) == case.clock.stopped_on == case.served_on == case.counted_on
    assert (Delivery.SIGNED, date(2026, 3, 28)) == (case.delivery, case.signed_on)


@pytest.mark.parametrize(
    ("story", "possible"),
    [
        (POSTED[:1], {"serve"}),
        (POSTED, {"sign_for", "return_mail"}),
        ((*POSTED, "return_mail 2026-03-20"), {"serve_again"}),
        ((*POSTED, "return_mail 2026-03-20", AGAIN), {"sign_for", "return_mail"}),
        ((*POSTED, "sign_for 2026-03-13"), set()),
        (("withdraw 2026-03-09",), set()),
        ((*POSTED, "reopen 2026-04-10", "answer 2026-04-13 outcome=provided"), {"serve"}),
    ],
)
def test_only_what_the_mail_gives_occasion_for_is_possible(story, possible):
    of_service = {"serve", "sign_for", "return_mail", "serve_again"}

    assert possible == of_service & {action.value for action in a_case(*story).possible()}


@pytest.mark.parametrize("too_soon", ["sign_for 2026-03-09", "return_mail 2026-03-09"])
def test_nobody_signs_before_the_letter_was_posted(too_soon):
    with pytest.raises(NotAllowed):
        a_case(*POSTED, too_soon)


def test_a_second_service_has_its_own_day():
    with pytest.raises(Refused, match="2026-03-24"):
        a_case(*POSTED, "return_mail 2026-03-20", "serve_again 2026-03-25 method=post posted=2026-03-24")


@pytest.mark.parametrize(
    ("received", "months", "days", "expected"),
    [
        ("2025-08-31", 6, 0, "2026-02-28"),  # no 31 February; the 28th, a Saturday, is worked
        ("2024-08-31", 6, 0, "2025-02-28"),
        ("2026-04-02", 6, 0, "2026-10-08"),  # 2 October is a holiday until the 7th
        ("2026-03-02", 0, 60, "2026-05-06"),  # 1 May is a holiday until the 5th
    ],
)
def test_a_period_that_ends_on_a_day_off_ends_on_the_next_working_day(received, months, days, expected):
    sentence = LAW.statutes.named("cn-2019").sentences["45"]
    recourse = Recourse(RecourseKind.SUIT, days, months, sentence)

    assert date.fromisoformat(expected) == last_day(date.fromisoformat(received), recourse, CN)


def test_letters_leave_the_case_where_it_is():
    issued = f"issue 2026-03-10 letter=granted of=2 number=甲1号 docx={'a' * 64} pdf={'b' * 64}"
    case = a_case("accept 2026-03-03", issued, "void 2026-03-11 issued=3 reason=误")

    assert a_case("accept 2026-03-03").clock.reply == case.clock.reply
    assert {Action.ISSUE, Action.VOID}.isdisjoint(case.possible())
