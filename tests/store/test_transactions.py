"""All or nothing."""

import pytest

from store import reading
from tests.store.stories import act, falling, log, reckoned, the_unit
from workflow.errors import Conflict
from workflow.listing import Filter
from workflow.vocabulary import State


def test_a_transaction_that_fails_leaves_nothing(ledger):
    kept = log(ledger)

    with falling(ledger):
        log(ledger)
        act(ledger, ledger.read(kept.ref), "accept 2018-03-06")
        ledger.add_unit("另一单位")

    assert [kept.ref] == list(ledger.refs())
    assert kept == ledger.read(kept.ref)
    assert 1 == len(ledger.units())


def test_a_transaction_inside_another_falls_with_it(ledger):
    the_unit(ledger)

    with falling(ledger), ledger.transaction():
        log(ledger)

    assert [] == list(ledger.refs())


def test_a_transaction_inside_another_may_fail_alone(ledger):
    with ledger.transaction():
        first = log(ledger)
        with falling(ledger):
            log(ledger)
            act(ledger, ledger.read(first.ref), "accept 2018-03-06")
        act(ledger, ledger.read(first.ref), "withdraw 2018-03-07")
        second = log(ledger)

    assert ["2018-0001", "2018-0002"] == [first.ref, second.ref]
    assert State.ENDED == ledger.copies(ledger.read(first.ref)).state
    assert [first.ref, second.ref] == list(ledger.refs())


def test_a_taken_reference_does_not_spoil_the_transaction_around(ledger):
    with ledger.transaction():
        log(ledger, ref="甲-1")
        with pytest.raises(Conflict):
            log(ledger, ref="甲-1")
        log(ledger, ref="甲-2")

    assert ["甲-1", "甲-2"] == list(ledger.refs())


def test_what_a_transaction_wrote_it_can_read(ledger):
    with ledger.transaction():
        record = log(ledger)
        record = act(ledger, record, "accept 2018-03-06")

        assert record == ledger.read(record.ref)
        assert State.ACCEPTED == ledger.rows(Filter())[0].state


def test_of_more_cases_than_it_remembers_a_transaction_writes_every_column(sql_ledger, monkeypatch):
    monkeypatch.setattr(reading, "MOST_SEEN", 2)
    refs = [log(sql_ledger).ref for _ in range(5)]

    with sql_ledger.transaction():
        records = [sql_ledger.read(ref) for ref in refs]
        written = [act(sql_ledger, record, "accept 2018-03-06") for record in records]

    for record in written:
        assert reckoned(record.entries)[0] == sql_ledger.copies(record)
