"""Cases on the command line: the contract of words, JSON and exit codes."""

import pytest

from tests.desk.conftest import LOG

REFUSED = [
    # what is typed after `act 2026-0001`, exit code, error code
    (("serve",), 4, "action_not_allowed"),
    (("answer", "--on", "2026-03-01", "--fact", "outcome=provided"), 4, "before_receipt"),
    (("accept", "--on", "2026-02-30"), 2, "usage"),
    (("accept", "--on", "20260303"), 2, "usage"),
    (("approve",), 2, "usage"),
    (("ask_clarification", "--on", "2026-03-12"), 4, "clarification_too_late"),
    (("accept", "--if-version", "7"), 5, "stale"),
    (("accept", "--fact", "days=3"), 2, "unknown_fact"),
    (("accept", "--fact", "days"), 2, "bad_fact_option"),
    (("accept", "--irregular", "just so"), 4, "not_irregular"),
]
REFUSED_ONCE_ACCEPTED = [
    (("extend", "--on", "2026-03-10"), 2, "missing_fact"),
    (("extend", "--on", "2026-03-10", "--fact", "days=0"), 2, "bad_fact"),
    (("extend", "--on", "2026-03-10", "--fact", "days=21"), 4, "extension_too_long"),
    (("extend", "--on", "2026-03-31", "--fact", "days=5"), 4, "after_the_limit"),
    (("answer", "--fact", "outcome=withdrawn"), 4, "not_an_answer"),
]


def test_a_logged_request_gets_a_number_a_state_and_a_reply_day(office):
    said = office("--json", "log", *LOG, "--received", "2026-03-02")

    assert 0 == said.code
    assert ("2026-0001", "received") == (said.json["ref"], said.json["state"])
    assert {"due": "2026-03-30", "provisional": False} == said.json["reply"]


def test_the_same_request_logged_again_at_once_is_refused_unless_it_is_said_to_be_another(office):
    words = ("--json", "log", *LOG[:8], "--received", "2026-03-02")
    office(*words)
    said = office(*words)

    assert (5, "logged_just_now") == (said.code, said.error["code"])
    assert "2026-0001" in said.error["message"]
    assert "2026-0002" == office(*words, "--again").json["ref"]


def test_a_number_is_taken_by_year_and_by_unit_code(office):
    office("unit", "add", "住房和城乡建设局", "--code", "ZJ")

    refs = [
        office("--json", "log", *LOG, "--received", day, *unit).json["ref"]
        for day, unit in (
            ("2018-03-02", ()),
            ("2026-03-02", ()),
            ("2026-03-03", ()),
            ("2026-03-03", ("--unit", "ZJ")),
            ("2026-03-03", ("--unit", "住房和城乡建设局")),
        )
    ]

    assert ["2018-0001", "2026-0001", "2026-0002", "ZJ-2026-0001", "ZJ-2026-0002"] == refs


def test_the_offices_own_number_is_kept_and_taken_once(office):
    assert (
        "2026-0040"
        == office("--json", "log", *LOG, "--received", "2026-03-02", "--number", "2026-0040").json["ref"]
    )
    assert 5 == office("log", *LOG, "--received", "2026-03-02", "--number", "2026-0040").code
    assert "2026-0041" == office("--json", "log", *LOG, "--received", "2026-03-02").json["ref"]


def test_a_missing_identity_document_is_shown_and_no_reason_to_refuse(logged):
    assert ["id_document", "contact"] == logged("--json", "show", "2026-0001").json["deficiencies"]


def test_a_request_that_came_in_after_its_receipt_is_refused(office):
    said = office("--json", "log", *LOG, "--received", "2026-03-02", "--arrived", "2026-03-03")

    assert (4, "received_before_arrival") == (said.code, said.error["code"])
    assert [] == office("--json", "list").json["items"]


@pytest.mark.parametrize(("words", "code", "error"), REFUSED)
def test_a_refused_act_says_why_and_writes_nothing(logged, words, code, error):
    before = logged("--json", "show", "2026-0001").out

    said = logged("--json", "act", "2026-0001", *words)

    assert (code, error) == (said.code, said.error["code"])
    assert before == logged("--json", "show", "2026-0001").out


@pytest.mark.parametrize(("words", "code", "error"), REFUSED_ONCE_ACCEPTED)
def test_a_refused_act_on_an_accepted_case_writes_nothing(logged, words, code, error):
    logged("act", "2026-0001", "accept", "--on", "2026-03-03")
    before = logged("--json", "show", "2026-0001").out

    said = logged("--json", "act", "2026-0001", *words)

    assert (code, error) == (said.code, said.error["code"])
    assert before == logged("--json", "show", "2026-0001").out


def test_a_forbidden_action_tells_what_is_possible_now(logged):
    said = logged("--json", "act", "2026-0001", "serve")

    assert "accept" in said.error["possible"]
    assert "serve" not in said.error["possible"]
    assert "受理（accept）" in said.error["message"]


def test_an_unknown_case_is_not_found(office):
    said = office("--json", "act", "2026-0009", "accept")

    assert (3, "no_case") == (said.code, said.error["code"])


def test_a_case_is_answered_served_and_closed(logged):
    logged("act", "2026-0001", "accept", "--on", "2026-03-03")
    answered = logged("--json", "answer", "2026-0001", "provided", "--on", "2026-03-10").json
    served = logged(
        "--json", "serve", "2026-0001", "--method", "post", "--posted", "2026-03-11", "--signed", "2026-03-13"
    ).json

    assert ("disclosed", "provided", None) == (answered["state"], answered["outcome"], answered["closed"])
    assert ("2026-03-11", False) == (served["closed"], served["deadlines"][0]["running"])
    assert [1, 2, 3, 4] == [entry["line"] for entry in served["entries"]]
    assert {"signed_by", "outcome"} == set(served["entries"][2]["facts"])


def test_a_reply_handed_over_ends_the_clock_on_the_day_it_was_signed_for(logged):
    logged("answer", "2026-0001", "provided", "--on", "2026-03-10")
    served = logged("--json", "serve", "2026-0001", "--method", "in_person", "--signed", "2026-03-12").json

    assert "2026-03-12" == served["closed"]


def test_an_irregular_act_is_recorded_without_effect_and_stays_visible(logged):
    logged("act", "2026-0001", "accept", "--on", "2026-03-03")
    words = ("extend", "--on", "2026-03-10", "--fact", "days=40", "--irregular", "领导已口头同意")
    said = logged("--json", "act", "2026-0001", *words)

    assert (0, "accepted", "2026-03-30") == (said.code, said.json["state"], said.json["reply"]["due"])
    assert [3] == said.json["irregular"]
    assert ["2026-0001"] == logged("--json", "verify").json["irregular"]


def test_a_late_answer_is_never_refused(logged):
    assert 0 == logged("answer", "2026-0001", "provided", "--on", "2026-06-01").code


def test_a_wrong_entry_is_mended_by_another(logged):
    logged("act", "2026-0001", "accept", "--on", "2026-03-03")
    logged("act", "2026-0001", "extend", "--on", "2026-03-10", "--fact", "days=10")
    words = ("correct_entry", "--fact", "line=3", "--fact", "days=5", "--fact", "reason=笔误")
    said = logged("--json", "act", "2026-0001", *words).json

    assert ("2026-04-07", 4) == (said["reply"]["due"], said["version"])
    assert 10 == said["entries"][2]["facts"]["days"]


def test_lists_are_filtered_and_paged(office):
    for day, subject in (("2026-03-02", "甲地块"), ("2026-03-03", "乙地块"), ("2026-03-04", "丙道路")):
        office("log", *LOG[:7], subject, "--received", day)
    office("act", "2026-0002", "accept", "--on", "2026-03-04")

    def refs(*words):
        return [item["ref"] for item in office("--json", "list", *words).json["items"]]

    assert ["2026-0001", "2026-0002", "2026-0003"] == refs()
    assert ["2026-0002"] == refs("--state", "accepted")
    assert ["2026-0001", "2026-0002"] == refs("--q", "地块")
    assert ["2026-0003"] == refs("--after", "2026-0002")
    assert ["2026-0001"] == refs("--limit", "1")


def test_words_come_in_chinese_first_and_in_english_when_asked(logged):
    assert "已登记" in logged("list").out
    assert "received" in logged("--lang", "en", "list").out
    assert 2 == logged("--lang", "fr", "list").code


@pytest.mark.parametrize("number", ["../evil", "a/b", "a b", ".hidden", "a\\b", "x" * 65, "a\nb"])
def test_a_number_that_could_not_name_a_file_is_refused(office, number):
    said = office("--json", "log", *LOG, "--received", "2026-03-02", "--number", number)

    assert (2, "bad_reference") == (said.code, said.error["code"])


def test_an_official_number_is_a_good_number(office):
    said = office("--json", "log", *LOG, "--received", "2026-03-02", "--number", "西公开〔2026〕1号")

    assert "西公开〔2026〕1号" == said.json["ref"]


@pytest.mark.parametrize(
    "words", [("post", "--signed", "2026-03-11"), ("online", "--posted", "2026-03-11"), ("post",)]
)
def test_service_wants_the_day_that_counts(logged, words):
    logged("answer", "2026-0001", "provided", "--on", "2026-03-10")
    said = logged("--json", "serve", "2026-0001", "--method", *words)

    assert (2, "no_service_day") == (said.code, said.error["code"])


def test_a_page_marks_what_was_corrected_and_what_was_taken_back(logged):
    logged("act", "2026-0001", "accept", "--on", "2026-03-03")
    logged("act", "2026-0001", "extend", "--on", "2026-03-10", "--fact", "days=10")
    logged("act", "2026-0001", "annotate", "--fact", "text=误记")
    logged("act", "2026-0001", "correct_entry", "--fact", "line=3", "--fact", "days=5")
    logged("act", "2026-0001", "correct_entry", "--fact", "line=4", "--fact", "reason=误记")
    page = logged("show", "2026-0001").out.splitlines()

    assert any(line.startswith("3") and "已更正" in line for line in page)
    assert any(line.startswith("4") and "已撤销" in line for line in page)


def test_a_correction_that_breaks_another_entry_names_it(logged):
    logged("act", "2026-0001", "accept", "--on", "2026-03-03")
    logged("act", "2026-0001", "extend", "--on", "2026-03-30", "--fact", "days=10")
    said = logged(
        "--json", "act", "2026-0001", "correct_entry", "--fact", "line=1", "--fact", "day=2026-02-27"
    )

    assert (4, "breaks_another_entry") == (said.code, said.error["code"])
    assert "第3条" in said.error["message"]


@pytest.mark.parametrize(
    "text", ["张\x00三", "张\x1b[31m三", "张\udcff三"], ids=["nul", "escape", "bad byte"]
)
def test_characters_that_cannot_be_written_are_refused(logged, text):
    said = logged("--json", "log", *LOG[:5], text, *LOG[6:], "--received", "2026-03-02")

    assert (2, "unwritable_text") == (said.code, said.error["code"])
    assert 2 == logged("act", "2026-0001", "annotate", "--fact", f"text={text}").code


def test_whatever_is_refused_the_clerk_hears_what_is_possible_now(logged):
    logged("act", "2026-0001", "accept", "--on", "2026-03-03")
    words = ("act", "2026-0001", "extend", "--on", "2026-03-10", "--fact", "days=21")

    assert "answer" in logged("--json", *words).error["possible"]
    assert "答复（answer）" in logged(*words).err
