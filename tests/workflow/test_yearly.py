"""What a unit owes once a year rings until its table is frozen, each alert once."""

from datetime import UTC, date, datetime

import pytest

from tests.builders import day
from tests.offices import NOW, an_office, log
from workflow.reminding import remind
from workflow.yearbook import Frozen, Place
from workflow.yearly import reports_owed


@pytest.fixture
def office():
    """An office with a unit below, whose first request came in 2025."""
    made = an_office()
    made.ledger.add_unit("城关镇", "CG", 1)
    log(made, received="2025-03-03")
    return made


def owed(office, on):
    return [
        (unit.id, due.kind.value, str(due.due_on))
        for unit, due in reports_owed(office.law, office.ledger, day(on))
    ]


def sweep(office, on):
    today = date.fromisoformat(on)
    return remind(office, today, datetime(today.year, today.month, today.day, 1, tzinfo=UTC)).yearly


def told(raised):
    return [(one.ref, one.alert.threshold, one.superseded) for one in raised]


def freeze(office, unit, year=2025):
    office.ledger.freeze(
        Frozen(place=Place(unit, year, "2021"), content="d" * 64, by="李", signed_by="李", at=NOW)
    )


def test_every_unit_owes_its_report_in_january_and_whoever_is_above_all_that_of_the_level_in_march(office):
    expected = [(1, "level_report", "2026-03-31"), (2, "annual_report", "2026-01-31")]

    assert expected == owed(office, "2026-01-05")


def test_an_office_without_units_owes_its_own_report():
    alone = an_office()
    log(alone, received="2025-03-03")

    assert [(1, "annual_report", "2026-01-31")] == owed(alone, "2026-01-05")


def test_the_day_is_that_of_the_law_in_force_when_it_is_due():
    alone = an_office()
    log(alone, received="2018-03-05")

    assert [[(1, "annual_report", last)] for last in ("2019-03-31", "2020-01-31")] == [
        owed(alone, on) for on in ("2019-01-07", "2020-01-06")
    ]


def test_none_is_owed_for_a_year_before_the_first_request(office):
    assert [] == owed(office, "2025-12-31")
    assert [] == owed(an_office(), "2026-01-05")


def test_a_frozen_table_of_that_year_is_the_end_of_it(office):
    freeze(office, 2, year=2024)
    assert 2 == len(owed(office, "2026-01-05"))
    freeze(office, 2)

    assert [(1, "level_report", "2026-03-31")] == owed(office, "2026-01-05")


def test_the_last_day_on_a_weekend_rings_on_the_friday_before(office):
    sweep(office, "2026-01-29")

    # 31 January 2026 is a Saturday
    assert [("城关镇", 1, True), ("城关镇", 0, False)] == told(sweep(office, "2026-01-30"))


def test_a_report_that_is_late_rings_every_working_day_each_once(office):
    sweep(office, "2026-01-30")

    assert [("城关镇", -1, False)] == told(sweep(office, "2026-02-02"))
    assert [] == sweep(office, "2026-02-02")
    assert [("城关镇", -2, True), ("城关镇", -3, False)] == told(sweep(office, "2026-02-04"))
    freeze(office, 2)
    assert [] == sweep(office, "2026-02-05")


def test_what_was_raised_is_kept_with_its_unit(office):
    raised = sweep(office, "2026-02-02")

    assert raised == list(office.ledger.office_alerts.of(2))
    assert [] == list(office.ledger.office_alerts.of(1))
