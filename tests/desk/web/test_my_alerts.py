"""One's own alerts: raised by the bell to whom they concern, counted on every page until they are read."""

import re
from datetime import UTC, date, datetime

import pytest

from desk.sending.sweep import sweep
from tests.desk.web.test_walk import ASKED

RUNG = datetime(2026, 3, 26, 1, tzinfo=UTC)


def accepted(clerk):
    """The same clerk, with a request that was accepted."""
    assert 200 == clerk.post("/log", **ASKED | {"received": "2026-03-02"}).status_code
    assert 200 == clerk.post("/cases/2026-0001/accept", on="2026-03-03", version="1").status_code
    return clerk


@pytest.fixture
def rung(visit, staffed):
    """A clerk whose case, received on 2 March 2026, is due on the 30th; it is the 26th."""
    clerk = accepted(visit("clerk"))
    sweep(staffed, date(2026, 3, 26), RUNG)
    return clerk


def unread(browser, page="/cases"):
    found = re.search(
        r'href="/alerts"[^>]*>我的提醒(?: <span class="count">([^<]+)<)?', browser.get(page).text
    )
    return (found[1] or "") if found else None


def test_an_alert_stands_with_whom_it_concerns_and_with_nobody_else(rung, visit):
    page = rung.get("/alerts").text

    assert "2026-0001" in page
    assert "2026-03-30" in page
    assert "还有2个工作日" in page
    assert "2026-0001" not in visit("cg").get("/alerts").text
    assert ("1", "", None) == (unread(rung), unread(visit("cg")), unread(visit("admin")))


def test_what_was_read_is_counted_no_more_and_stays_in_the_list(rung, staffed):
    number = re.search(r'action="/alerts/(\d+)/read"', rung.get("/alerts").text)[1]
    assert 200 == rung.post(f"/alerts/{number}/read", page="/alerts").status_code

    assert "" == unread(rung)
    assert "2026-0001" in rung.get("/alerts").text
    assert f"/alerts/{number}/read" not in rung.get("/alerts").text


def test_all_that_is_shown_is_read_at_once_and_what_rings_later_is_new(rung, staffed):
    last = re.search(r'name="last" value="(\d+)"', rung.get("/alerts").text)[1]
    sweep(staffed, date(2026, 3, 27), RUNG.replace(day=27))
    rung.post("/alerts/read", page="/alerts", last=last)
    assert "1" == unread(rung, "/alerts")
    rung.post("/alerts/read", page="/alerts", last="x")
    assert "1" == unread(rung, "/alerts")


def test_a_deputy_is_told_while_somebody_is_away(visit, staffed):
    clerk = accepted(visit("clerk"))
    clerk.post("/cases/2026-0001/assign", on="2026-03-03", to="clerk", version="2")
    away = clerk.post("/away", login="clerk", since="2026-03-24", until="2026-03-27", deputy="head")
    assert 200 == away.status_code
    sweep(staffed, date(2026, 3, 26), RUNG)

    assert ("", "1") == (unread(clerk), unread(visit("head")))


def test_nobody_has_alerts_yet_and_the_page_says_what_will_stand_there(visit):
    assert "还没有给您的提醒" in visit("clerk").get("/alerts").text
