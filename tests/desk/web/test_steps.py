"""A step on its form: what is asked, where a fault is said, and what a second clerk is told."""

import ast
import re
from pathlib import Path

import pytest

from desk.web.at_fault import FIELDS, NAMES
from tests.desk.web.test_walk import ASKED
from workflow.facts import COMMON, FACTS

HOUSE = Path(__file__).parents[3]
#: Where a step or an answer can be found at fault.
RULES = ("guards", "facts", "items", "casework", "charging", "corrections", "machine", "replay", "workdays")
PAGES = ("steps", "answering", "taking", "correcting", "mending")
AT = "/cases/2026-0001"


@pytest.fixture
def desk(visit):
    """A clerk and a head who have a request in hand."""
    clerk, head = visit("clerk"), visit("head")
    clerk.post("/log", **ASKED)
    clerk.post(f"{AT}/accept", on="2026-03-03")
    return clerk, head


def faults_of(path):
    """The faults a file can raise: their codes, and the values each brings."""
    for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        kinds = {"Refused", "BadFacts", "NotAllowed", "Conflict"}
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in kinds:
            yield call.args[0].value, {word.arg for word in call.keywords}


def test_every_fault_of_a_step_knows_its_field_or_that_it_is_about_the_whole():
    files = [HOUSE / "workflow" / f"{name}.py" for name in RULES]
    files += [HOUSE / "desk" / "web" / f"{name}.py" for name in PAGES]
    found = [(code, brings) for path in files for code, brings in faults_of(path)]

    assert 40 < len(found)
    unknown = {code for code, brings in found if code not in FIELDS and not brings & set(NAMES)}
    # A request's own numbers and words are typed where it is logged; an address is no form.
    assert {"bad_reference", "bad_filter"} >= unknown


def test_a_fault_leads_to_a_field_that_forms_have():
    facts = {name for told in (*FACTS.values(), COMMON) for name in told}

    away = {"login", "since", "until", "deputy"}

    assert {"on", "again", "arrived", "subject", "name0", "unit", "", *away} >= set(FIELDS.values()) - facts


@pytest.mark.parametrize(
    ("step", "field", "typed"),
    [
        ("extend", "days", {"on": "2026-03-20", "days": "21"}),
        ("extend", "days", {"on": "2026-03-20"}),
        ("extend", "days", {"on": "2026-03-20", "days": "zehn"}),
        ("extend", "on", {"on": "2026-05-20", "days": "5"}),
        ("defer", "until", {"on": "2026-03-20", "until": "2026-03-21"}),
        ("consult", "delivered", {"on": "2026-03-20", "delivered": "2026-03-19"}),
        ("charge_fee", "count", {"on": "2026-03-20", "per": "page"}),
        ("file_proceeding", "received", {"on": "2026-03-20", "proceeding_kind": "review",
                                         "received": "2026-03-01"}),
        ("annotate", "on", {"on": "2026-02-01", "text": "早了"}),
        ("annotate", "irregular", {"on": "2026-03-20", "text": "可以", "irregular": "为什么"}),
    ],
)  # fmt: skip
def test_a_fault_is_said_at_its_field_and_in_the_summary(desk, step, field, typed):
    _, head = desk
    told = head.post(f"{AT}/{step}", **typed)

    assert 422 == told.status_code
    assert f'href="#{field}"' in told.text
    assert re.search(rf'id="{field}"[^>]*aria-invalid="true"', told.text)


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("i0_search_on", {"outcome0": "not_exist", "i0_search_on": "2026-12-01"}),
        ("i0_search_on", {"outcome0": "not_exist", "i0_search_on": "昨天"}),
        ("i1_search_on", {"outcome0": "provided", "i0_what": "甲", "outcome1": "not_exist",
                          "i1_what": "乙", "i1_search_on": "2026-12-01"}),
        ("i1_what", {"outcome0": "provided", "i0_what": "甲", "outcome1": "privacy"}),
    ],
)  # fmt: skip
def test_a_fault_of_an_answer_is_said_at_the_thing_it_is_about(desk, field, typed):
    _, head = desk
    told = head.post(f"{AT}/answer", on="2026-03-12", **typed, **({field: ""} if field not in typed else {}))

    assert 422 == told.status_code
    assert re.search(rf'id="{field}"[^>]*aria-invalid="true"', told.text)


def test_a_fact_has_the_same_name_on_the_form_in_the_fault_and_in_the_timeline(desk):
    _, head = desk
    head.post("/display", page="/", lang="en")
    refused = head.post(f"{AT}/consult", on="2026-03-09", answer_within_days="0")

    assert ">Working days to answer<" in refused.text
    assert "Working days to answer" in refused.text.partition('id="summary"')[2].partition("</div>")[0]
    taken = head.post(f"{AT}/consult", on="2026-03-09", answer_within_days="5")
    assert "Working days to answer" in taken.text


def test_a_step_about_an_entry_offers_the_entries_there_are(desk):
    clerk, head = desk
    for whom in ("甲公司", "乙公司"):
        clerk.post(f"{AT}/consult", on="2026-03-05", **{"with": whom})
    page = clerk.get(f"{AT}/end_consultation").text
    assert '<option value="3">甲公司 · 2026-03-05</option>' in page

    ended = clerk.post(f"{AT}/end_consultation", on="2026-03-09", consultation="4")
    assert 200 == ended.status_code
    # Of one that is left it is chosen already.
    assert '<option value="3" selected>' in clerk.get(f"{AT}/end_consultation").text
    head.post(f"{AT}/file_proceeding", on="2026-03-10", proceeding_kind="complaint")
    assert '<option value="6" selected>' in clerk.get(f"{AT}/decide_proceeding").text


def test_the_second_of_two_clerks_sees_both_wordings_and_can_send_again(desk):
    clerk, head = desk
    head.post(f"{AT}/consult", on="2026-03-04", what="勘察报告", **{"with": "某公司"})
    typed = {"on": "2026-03-05", "with": "某公司", "what": "施工合同"}
    stale = clerk.post(f"{AT}/consult", version="2", **typed)

    assert 409 == stale.status_code
    since = stale.text.partition('class="since"')[2].partition("</section>")[0]
    assert "勘察报告" in since.partition("<table")[0]
    row = re.search(r"<th scope=\"row\">内容</th>(.*?)</tr>", since)[1]
    assert ["施工合同", "勘察报告"] == re.findall(r">([^<]+)</td>", row)
    assert ["2026-03-05", "2026-03-04"] == re.findall(
        r">([^<]+)</td>", re.search(r">日期</th>(.*?)</tr>", since)[1]
    )
    assert "某公司" not in since.partition("<table")[2]
    assert 'value="2026-03-05"' in stale.text

    again = clerk.post(f"{AT}/consult", version="3", **typed)
    assert 200 == again.status_code
    assert "施工合同" in again.text


def test_two_different_answers_stand_side_by_side(desk):
    _, head = desk
    head.post(f"{AT}/answer", on="2026-03-12", outcome0="not_exist", i0_search="查了档案室", version="2")
    other = head.post(f"{AT}/answer", on="2026-03-12", outcome0="provided", i0_way="邮寄", version="2")

    assert 409 == other.status_code
    since = other.text.partition('class="since"')[2].partition("</section>")[0]
    assert ["予以公开", "信息不存在"] == re.findall(
        r">([^<]+)</td>", re.search(r">结果</th>(.*?)</tr>", since)[1]
    )


@pytest.mark.parametrize("version", ["9" * 5000, "-1", "二", ""])
def test_a_version_that_is_none_breaks_nothing(desk, version):
    clerk, _ = desk

    assert clerk.post(f"{AT}/annotate", on="2026-03-04", text="记", version=version).status_code in {200, 409}


def test_a_text_of_several_lines_is_kept_as_browsers_send_it(desk):
    clerk, _ = desk

    assert "第一行\n第二行" in clerk.post(f"{AT}/annotate", on="2026-03-04", text="第一行\r\n第二行").text


def test_what_is_written_elsewhere_is_no_step(desk):
    clerk, _ = desk
    for word in ("correct_entry", "issue", "void", "receive", "nonsense"):
        assert 404 == clerk.get(f"{AT}/{word}").status_code


def test_a_refusal_is_told_in_words_without_the_codes_of_commands(desk):
    clerk, _ = desk
    told = clerk.post(f"{AT}/clarify", on="2026-03-04").text
    refused = told.partition('id="summary"')[2].partition("</div>")[0]

    assert "收到补正" in refused
    assert not re.search("（[a-z_]+）", refused)
