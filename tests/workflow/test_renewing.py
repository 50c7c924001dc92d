"""When the rules change every case is reckoned again, piece by piece, and no alert is missed meanwhile."""

from dataclasses import replace
from datetime import date

import pytest

from tests.offices import NOW, act, an_office, log
from tests.workflow.notices import told_of_2027
from workflow import renewing
from workflow.alerts import AlertPolicy
from workflow.reminding import remind
from workflow.renewing import renew, renew_all
from workflow.upkeep import verify


@pytest.fixture
def office():
    made = an_office()
    for received in ("2026-03-02", "2026-12-10", "2026-12-11"):
        log(made, received=received)
    return made


def due_on(office, ref):
    return office.ledger.copies(office.ledger.read(ref)).deadlines[0].due_on


def test_only_what_other_rules_have_reckoned_is_reckoned_again(office):
    assert 0 == renew(office).seen
    office = told_of_2027(office)
    log(office, received="2026-12-14")

    assert 3 == office.ledger.count_behind()
    assert 3 == renew(office).seen
    assert (0, 0) == (office.ledger.count_behind(), renew(office).seen)
    assert date(2027, 1, 8) == due_on(office, "2026-0002")


def test_who_was_stopped_goes_on_where_they_were(office, monkeypatch):
    monkeypatch.setattr(renewing, "CHUNK", 1)
    office = told_of_2027(office)

    assert 1 == renew(office, lambda renewal: renewal.seen < 1).seen
    assert 2 == office.ledger.count_behind()
    assert 2 == renew(office).seen
    assert [] == verify(office).faults


def test_what_somebody_writes_by_old_rules_meanwhile_is_found_by_the_next(office):
    old = office
    office = told_of_2027(office)
    renew(office)
    office.ledger.rules = ""
    act(old, "2026-0002", "accept 2026-12-11")
    assert date(2027, 1, 7) == due_on(office, "2026-0002")
    office.ledger.rules = "2027"

    assert 1 == renew(office).seen
    assert date(2027, 1, 8) == due_on(office, "2026-0002")


def test_an_alert_that_other_rules_owe_earlier_is_not_missed_before_anybody_has_reckoned(office):
    office = replace(office, policy=AlertPolicy((1,)))
    renew_all(office)
    remind(office, date(2026, 12, 31), NOW)
    office.ledger.rules = "earlier"
    office = replace(office, policy=AlertPolicy((15, 1)))
    # 15 working days before 7 January is 17 December; its copies look for nothing before the 6th.
    raised = remind(office, date(2026, 12, 31), NOW).raised

    assert ("2026-0002", 15, date(2026, 12, 17)) in {
        (one.ref, one.alert.threshold, one.alert.owed_on) for one in raised
    }
    assert [] == remind(office, date(2026, 12, 31), NOW).raised


def test_what_was_raised_is_not_sought_again(office):
    remind(office, date(2026, 12, 31), NOW)
    before = list(office.ledger.due(date(2099, 1, 1), None, 9))
    office.ledger.rules = "other"
    renew(office)

    assert before == list(office.ledger.due(date(2099, 1, 1), None, 9))


def test_one_case_that_cannot_be_read_stops_nobody_else_and_waits(office):
    kept = office.ledger._cases["2026-0002"]
    broken = replace(kept.record.entries[0], on="2026")
    office.ledger._cases["2026-0002"] = replace(kept, record=replace(kept.record, entries=(broken,)))
    office = told_of_2027(office)
    renewal = renew(office)

    assert (2, ["2026-0002"]) == (renewal.seen, [ref for ref, _ in renewal.failed])
    assert 1 == office.ledger.count_behind()
    assert ["2026-0002"] == [ref for ref, _ in remind(office, date(2026, 3, 3), NOW).failed]


def test_the_proof_says_what_is_still_to_be_reckoned_and_calls_it_no_fault(office):
    office = told_of_2027(office)

    found = verify(office)
    assert (3, []) == (found.behind, found.faults)
    renew(office)
    found = verify(office)
    assert (0, []) == (found.behind, found.faults)
