"""The proof of the alerts on a page: what was raised and why it is late, and what is to come."""

from datetime import timedelta

import pytest

from desk.office import now, today
from tests.desk.web.conftest import CASE
from tests.desk.web.test_walk import ASKED
from workflow.reminding import remind


@pytest.fixture
def clerk(visit):
    browser = visit("clerk")
    browser.post("/log", **ASKED)
    return browser


def test_the_page_of_a_case_leads_to_the_proof_of_its_alerts(clerk):
    assert f'href="{CASE}/alerts"' in clerk.get(CASE).text


def test_what_was_raised_late_says_why_and_what_is_to_come_says_so(clerk, staffed):
    staffed.ledger.sweeps.note(now() - timedelta(days=9))
    swept = remind(staffed.office, today(staffed.config), now())
    page = clerk.get(f"{CASE}/alerts").text

    assert swept.raised
    assert "录入于" in page
    assert "没有人在提醒" in page


def test_a_case_on_which_nothing_runs_says_that_no_alert_is_to_come(clerk, visit):
    visit("head").post(f"{CASE}/withdraw", on="2026-03-03")

    assert "没有截止日" in clerk.get(f"{CASE}/alerts").text
