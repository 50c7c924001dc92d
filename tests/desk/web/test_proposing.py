"""Another calendar on the page: an administrator proposes it, a head looks at the list and approves it."""

import re

import pytest

from desk.config import SignoffConfig
from desk.web import proposing
from tests.desk.web.test_walk import ASKED

DIGEST = re.compile(r'name="digest" value="([0-9a-f]{64})"')
ONE = "/settings/calendars/1"
LATE = {**ASKED, "received": "2026-12-10"}


@pytest.fixture
def people(desk):
    """An administrator, a head and a clerk; one case that the notice for 2027 moves."""
    signed_in = desk()
    found = {login: signed_in(login) for login in ("admin", "head", "clerk")}
    assert "2026-0001" in found["clerk"].post("/log", **LATE).text
    return found


def propose(browser, notice):
    return browser.post("/settings/calendars", notice=notice.read_text(encoding="utf-8"))


def test_a_notice_is_proposed_looked_at_and_approved(people, notice_2027):
    admin, head, clerk = people["admin"], people["head"], people["clerk"]
    shown = propose(admin, notice_2027)

    assert 200 == shown.status_code
    for words in ("2026-0001", "2027-01-07 暂定", "2027-01-08 确定", "2027-01-01", "由负责人批准"):
        assert words in shown.text
    assert "2027-01-07" in clerk.get("/cases").text
    digest = DIGEST.search(head.get(ONE).text)[1]
    approved = head.post(f"{ONE}/approve", page=ONE, digest=digest)
    assert "已批准" in approved.text
    assert "2027-01-08" in clerk.get("/cases").text
    assert "元旦" in clerk.get("/years/2027").text


def test_an_administrator_does_not_approve(people, notice_2027):
    admin = people["admin"]
    propose(admin, notice_2027)

    assert DIGEST.search(admin.get(ONE).text) is None
    assert 403 == admin.post(f"{ONE}/approve", page=ONE, digest="").status_code


def test_a_list_that_is_stale_is_shown_anew_before_it_is_approved(people, notice_2027):
    head, clerk = people["head"], people["clerk"]
    propose(head, notice_2027)
    digest = DIGEST.search(head.get(ONE).text)[1]
    clerk.post("/log", **LATE, again="1")
    stale = head.post(f"{ONE}/approve", page=ONE, digest=digest)

    assert 409 == stale.status_code
    assert "2026-0002" in stale.text
    assert "2027-01-07" in clerk.get("/cases").text
    again = DIGEST.search(stale.text)[1]
    assert "已批准" in head.post(f"{ONE}/approve", page=ONE, digest=again).text


def test_what_is_no_notice_is_refused_at_its_field_and_keeps_what_was_typed(people):
    told = people["admin"].post("/settings/calendars", notice="year = 2027")

    assert 422 == told.status_code
    assert "year = 2027" in told.text
    assert "还没有" in people["admin"].get("/settings/calendars").text


def test_dropping_wants_a_reason_and_moves_nothing(people, notice_2027):
    admin = people["admin"]
    propose(admin, notice_2027)

    assert 422 == admin.post(f"{ONE}/drop", page=ONE, reason=" ").status_code
    assert "已放弃" in admin.post(f"{ONE}/drop", page=ONE, reason="稿子不对").text


def test_a_long_list_is_made_a_moment_at_a_time(people, notice_2027, monkeypatch):
    monkeypatch.setattr(proposing, "patience", lambda: lambda: True)
    admin = people["admin"]
    assert "正在列出" in propose(admin, notice_2027).text
    monkeypatch.undo()

    assert "2027-01-08" in admin.post(f"{ONE}/list", page=ONE).text


def test_a_region_is_proposed_and_the_file_changes_with_the_approval(people, staffed):
    admin, head = people["admin"], people["head"]
    admin.post("/settings/calendars", region="cn-64")
    digest = DIGEST.search(head.get(ONE).text)[1]
    head.post(f"{ONE}/approve", page=ONE, digest=digest)

    assert 'region = "cn-64"' in (staffed.config.folder / "config.toml").read_text(encoding="utf-8")
    assert "cn-64" in admin.get("/settings").text


def test_where_two_people_sign_the_proposer_is_told_so(desk, notice_2027):
    head = desk(SignoffConfig(two_people=True))("head")

    assert "提出变更的人" in propose(head, notice_2027).text
