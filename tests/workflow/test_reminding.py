"""The sweep raises every alert once, however often and however late somebody looks."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from tests.offices import NOW, act, an_office, log
from workflow import reminding
from workflow.entries import Entry
from workflow.errors import Broken, ClockBehind
from workflow.reminding import remind
from workflow.vocabulary import Action, DeadlineKind


@pytest.fixture
def office():
    return an_office()


@pytest.fixture
def case(office):
    """A case in work, whose reply is due on 30 March 2026."""
    log(office)
    return act(office, "2026-0001", "accept 2026-03-03").record


def sweep(office, day):
    today = date.fromisoformat(day)
    return remind(office, today, datetime(today.year, today.month, today.day, 0, 30, tzinfo=UTC))


def told(swept):
    """What a sweep raised of replies: the threshold, how late, and whether superseded."""
    replies = (raised for raised in swept.raised if raised.alert.kind is DeadlineKind.REPLY)
    return [(raised.alert.threshold, raised.late_by, raised.superseded) for raised in replies]


@pytest.mark.parametrize("day", ["2026-03-02", "2026-03-15"])
def test_before_the_first_threshold_nothing_is_raised(office, case, day):
    assert [] == sweep(office, day).raised


def test_a_threshold_is_raised_on_its_day(office, case):
    (raised,) = sweep(office, "2026-03-16").raised

    assert ("2026-0001", 10, date(2026, 3, 30)) == (raised.ref, raised.alert.threshold, raised.alert.due_on)
    assert (date(2026, 3, 16), 0, False) == (raised.raised_on, raised.late_by, raised.superseded)
    assert [raised] == list(office.ledger.alerts(case))


def test_a_second_sweep_of_the_day_raises_nothing(office, case):
    sweep(office, "2026-03-16")

    assert [] == sweep(office, "2026-03-16").raised
    assert 1 == len(office.ledger.alerts(case))


def test_a_sweep_every_day_raises_every_alert_once_and_none_late(office, case):
    found = [one for day in range(1, 32) for one in told(sweep(office, f"2026-03-{day:02}"))]

    assert [
        (10, 0, False),
        (5, 0, False),
        (3, 0, False),
        (1, 0, False),
        (0, 0, False),
        (-1, 0, False),
    ] == found


def test_after_a_week_without_a_sweep_all_that_is_owed_is_raised_once_and_marked_late(office, case):
    sweep(office, "2026-03-20")

    assert [(5, 3, True), (3, 1, False)] == told(sweep(office, "2026-03-26"))
    assert [] == told(sweep(office, "2026-03-26"))


def test_after_a_long_silence_only_the_last_alert_tells_anything(office, case):
    found = told(sweep(office, "2026-04-02"))

    assert [10, 5, 3, 1, 0, -1, -2, -3] == [threshold for threshold, _, _ in found]
    assert [-3] == [threshold for threshold, _, superseded in found if not superseded]
    assert (10, 13, True) == found[0]


def test_on_a_weekend_the_alerts_of_friday_are_raised_and_not_called_late(office, case):
    sweep(office, "2026-03-21")

    assert [(5, 4, True), (3, 2, True), (1, 0, False)] == told(sweep(office, "2026-03-28"))


def test_a_reply_day_that_moves_is_told_anew(office, case):
    sweep(office, "2026-03-30")
    act(office, "2026-0001", "extend 2026-03-30 days=5")

    # due on 7 April now: ten working days before it lie on the 23rd
    assert [(10, 5, True), (5, 0, False)] == told(sweep(office, "2026-03-30"))


def test_an_extension_taken_back_raises_nothing_twice(office, case):
    sweep(office, "2026-03-16")
    act(office, "2026-0001", "extend 2026-03-16 days=5", "shorten_extension 2026-03-16")

    assert [] == sweep(office, "2026-03-16").raised


@pytest.mark.parametrize(
    "acts",
    [
        ("withdraw 2026-03-05",),
        ("answer 2026-03-05 outcome=provided", "serve 2026-03-05"),
        ("charge_fee 2026-03-05",),
    ],
)
def test_a_reply_nobody_waits_for_rings_no_bell(office, case, acts):
    act(office, "2026-0001", *acts)

    assert [] == told(sweep(office, "2026-04-30"))


def test_the_copies_are_never_believed(office, case):
    kept = office.ledger._cases["2026-0001"]
    wrong = replace(kept.copies.deadlines[0], due_on=date(2030, 1, 1), running=False)
    office.ledger._cases["2026-0001"] = replace(kept, copies=replace(kept.copies, deadlines=(wrong,)))

    assert [(10, 0, False)] == told(sweep(office, "2026-03-16"))


def break_case(office, ref):
    """Have the memory keep a history that is impossible."""
    kept = office.ledger._cases[ref]
    impossible = Entry(2, Action.SERVE, date(2026, 3, 3))
    record = replace(kept.record, entries=(kept.record.entries[0], impossible))
    office.ledger._cases[ref] = replace(kept, record=record)


@pytest.mark.parametrize("chunk", [1, 2, 3, 200])
def test_one_bad_case_stops_nobody_and_is_named_again_by_the_next_sweep(office, monkeypatch, chunk):
    monkeypatch.setattr(reminding, "CHUNK", chunk)
    for _ in range(5):
        act(office, log(office).record.ref, "accept 2026-03-03")
    break_case(office, "2026-0003")

    for day, many in (("2026-03-16", 4), ("2026-03-16", 0), ("2026-03-23", 4)):
        swept = sweep(office, day)
        assert many == len(swept.raised)
        assert [("2026-0003", "action_not_allowed")] == [(ref, fault.code) for ref, fault in swept.failed]


def test_a_clock_that_has_gone_back_stops_the_sweep_at_once(office, case, monkeypatch):
    asked = []

    def refuse(*_):
        asked.append(1)
        raise ClockBehind("clock_behind", "The clock says {says}.", says="2026-01-01 08:00")

    for _ in range(5):
        act(office, log(office).record.ref, "accept 2026-03-03")
    monkeypatch.setattr(office.ledger, "raise_alerts", refuse)

    with pytest.raises(ClockBehind):
        sweep(office, "2026-03-16")
    assert [1] == asked


def test_every_deadline_of_a_case_has_alerts_of_its_own(office, case):
    act(office, "2026-0001", "consult 2026-03-03")
    swept = sweep(office, "2026-03-24")

    assert {DeadlineKind.THIRD_PARTY} == {raised.alert.kind for raised in swept.raised}
    assert [True, False] == [raised.superseded for raised in swept.raised]


def test_of_two_bells_at_one_case_at_one_moment_one_has_raised_it(office, case, monkeypatch):
    act(office, log(office).record.ref, "accept 2026-03-03")
    other = sweep(office, "2026-03-16")
    kept, unseen = office.ledger._cases, {one.ref for one in other.raised}
    for ref in kept:
        kept[ref] = replace(kept[ref], next_alert_on=date(2026, 3, 16))
    alerts = office.ledger.alerts

    def before_the_other_wrote(record):
        if record.ref in unseen:
            unseen.remove(record.ref)
            return []
        return alerts(record)

    monkeypatch.setattr(office.ledger, "alerts", before_the_other_wrote)
    swept = sweep(office, "2026-03-16")

    assert 2 == len(other.raised)
    assert ([], []) == (swept.raised, swept.failed)
    assert ["2026-0002"] == [ref for *_, ref in office.ledger.due(date(2026, 3, 16), None, 9)]
    assert [] == sweep(office, "2026-03-16").raised
    assert [] == list(office.ledger.due(date(2026, 3, 16), None, 9))


def test_whoever_is_told_hears_of_each_alert_once_in_the_transaction_that_raises_it(office, case):
    heard = []

    def tell(record, told, fresh):
        assert list(office.ledger.alerts(record)) == [*fresh]  # it stands written while they listen
        heard.append((record.ref, told.state.value, [one.alert.threshold for one in fresh]))

    for _ in range(2):
        remind(office, date(2026, 3, 16), NOW, tell)
    assert [("2026-0001", "accepted", [10])] == heard


def test_an_alert_nobody_could_be_told_of_is_not_raised(office, case):
    def tell(*_):
        raise Broken("message_lost", "The message cannot be written.")

    swept = remind(office, date(2026, 3, 16), NOW, tell)

    assert ([], ["2026-0001"]) == (swept.raised, [ref for ref, _ in swept.failed])
    assert [] == list(office.ledger.alerts(case))
    assert [10] == [one.alert.threshold for one in remind(office, date(2026, 3, 16), NOW).raised]
