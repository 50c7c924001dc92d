"""The bell: who is due, in order, and each alert once."""

from datetime import UTC, date, datetime, timedelta

import pytest

from tests.builders import day
from tests.store.stories import act, falling, log, reckoned
from workflow.alerts import Alert
from workflow.ledger import Raised
from workflow.sweeps import QUIET
from workflow.vocabulary import DeadlineKind

RUNG = datetime(2018, 3, 13, 0, 30, tzinfo=UTC)
MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)


def an_alert(ref, threshold, owed_on, *, due_on="2018-03-26", superseded=False):
    alert = Alert(DeadlineKind.REPLY, 1, day(due_on), threshold, day(owed_on))
    return Raised(ref, alert, day("2018-03-13"), RUNG, 1, superseded)


@pytest.fixture
def waiting(ledger):
    """Five cases, of which the third waits for nothing."""
    days = ["2018-03-12", "2018-03-09", None, "2018-03-12", "2018-03-20"]
    records = [log(ledger) for _ in days]
    for record, following in zip(records, days, strict=True):
        ledger.refresh(record, reckoned(record.entries)[0], following and day(following))
    return ledger, records


def test_cases_are_due_in_the_order_of_their_day(waiting):
    ledger, (first, second, _, fourth, _) = waiting

    assert [
        (date(2018, 3, 9), second.id, second.ref),
        (date(2018, 3, 12), first.id, first.ref),
        (date(2018, 3, 12), fourth.id, fourth.ref),
    ] == list(ledger.due(date(2018, 3, 12), None, 10))


def test_due_cases_come_in_pages_that_neither_repeat_nor_leave_out(waiting):
    ledger, records = waiting
    today, after, found = date(2018, 3, 31), None, []
    while batch := ledger.due(today, after, 1):
        found += [ref for _, _, ref in batch]
        after = batch[-1][:2]

    assert [records[n].ref for n in (1, 0, 3, 4)] == found


def test_an_alert_is_kept_as_it_was_raised(ledger):
    record = log(ledger)
    late, last = (
        an_alert(record.ref, 10, "2018-03-12", superseded=True),
        an_alert(record.ref, 5, "2018-03-19"),
    )

    assert 2 == ledger.raise_alerts(record, [last, late], date(2018, 3, 21))
    assert [late, last] == list(ledger.alerts(record))


def test_an_alert_is_raised_once_however_often_the_bell_rings(ledger):
    record = log(ledger)
    first, second = an_alert(record.ref, 10, "2018-03-12"), an_alert(record.ref, 5, "2018-03-19")

    counts = [ledger.raise_alerts(record, ringing, None) for ringing in ([first], [first, second], [second])]

    assert [1, 1, 0] == counts
    assert [first, second] == list(ledger.alerts(record))


def test_another_last_day_is_another_alert(ledger):
    record = log(ledger)
    ledger.raise_alerts(record, [an_alert(record.ref, 5, "2018-03-19")], None)

    assert 1 == ledger.raise_alerts(
        record, [an_alert(record.ref, 5, "2018-03-20", due_on="2018-03-27")], None
    )  # fmt: skip


def test_ringing_moves_the_next_alert_on(ledger):
    record = log(ledger)
    ledger.raise_alerts(record, [], date(2018, 3, 20))

    assert [] == list(ledger.due(date(2018, 3, 19), None, 10))
    assert [date(2018, 3, 20)] == [on for on, _, _ in ledger.due(date(2018, 3, 20), None, 10)]


def test_alerts_stay_with_their_case(ledger):
    record, other = log(ledger), log(ledger)
    raised = an_alert(record.ref, 5, "2018-03-19")
    ledger.raise_alerts(record, [raised], None)
    record = act(ledger, record, "accept 2018-03-06")

    assert [raised] == list(ledger.alerts(record))
    assert [] == list(ledger.alerts(other))


def test_what_was_rung_in_a_failed_transaction_was_never_rung(ledger):
    record = log(ledger)
    raised = an_alert(record.ref, 5, "2018-03-19")
    with falling(ledger):
        ledger.raise_alerts(ledger.read(record.ref), [raised], None)

    assert [] == list(ledger.alerts(record))
    assert 1 == ledger.raise_alerts(record, [raised], None)


def test_the_last_sweep_is_remembered(ledger):
    assert ledger.sweeps.last() is None
    for hour in (1, 2):
        ledger.sweeps.note(datetime(2026, 3, 2, hour, tzinfo=UTC))

    assert datetime(2026, 3, 2, 2, tzinfo=UTC) == ledger.sweeps.last()


def swept(ledger, *instants):
    for at in instants:
        ledger.sweeps.note(at)
    return [(one.since, one.until) for one in ledger.sweeps.silences(RUNG - 9 * DAY)]


def test_a_bell_that_rings_every_minute_leaves_no_silence(ledger):
    assert [] == swept(ledger, RUNG, RUNG + MINUTE, RUNG + MINUTE + QUIET)


def test_a_gap_between_two_sweeps_is_kept_once_and_the_latest_told_first(ledger):
    after = RUNG + 3 * DAY
    assert [(after, after + DAY), (RUNG, after)] == swept(ledger, RUNG, after, after, after + DAY)
    assert [after] == [one.since for one in ledger.sweeps.silences(after)]
    assert [after] == [one.since for one in ledger.sweeps.silences(RUNG, limit=1)]


def test_before_the_first_sweep_the_silence_began_with_the_first_entry(ledger):
    record = log(ledger)
    written = record.entries[0].recorded_at

    assert [(written, written + DAY)] == swept(ledger, written + DAY)


def test_an_office_that_has_nothing_to_sweep_has_missed_nothing(ledger):
    assert [] == swept(ledger, RUNG)


def test_a_clock_that_went_back_leaves_no_silence(ledger):
    assert [] == swept(ledger, RUNG, RUNG - DAY)


def test_a_silence_is_kept_with_the_sweep_that_ended_it_or_not_at_all(ledger):
    ledger.sweeps.note(RUNG)
    with falling(ledger):
        ledger.sweeps.note(RUNG + DAY)

    assert RUNG == ledger.sweeps.last()
    assert [] == list(ledger.sweeps.silences(RUNG - DAY))
