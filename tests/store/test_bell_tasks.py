"""What came of the bell's tasks is remembered, and what shows that somebody wrote is cheap to ask."""

from datetime import UTC, datetime, timedelta

from tests.store.stories import act, falling, log

NOW = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
FAULT = {"zh": "数据库正忙。", "en": "The database is in use."}


def test_each_task_is_remembered_as_it_last_ended(sql_ledger):
    tasks = sql_ledger.bell_tasks
    tasks.note("sweep", NOW, 12, {})
    tasks.note("send", NOW, 3, {})
    tasks.note("sweep", NOW + MINUTE, 7, {})

    assert [("send", NOW, 3, {}, NOW), ("sweep", NOW + MINUTE, 7, {}, NOW + MINUTE)] == [
        (one.name, one.at, one.milliseconds, one.fault, one.well_at) for one in tasks.every()
    ]


def test_a_task_that_failed_says_why_and_when_it_last_went_well(sql_ledger):
    tasks = sql_ledger.bell_tasks
    tasks.note("sweep", NOW, 12, {})
    tasks.note("sweep", NOW + MINUTE, 7, FAULT)
    (told,) = tasks.every()

    assert (NOW + MINUTE, FAULT, NOW) == (told.at, told.fault, told.well_at)
    tasks.note("sweep", NOW + 2 * MINUTE, 7, {})
    assert {} == tasks.every()[0].fault


def test_a_task_that_never_went_well_says_so(sql_ledger):
    sql_ledger.bell_tasks.note("sweep", NOW, 12, FAULT)

    assert sql_ledger.bell_tasks.every()[0].well_at is None


def test_the_pulse_changes_with_every_entry_and_every_notice_that_is_kept(sql_ledger):
    seen = {sql_ledger.pulse()}
    record = log(sql_ledger)
    seen.add(sql_ledger.pulse())
    act(sql_ledger, record, "accept 2018-03-06")
    seen.add(sql_ledger.pulse())
    sql_ledger.add_notice("…", "wang", NOW)
    seen.add(sql_ledger.pulse())
    with falling(sql_ledger):
        sql_ledger.add_notice("…", "wang", NOW)

    assert 4 == len(seen)
    assert sql_ledger.pulse() in seen


def test_when_each_notice_came_in_is_remembered(ledger):
    for at in (NOW, NOW + MINUTE):
        ledger.add_notice("…", "wang", at)

    assert [NOW, NOW + MINUTE] == list(ledger.noticed_at())


def test_raising_an_alert_is_no_change(sql_ledger):
    record = log(sql_ledger)
    before = sql_ledger.pulse()
    sql_ledger.raise_alerts(record, [], NOW.date())
    sql_ledger.sweeps.note(NOW)

    assert before == sql_ledger.pulse()
