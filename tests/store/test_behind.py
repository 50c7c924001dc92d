"""Which cases were reckoned by other rules: each says so itself, and they come in pages."""

import pytest

from tests.store.stories import act, log, reckoned


@pytest.fixture
def mixed(ledger):
    """Five cases: two of no rules, one of each of 甲 and 丙, and one of 乙, which hold."""
    records = []
    for rules in ("", "甲", "乙", "丙", ""):
        ledger.rules = rules
        records.append(log(ledger))
    ledger.rules = "乙"
    return ledger, records


def test_those_of_other_rules_come_in_pages_that_neither_repeat_nor_leave_out(mixed):
    ledger, records = mixed
    after, found = None, []
    while page := ledger.behind(after, 1):
        found += [ref for _, _, ref in page]
        after = page[-1][:2]

    assert {records[n].ref for n in (0, 1, 3, 4)} == set(found)
    assert (4, 4) == (len(found), ledger.count_behind())
    assert found == [ref for _, _, ref in ledger.behind(None, 10)]


def test_whoever_writes_to_a_case_leaves_their_rules_with_it(mixed):
    ledger, records = mixed
    assert ledger.is_behind(records[0])
    assert not ledger.is_behind(records[2])
    act(ledger, records[0], "accept 2018-03-06")
    ledger.refresh(records[1], *reckoned(records[1].entries))

    assert [records[4].ref, records[3].ref] == [ref for _, _, ref in ledger.behind(None, 10)]


def test_an_alert_that_is_raised_says_nothing_of_the_copies(mixed):
    ledger, records = mixed
    ledger.raise_alerts(records[0], [], None)

    assert ledger.is_behind(records[0])


def test_what_was_read_in_order_to_be_written_knows_its_rules_too(mixed):
    ledger, records = mixed
    with ledger.transaction():
        record = ledger.read(records[1].ref)
        ledger.refresh(record, *reckoned(record.entries))

    assert not ledger.is_behind(records[1])
