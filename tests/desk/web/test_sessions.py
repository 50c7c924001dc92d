"""Sessions: seen where they are, ended by their owner or an administrator and by nobody else."""

import re
from datetime import timedelta

import pytest

DIGEST = re.compile(r'name="session" value="([0-9a-f]{64})"')


@pytest.fixture
def two(visit):
    """One person in two browsers."""
    return visit("clerk"), visit("clerk")


def in_still(browser):
    return 200 == browser.http.get("/", follow_redirects=False).status_code


def test_one_sees_where_one_is_signed_in_and_which_is_this_one(two):
    page = two[0].get("/sessions").text

    assert page.count("testclient") >= 2
    assert 1 == page.count("本机")
    assert 1 == len(DIGEST.findall(page))
    assert two[0].http.cookies["foi"] not in page


def test_one_session_is_ended_and_its_token_is_worth_nothing(two):
    here, there = two
    here.post("/sessions", session=DIGEST.findall(here.get("/sessions").text)[0])

    assert in_still(here)
    assert not in_still(there)


def test_all_others_are_ended_and_this_one_stays(two, visit):
    third, head = visit("clerk"), visit("head")
    two[0].post("/sessions")

    assert [True, False, False, True] == [in_still(one) for one in (*two, third, head)]


def test_nobody_ends_the_session_of_another_by_its_digest(two, visit):
    head = visit("head")
    digest = DIGEST.findall(two[0].get("/sessions").text)[0]

    assert 404 == head.post("/sessions", session=digest).status_code
    assert in_still(two[1])
    for odd in ("x", "0" * 64, "'"):
        assert 404 == head.post("/sessions", session=odd).status_code


def test_an_administrator_ends_the_sessions_of_another_and_that_is_recorded(two, visit):
    admin, audit = visit("admin"), visit("audit")
    page = admin.get("/people/clerk/sessions").text
    admin.post("/people/clerk/sessions", session=DIGEST.findall(page)[0])
    assert [1, 1] == [sum(map(in_still, two)), len(DIGEST.findall(admin.get("/people/clerk/sessions").text))]

    admin.post("/people/clerk/sessions")
    assert not any(map(in_still, two))
    assert in_still(admin)
    assert "clerk: 1" in audit.get("/audit?by=admin").text
    assert 404 == admin.get("/people/nobody/sessions").status_code


def test_a_session_that_has_run_out_is_not_listed(two, house):
    accounts = house.ledger.accounts
    for one in accounts.sessions("clerk")[1:]:
        accounts.touch(one.digest, one.seen_at - timedelta(hours=1))
    page = two[0].get("/sessions").text + two[1].get("/sessions").text

    assert [] == DIGEST.findall(page)
