"""Today's work: the piles, oldest first, whatever else the ledger holds."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest

from desk.web import inbox
from desk.web import visit as visits
from desk.year_place import Year
from desk.yearend import freeze
from reports.form import load_form
from tests.desk.web.test_walk import ASKED
from workflow.casework import Actor
from workflow.machine import EVERY_ROLE

#: A Tuesday with plain weeks around it; what came in on 17 February is due on it.
TODAY = date(2026, 3, 17)
HEAD, FROZEN_AT = Actor("head", EVERY_ROLE), datetime(2027, 1, 20, 2, tzinfo=UTC)


@pytest.fixture
def on_a_tuesday(monkeypatch):
    monkeypatch.setattr(visits, "today", lambda _config: TODAY)


def log(clerk, received, **more):
    assert 200 == clerk.post("/log", **ASKED | {"received": received} | more).status_code


def piles(page):
    """What each pile says it holds, and the references it shows."""
    parts = re.split(r"<h2>", page)[1:]
    return {
        re.match(r"\w+", part)[0]: (
            re.search(r'count">([^<]*)<', part)[1],
            re.findall(r'/cases/([^"]+)"', part),
        )
        for part in parts
        if 'class="count"' in part
    }


def test_each_pile_holds_its_days_oldest_first(visit, on_a_tuesday):
    clerk = visit("clerk")
    for received in ("2026-03-16", "2026-01-13", "2026-02-10", "2026-01-12"):
        log(clerk, received)

    told = piles(clerk.get("/").text)
    assert ("3", ["2026-0004", "2026-0002", "2026-0003"]) == told["逾期"]
    assert "2026-0001" not in str(told)


def test_a_pile_shows_the_oldest_and_counts_the_rest(visit, on_a_tuesday, monkeypatch):
    monkeypatch.setattr(inbox, "MOST", 2)
    monkeypatch.setattr(inbox, "MOST_COUNTED", 4)
    clerk = visit("clerk")
    for n in range(3):
        log(clerk, f"2026-01-{14 - n}")
    page = clerk.get("/").text
    assert ("3", ["2026-0003", "2026-0002"]) == piles(page)["逾期"]
    assert f'href="/cases?due_before={TODAY}&amp;sort=due"' in page

    for _ in range(3):
        log(clerk, "2026-01-09", again="1")
    assert "4+" == piles(clerk.get("/").text)["逾期"][0]


def test_another_units_cases_are_in_no_pile(visit, on_a_tuesday):
    log(visit("clerk"), "2026-01-13")

    assert ("0", []) == piles(visit("cg").get("/").text)["逾期"]


def test_what_is_due_on_the_last_of_three_working_days_is_due_soon_and_the_day_after_is_not(
    visit, monkeypatch
):
    clerk = visit("clerk")
    log(clerk, "2026-03-02")
    for today, pile in (
        ("2026-03-25", "三个工作日内到期"),
        ("2026-03-30", "今日到期"),
        ("2026-03-31", "逾期"),
    ):
        monkeypatch.setattr(visits, "today", lambda _config, today=today: date.fromisoformat(today))
        told = piles(clerk.get("/").text)
        assert {pile} == {name for name, (count, _) in told.items() if count == "1"}
    monkeypatch.setattr(visits, "today", lambda _config: date(2026, 3, 30) - timedelta(days=6))
    assert {"0"} == {count for count, _ in piles(clerk.get("/").text).values()}


def hand_out(clerk, ref, until):
    page = f"/cases/{ref}/assign"
    version = re.search(r'name="version" value="(\d+)"', clerk.get(page).text)[1]
    sent = clerk.post(page, on="2026-03-16", to="小李", until=until, version=version)
    assert 200 == sent.status_code, sent.text


def test_what_was_given_out_stands_by_its_own_day_until_it_is_far_off(visit, on_a_tuesday):
    clerk = visit("clerk")
    for _ in range(3):
        log(clerk, "2026-03-16", again="1")
    for ref, until in (("2026-0001", "2026-03-20"), ("2026-0002", "2026-03-23"), ("2026-0003", "2026-03-16")):
        hand_out(clerk, ref, until)
    page = clerk.get("/").text

    assert ("2", ["2026-0003", "2026-0001"]) == piles(page)["交办的件"]
    assert "红·逾期1个工作日" in page
    assert "交办的件" not in piles(visit("cg").get("/").text)


def test_the_reports_of_last_year_stand_there_until_their_table_is_frozen(visit, monkeypatch, staffed):
    clerk = visit("clerk")
    log(clerk, "2026-03-02")

    def shown(browser, on):
        monkeypatch.setattr(visits, "today", lambda _config: date.fromisoformat(on))
        return re.findall(r'/reports/(\d+)\?unit=(\d+)"', browser.get("/").text)

    assert [] == shown(clerk, "2026-12-31")
    assert [("2026", "2")] == shown(clerk, "2027-01-29")
    assert [("2026", "1"), ("2026", "2")] == shown(clerk, "2027-03-25")
    assert [] == shown(visit("admin"), "2027-03-25")
    freeze(Year(staffed, staffed.ledger.units()[2], load_form("cn-2021"), 2026), HEAD, "李局", FROZEN_AT)
    assert [("2026", "1")] == shown(clerk, "2027-03-25")
