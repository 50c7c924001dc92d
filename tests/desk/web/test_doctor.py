"""The administrator sees what is wrong with the machine and what to do, and opens no case for it."""

from store.clock import SqlClock
from tests.desk.web.test_walk import ASKED
from workflow.errors import ClockBehind


def test_whatever_is_wrong_stands_there_with_what_to_do(visit):
    page = visit("admin").get("/settings/health").text

    assert "没有备份" in page
    assert "foi backup make" in page
    assert page.index("立即处理") < page.index("提示")


def test_the_settings_lead_there(visit):
    assert 'href="/settings/health"' in visit("admin").get("/settings").text


def test_records_that_do_not_agree_are_told_to_who_sees_no_case(visit, staffed):
    visit("clerk").post("/log", **ASKED)
    with staffed.ledger.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE cases SET state = 'accepted'")
    page = visit("admin").get("/settings/health").text

    assert "2026-0001" in page
    assert "张三" not in page


def test_it_opens_while_the_clock_is_behind_and_nothing_can_be_written(visit, monkeypatch):
    def behind(_):
        raise ClockBehind("clock_behind", "The clock says {says}.", says="2020-01-01 08:00")

    admin = visit("admin")
    monkeypatch.setattr(SqlClock, "check", behind)

    assert "2020-01-01 08:00" in admin.get("/settings/health").text
