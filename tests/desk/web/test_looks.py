"""What helps the eye on a page: the step that stands out, names for logins, a line where a line is enough."""

import re

from desk.web.hints import HINTS
from tests.desk.web.conftest import CASE, SECRET
from tests.desk.web.test_walk import ASKED
from workflow.facts import FACTS

OUT = re.compile(r'<a class="btn btn-primary" href="[^"]*/(\w+)"')


def test_the_step_of_the_ordinary_way_stands_out_and_not_one_that_is_too_late(visit):
    clerk, head = visit("clerk"), visit("head")
    clerk.post("/log", **ASKED)
    assert ["accept"] == OUT.findall(clerk.get(CASE).text)

    clerk.post(f"{CASE}/accept", on="2026-03-03")

    assert ["answer"] == OUT.findall(head.get(CASE).text)
    assert [] == OUT.findall(clerk.get(CASE).text)


def test_whom_a_request_is_given_to_is_offered_and_told_by_name(visit, staffed):
    clerk = visit("clerk")
    clerk.post("/log", **ASKED)

    assert '<option value="城关镇">' in clerk.get(f"{CASE}/assign").text
    clerk.post(f"{CASE}/assign", on="2026-03-03", to="head")
    staffed.ledger.accounts.keep_person(replace_name(staffed, "head", "周主任"))

    assert "周主任 (head)" in clerk.get(CASE).text


def replace_name(house, login, name):
    """Somebody under another name."""
    person = next(one for one in house.ledger.accounts.people() if one.login == login)
    return type(person)(login, name, person.roles, person.unit)


def test_a_short_fact_is_asked_on_a_line_and_its_lines_are_kept_where_it_has_some(visit):
    clerk = visit("clerk")
    clerk.post("/log", **ASKED)

    assert '<input class="form-control" type="text" value="" maxlength="2000" list="to-offered"' in (
        clerk.get(f"{CASE}/assign").text
    )
    assert "<textarea" in clerk.get(f"{CASE}/assign?to=甲%0A乙").text


def test_a_fault_keeps_the_menu_of_whoever_is_signed_in(visit, stranger):
    assert 'aria-label="主菜单"' in visit("clerk").get("/cases/2026-0999").text
    assert "<nav" not in stranger.get("/nowhere").text


def test_the_language_is_chosen_before_signing_in(stranger):
    stranger.post("/display", page="/sign-in?to=/letters", lang="en", to="/sign-in?to=/letters")

    assert "The first person" in stranger.get("/sign-in?to=/letters").text


def test_what_was_done_before_signing_in_is_said_there(stranger):
    told = stranger.post("/first", page="/sign-in", login="admin", name="管理员", password=SECRET)

    assert "刚才设定的账号和口令" in told.text


def test_each_of_several_things_says_first_what_it_is(visit):
    head = visit("head")
    head.post("/log", **ASKED)
    head.post(f"{CASE}/accept", on="2026-03-03")
    page = head.get(f"{CASE}/answer?outcome=provided&outcome=internal_affairs").text

    assert page.index('id="i0_what"') < page.index('id="i0_way"')
    assert page.index('id="i1_what"') < page.index('id="i1_reason"')


def test_a_hint_is_of_a_fact_that_the_step_asks_for():
    assert [(action, fact) for action, fact in HINTS if fact not in FACTS[action]] == []
