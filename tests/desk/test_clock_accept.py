"""`foi clock-accept`: a clock that was ahead is put behind by the administrator, with a reason, on record."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from desk.config_file import read_config
from desk.office import open_office
from tests.desk.conftest import LOG
from tests.virtual import Turned

ZONE = ZoneInfo("Asia/Shanghai")
TOLD = ("clock-accept", "--reason", "主板电池没电", "--time", "2026-03-02 09:02")


@pytest.fixture(autouse=True)
def clock(monkeypatch):
    return Turned(monkeypatch, datetime(2026, 3, 2, 9, tzinfo=ZONE))


@pytest.fixture
def ahead(clock, office):
    """An office with one case, whose bell has rung in 2031; then somebody has set the clock right."""
    assert 0 == office("log", *LOG).code
    clock.to("2031-01-06 09:00")
    assert 0 == office("remind").code
    clock.to("2026-03-02 09:02")
    return office


def audit():
    house = open_office(read_config(None))
    found = [(look.what, look.by, look.ref, look.detail) for _, look in house.ledger.accounts.looks()]
    house.ledger.close()
    return found


def raised(said):
    """The thresholds of a case that were raised; those to come are none of them."""
    return [one for one in said("--json", "alerts", "2026-0001").json["items"] if one["raised"]]


def test_every_command_that_writes_refuses_and_says_what_to_do(ahead):
    for words in (("log", *LOG), ("act", "2026-0001", "accept"), ("remind",), ("unit", "add", "某镇")):
        said = ahead("--json", *words)
        assert (4, "clock_behind") == (said.code, said.error["code"]), words
        assert "2026-03-02 09:02" in said.error["message"]
        assert "2031-01-06 09:00" in said.error["message"]
        assert "foi clock-accept" in said.error["message"]
    assert 0 == ahead("list").code
    assert 0 == ahead("verify").code


def test_a_reminder_raised_in_a_false_year_is_raised_again_on_its_day(ahead, clock):
    early = raised(ahead)
    assert early
    said = ahead("--json", *TOLD)

    assert [{"ref": "2026-0001", "alerts": len(early)}] == said.json["items"]
    assert [] == raised(ahead)
    clock.to("2026-03-16 09:00")
    found = ahead("--json", "remind").json["items"]
    assert (10, "2026-03-30", 0) in [(one["threshold"], one["due"], one["late_by"]) for one in found]


def test_it_is_on_record_who_has_accepted_it_and_why(ahead):
    many = len(raised(ahead))
    assert 0 == ahead("--as", "wang", *TOLD).code

    assert [
        ("alerts_taken_back", "wang", "2026-0001", str(many)),
        ("clock_accepted", "wang", "", "2031-01-06 09:00 → 2026-03-02 09:02 主板电池没电"),
    ] == audit()


def test_a_clock_that_is_wrong_itself_is_not_accepted(ahead, clock):
    clock.to("2020-01-01 00:00")
    said = ahead("--json", *TOLD)

    assert (4, "clock_differs") == (said.code, said.error["code"])
    assert 4 == ahead("log", *LOG).code


def test_nobody_accepts_it_without_a_reason(ahead):
    said = ahead("--json", "clock-accept", "--reason", " ", "--time", "2026-03-02 09:02")

    assert (2, "no_reason") == (said.code, said.error["code"])


@pytest.mark.parametrize("time", ["09:02", "2026-03-02", "2026-13-02 09:02", "now", ""])
def test_a_time_that_is_none_is_a_fault_of_usage(ahead, time):
    assert 2 == ahead("clock-accept", "--reason", "x", "--time", time).code


def test_only_an_administrator_accepts_it(office, clock):
    office("user", "add", "admin", "--role", "administrator")
    office("--as", "admin", "user", "add", "wang", "--role", "clerk")
    clock.on(days=400)
    office("--as", "wang", "log", *LOG)
    clock.on(days=-400, minutes=2)

    assert (4, "duty_not_allowed") == (
        (said := office("--json", "--as", "wang", *TOLD)).code,
        said.error["code"],
    )
    assert 0 == office("--as", "admin", *TOLD).code
    assert 0 == office("--as", "wang", "log", *LOG).code


def test_where_all_is_well_there_is_nothing_to_accept(office, clock):
    office("log", *LOG)
    clock.on(minutes=2)
    said = office("--json", *TOLD)

    assert (4, "clock_agrees") == (said.code, said.error["code"])
