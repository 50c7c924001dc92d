"""Whether the desk is ready is told with the reason, for whoever watches the machine."""

from datetime import timedelta

import pytest
from sqlalchemy import text

from desk.bell_status import BELL_IS_LATE
from desk.office import now, today
from tests.desk.web.test_walk import ASKED
from workflow.reminding import remind


@pytest.fixture
def owed(visit):
    """A desk in which alerts are owed."""
    clerk = visit("clerk")
    clerk.post("/log", **ASKED)
    return clerk


def told(browser):
    answer = browser.get("/readyz")
    return answer.status_code, answer.json().get("error", {}).get("code", "")


def test_a_new_office_is_ready(stranger):
    assert (200, "") == told(stranger)
    assert stranger.get("/readyz").json()["last_ring"] is None


def test_an_office_that_never_heard_its_bell_is_not_ready_once_alerts_are_owed(owed, staffed):
    assert (503, "bell_never_rang") == told(owed)
    remind(staffed.office, today(staffed.config), now())
    assert (200, "") == told(owed)
    assert owed.get("/readyz").json()["last_ring"]


def test_a_bell_that_fell_silent_is_told_in_words(stranger, house):
    house.ledger.sweeps.note(now() - BELL_IS_LATE + timedelta(minutes=1))
    assert (200, "") == told(stranger)
    house.ledger.sweeps.note(now() - BELL_IS_LATE - timedelta(minutes=1))
    assert (503, "bell_is_late") == told(stranger)
    assert "foi bell" in stranger.get("/readyz").json()["error"]["message"]


def test_old_tables_are_told_and_the_process_is_still_alive(stranger, house):
    with house.ledger.engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '0001'"))

    assert (503, "no_database") == told(stranger)
    assert 200 == stranger.get("/healthz").status_code
