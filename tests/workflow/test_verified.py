"""What does not agree with the entries is found."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from tests.offices import act, an_office, log
from workflow.upkeep import verify
from workflow.vocabulary import State


@pytest.fixture
def office():
    return an_office()


@pytest.fixture
def kept(office):
    """Three cases, one of them with an irregular act."""
    for day in ("2026-03-02", "2026-03-03", "2026-03-04"):
        log(office, received=day)
    act(office, "2026-0002", "ask_clarification 2026-03-20", irregular="逾期告知")
    return office


def forge(office, ref, **changes):
    """Change what the memory keeps of a case behind everybody's back."""
    office.ledger._cases[ref] = replace(office.ledger._cases[ref], **changes)


def test_where_all_agrees_the_proof_finds_only_what_is_irregular(kept):
    found = verify(kept)

    assert (3, ["2026-0002"], []) == (found.cases, found.irregular, found.faults)


@pytest.mark.parametrize(
    ("name", "forged"),
    [
        ("state", State.ACCEPTED),
        ("closed_on", date(2026, 3, 9)),
        ("received_on", date(2026, 3, 1)),
        ("deadlines", ()),
        ("unanswered_notices", (2025,)),
        ("statute", "cn-2008"),
    ],
)
def test_a_changed_copy_is_found(kept, name, forged):
    forge(kept, "2026-0003", copies=replace(kept.ledger._cases["2026-0003"].copies, **{name: forged}))
    (fault,) = verify(kept).faults

    assert ("copy_differs", "2026-0003", name) == (fault.code, fault.values["ref"], fault.values["name"])


def test_a_changed_entry_is_found_and_the_rest_is_proved_all_the_same(kept):
    record = kept.ledger._cases["2026-0001"].record
    earlier = replace(record.entries[0], on=record.entries[0].on - timedelta(1))
    forge(kept, "2026-0001", record=replace(record, entries=(earlier,)))
    found = verify(kept)

    assert (3, ["chain_broken"]) == (found.cases, [fault.code for fault in found.faults])
    assert "2026-0001: the chain breaks at entry 1" in str(found.faults[0])


def test_changed_facts_are_found(kept):
    forge(kept, "2026-0001", facts=('{"channel":"fax","kind":"natural"}',))

    assert ["chain_broken"] == [fault.code for fault in verify(kept).faults]
