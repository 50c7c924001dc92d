"""People on a page: what cannot be a person of this office is refused, and nobody is kept by half."""

import re

import pytest

from desk.web.app import make_app
from tests.desk.web.conftest import Browser
from tests.desk.web.test_walk import ASKED

LONG = "9" * 5000
#: The first password, which the page shows once.
GIVEN = re.compile(r"(?:[0-9a-f]{4}-){3}[0-9a-f]{4}")


@pytest.fixture
def admin(visit):
    return visit("admin")


def add(browser, login, **fields):
    return browser.post(
        "/people", **{"login": login, "name": login, "role_clerk": "1", "unit": "1", **fields}
    )


@pytest.mark.parametrize("unit", ["77", "0", "x", "٣", "9" * 30, LONG])
def test_nobody_is_let_in_to_a_unit_that_is_none(admin, staffed, unit):
    assert 422 == add(admin, "new", unit=unit).status_code
    assert staffed.ledger.accounts.person("new") is None


def test_no_number_in_an_address_or_a_form_is_too_long(visit):
    clerk, audit = visit("clerk"), visit("audit")
    assert 422 == audit.get("/audit?before=" + "9" * 30).status_code
    told = clerk.post(
        "/chosen/do", page="/log", what="annotate", on="2026-03-02", note="x", pick=f"{LONG} 2026-0001"
    )
    assert 200 == told.status_code


def test_whoever_has_a_given_password_comes_to_nothing_before_they_have_chosen_their_own(admin, staffed):
    page = add(admin, "wang").text
    browser = Browser(make_app(staffed.config))
    browser.sign_in("wang", GIVEN.search(page)[0])

    for path in ("/", "/cases", "/people", "/tokens", "/calendar"):
        told = browser.http.get(path, follow_redirects=False)
        assert (303, "/password") == (told.status_code, told.headers["location"])
    told = browser.http.post("/log", data={"seal": browser.seal()}, follow_redirects=False)
    assert "/password" == told.headers["location"]
    browser.post("/password", old=GIVEN.search(page)[0], new="a-new-secret-9")
    browser.sign_in("wang", "a-new-secret-9")
    assert 200 == browser.http.get("/cases", follow_redirects=False).status_code


def test_a_mail_address_is_kept_with_a_person_and_a_wrong_one_keeps_nobody(admin, staffed):
    add(admin, "new", mail=" new@example.gov.cn ")
    assert "new@example.gov.cn" == staffed.ledger.accounts.person("new").mail
    assert 'value="new@example.gov.cn"' in admin.get("/people").text

    assert 422 == add(admin, "other", mail="nowhere").status_code
    assert staffed.ledger.accounts.person("other") is None


def test_what_an_administrator_does_to_people_is_recorded(admin, staffed):
    add(admin, "new", role_head="1")
    add(admin, "new", known="1", left="1")
    admin.post("/people/clerk/password", page="/people")
    assert 422 == add(admin, "").status_code

    told = [(one.look.by, one.look.what, one.look.detail) for one in staffed.ledger.accounts.looks()]
    assert told == [
        ("admin", "password_given", "clerk"),
        ("admin", "people", "new: clerk, left"),
        ("admin", "people", "new: clerk head"),
    ]


def test_what_was_typed_of_a_person_stays_with_the_fault_at_its_field(visit):
    admin = visit("admin")
    taken = admin.post("/people", login="clerk", name="另一个", role_head="1", unit="2")
    bare = admin.post("/people", login="cg", name="改名", known="1", unit="1")

    assert (409, 422) == (taken.status_code, bare.status_code)
    assert 'value="另一个"' in taken.text
    assert 'id="login-wrong"' in taken.text
    form = taken.text.partition('name="login" required')[2]
    assert 'name="role_head" value="1" checked' in form
    assert '<option value="2" selected>' in form
    assert "<details open>" in bare.text
    assert 'value="改名"' in bare.text
    assert 'href="#roles-cg"' in bare.text
    assert 'id="roles-cg-wrong"' in bare.text


def test_a_name_stands_beside_the_login_of_whoever_wrote_an_entry(visit):
    visit("admin").post("/people", login="clerk", name="小王", role_clerk="1", known="1", unit="1")
    clerk = visit("clerk")
    clerk.post("/log", **ASKED)

    assert "小王 (clerk)" in clerk.get("/cases/2026-0001").text
