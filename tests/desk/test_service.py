"""Serving on the command line: posted, signed for, returned, served again; and what a fee comes to."""

import pytest

SERVE = ("serve", "2026-0001")


@pytest.fixture
def posted(logged):
    """The command in an office with one case whose reply was posted on 2026-03-12."""
    logged("answer", "2026-0001", "provided", "--on", "2026-03-10")
    assert 0 == logged(*SERVE, "--method", "post", "--posted", "2026-03-12", "--tracking", "EMS1").code
    return logged


def test_posting_ends_the_clock_and_the_signature_opens_the_applicants_periods(posted):
    case = posted("--json", *SERVE, "--signed", "2026-03-14").json

    assert ("2026-03-12", "signed", "2026-03-14") == (case["closed"], case["delivery"], case["signed"])
    assert [("review", "2026-05-13"), ("suit", "2026-09-14")] == [
        (way["kind"], way["until"]) for way in case["recourses"]
    ]
    assert "2026-05-13" in posted("show", "2026-0001").out


def test_returned_mail_is_served_again_and_the_clock_stays(posted):
    back = posted("--json", *SERVE, "--returned", "2026-03-20", "--reason", "查无此人").json
    assert ("returned", ["serve_again"]) == (
        back["delivery"], [action for action in back["possible"] if "serve" in action]
    )  # fmt: skip

    again = posted("--json", *SERVE, "--method", "post", "--posted", "2026-03-23").json
    assert ("2026-03-12", "2026-03-12", "sent") == (again["closed"], again["served"], again["delivery"])
    assert 0 == posted(*SERVE, "--signed", "2026-03-26").code
    assert 0 == posted("verify").code


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ((), 2),
        (("--tracking", "EMS2"), 2),
        (("--signed", "2026-03-14", "--returned", "2026-03-15"), 2),
        (("--returned", "2026-03-11"), 4),
        (("--method", "post", "--posted", "2026-03-16"), 4),
    ],
)
def test_what_the_post_cannot_have_done_is_refused(posted, words, code):
    assert code == posted(*SERVE, *words).code
    assert "sent" == posted("--json", "show", "2026-0001").json["delivery"]


# fmt: off
STRAYS = {
    ("--signed", "2026-03-14", "--reason", "查无此人"):                                 "--reason",
    ("--signed", "2026-03-14", "--tracking", "EMS2"):                                   "--tracking",
    ("--returned", "2026-03-14", "--posted", "2026-03-12"):                             "--posted",
    ("--returned", "2026-03-14", "--tracking", "EMS2"):                                 "--tracking",
    ("--method", "post", "--posted", "2026-03-14", "--returned", "2026-03-15"):         "--returned",
    ("--method", "post", "--posted", "2026-03-14", "--reason", "查无此人"):             "--reason",
}
# fmt: on


@pytest.mark.parametrize(("words", "option"), STRAYS.items(), ids="".join)
def test_an_option_that_does_not_belong_to_the_step_is_named(posted, words, option):
    said = posted("--json", *SERVE, *words)

    assert (2, "stray_option") == (said.code, said.error["code"])
    assert said.error["message"].startswith(option)
    assert "sent" == posted("--json", "show", "2026-0001").json["delivery"]


def test_a_fee_is_worked_out_tier_by_tier(foi):
    told = foi(
        "--json", "--today", "2026-03-10", "fee", "--per", "item", "--count", "3", "--before", "9"
    ).json

    assert 200 == told["yuan"]
    assert [(10, 10, 0), (11, 12, 100)] == [(s["first"], s["last"], s["yuan"]) for s in told["steps"]]
    assert "109号" in told["article"]
    assert "740" in foi("--today", "2026-03-10", "fee", "--per", "page", "--count", "102").out


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("--per", "page", "--count", "40", "--before", "2"), 2),
        (("--per", "kilo", "--count", "40"), 2),
        (("--per", "item", "--count", "0"), 2),
    ],
)
def test_a_fee_that_cannot_be_is_refused(foi, words, code):
    assert code == foi("fee", *words).code
    assert 4 == foi("--today", "2020-12-31", "fee", "--per", "item", "--count", "40").code


def test_a_fee_notice_says_how_its_amount_comes_about(logged):
    facts = ("per=item", "count=2", "before=29", "how_to_pay=非税收入电子缴款")
    logged("act", "2026-0001", "accept", "--on", "2026-03-03")
    words = [word for fact in facts for word in ("--fact", fact)]
    case = logged("--json", "act", "2026-0001", "charge_fee", "--on", "2026-03-10", *words).json
    said = logged("letter", "draft", "2026-0001")

    assert (0, 30000) == (said.code, case["entries"][-1]["facts"]["amount"])
