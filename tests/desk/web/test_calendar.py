"""The calendar and the feed: what is due, on its day, for whoever may see it."""

import re

import pytest
from fastapi.testclient import TestClient
from icalendar import Calendar

from desk.feed import FORWARD, feed_of
from desk.office import seen_by, today
from desk.web.app import make_app
from tests.desk.web.test_walk import ASKED
from workflow.clock import date

ADDRESS = re.compile(r"https://desk\.example(/feed/[\w-]+\.ics)")


@pytest.fixture
def clerk(visit):
    """A clerk with one request, due on 30 March 2026."""
    browser = visit("clerk")
    browser.post("/log", **ASKED)
    return browser


def subscribed(browser):
    return ADDRESS.search(browser.post("/tokens", label="手机", purpose="calendar").text)[1]


def events(data):
    return list(Calendar.from_ical(data).walk("VEVENT"))


@pytest.fixture
def program(staffed):
    """Something without cookies."""
    return TestClient(make_app(staffed.config), base_url="https://desk.example")


def test_a_month_shows_what_is_due_on_its_day(clerk):
    page = clerk.get("/calendar?month=2026-03").text
    cell = next(cell for cell in page.split("<td") if 'class="number">30<' in cell)

    assert "2026-0001" in cell
    assert "逾期" in cell
    assert 1 == page.count("/cases/2026-0001")


def test_a_month_names_its_holidays_and_make_up_days(clerk):
    page = clerk.get("/calendar?month=2026-05").text

    assert 5 == page.count("休 劳动节")
    assert 1 == page.count("班 劳动节")
    assert "国办发明电" in page or "国务院" in page


def test_days_nobody_has_settled_are_marked_provisional(clerk):
    assert "暂定" in clerk.get("/calendar?month=2027-02").text
    assert "暂定" not in clerk.get("/calendar?month=2026-05").text


def test_a_full_day_shows_five_and_how_many_more(clerk):
    for _ in range(6):
        clerk.post("/log", **ASKED, again="1")
    page = clerk.get("/calendar?month=2026-03").text

    assert 5 == page.count('href="/cases/2026-')
    assert ">+2<" in page
    assert "due_before=2026-03-31" in page
    assert 200 == clerk.get("/cases?open_only=1&due_before=2026-03-31").status_code


def test_who_does_not_see_a_case_finds_no_day_of_it(clerk, visit):
    for login in ("cg", "admin"):
        assert "2026-0001" not in visit(login).get("/calendar?month=2026-03").text


@pytest.mark.parametrize(
    "month", ["2026", "2026-13", "2026-1", "1999-12", "2100-01", "x" * 500, "９９９９-01"]
)
def test_a_month_that_is_none_is_refused(clerk, month):
    assert 422 == clerk.get(f"/calendar?month={month}").status_code


@pytest.mark.parametrize("month", ["2000-01", "2099-12", "2027-02", "2026-02"])
def test_the_ends_of_the_calendar_can_be_looked_at(clerk, month):
    assert 200 == clerk.get(f"/calendar?month={month}").status_code


def test_a_feed_needs_no_cookie_and_tells_numbers_only(staffed, visit, program, clerk):
    clerk.post("/log", **ASKED | {"received": today(staffed.config).isoformat()})
    told = program.get(subscribed(clerk))
    (event,) = events(told.content)

    assert told.headers["content-type"].startswith("text/calendar")
    assert "set-cookie" not in told.headers
    assert "答复期限 2026-0002" in event["summary"]
    assert isinstance(event["dtstart"].dt, date)
    assert {"UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "TRANSP"} == set(event)
    for secret in ("张三", "征收", "13800005678"):
        assert secret not in told.text


def test_a_feed_that_has_not_changed_is_not_sent_again(program, clerk):
    address = subscribed(clerk)
    first = program.get(address)
    again = program.get(address, headers={"if-none-match": first.headers["etag"]})

    assert (304, b"") == (again.status_code, again.content)


def test_a_wrong_a_revoked_and_another_purposes_token_are_not_there(program, clerk, visit):
    address = subscribed(clerk)
    api = re.search(r'class="secret">([^<]+)<', clerk.post("/tokens", label="程序", purpose="api").text)[1]

    assert 200 == program.get(address).status_code
    clerk.post("/tokens/1/revoke", page="/tokens")
    assert [404] * 3 == [
        program.get(each).status_code for each in (address, f"/feed/{api}.ics", "/feed/%00.ics")
    ]


def test_a_feed_ends_when_its_owner_leaves(program, clerk, visit):
    address = subscribed(clerk)
    admin = visit("admin")
    admin.post(
        "/people", known="1", login="clerk", name="clerk", role_clerk="1", unit="1", left="1"
    )  # fmt: skip

    assert 404 == program.get(address).status_code


def test_a_feed_shows_what_its_owner_sees_now(staffed, visit, clerk):
    day = date(2026, 3, 20)

    assert 1 == len(events(feed_of(seen_by(staffed, "clerk"), day)))
    assert [] == events(feed_of(seen_by(staffed, "cg"), day))
    assert [] == events(
        feed_of(seen_by(staffed, "clerk"), date(2026, 3, 30) - FORWARD - (day - date(2026, 3, 19)))
    )


def test_a_deadline_that_moves_keeps_its_name(staffed, clerk, visit):
    day = date(2026, 3, 20)
    (before,) = events(feed_of(seen_by(staffed, "clerk"), day))
    clerk.post("/cases/2026-0001/accept", on="2026-03-03")
    visit("head").post("/cases/2026-0001/extend", on="2026-03-20", days="5")
    (after,) = events(feed_of(seen_by(staffed, "clerk"), day))

    assert before["uid"] == after["uid"]
    assert before["dtstart"].dt < after["dtstart"].dt


def test_whoever_looks_by_a_feed_is_noted(program, clerk, visit):
    program.get(subscribed(clerk))

    assert '<span class="hint">feed</span>' in visit("audit").get("/audit").text
