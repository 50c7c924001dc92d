"""When the calendar changes every case is reckoned again, and what does not agree is found."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from tests.offices import act, an_office, log
from workflow.calendars import read_notice
from workflow.casework import look
from workflow.upkeep import Moved, recompute, verify
from workflow.vocabulary import DeadlineKind, State

NOTICE = """
jurisdiction = "cn"
year = 2027
title = "关于2027年部分节假日安排的通知"
day = [
    { from = 2027-01-01, to = 2027-01-03, working = false, name = "元旦" },
    { date = 2027-01-31, working = true, name = "春节" },
    { from = 2027-02-05, to = 2027-02-11, working = false, name = "春节" },
    { date = 2027-04-05, working = false, name = "清明节" },
    { from = 2027-05-01, to = 2027-05-03, working = false, name = "劳动节" },
    { date = 2027-06-09, working = false, name = "端午节" },
    { date = 2027-09-15, working = false, name = "中秋节" },
    { from = 2027-10-01, to = 2027-10-07, working = false, name = "国庆节" },
]
"""


def told_of_2027(office):
    """The same office after the notice for 2027 has come."""
    return replace(office, law=office.law.with_notices([read_notice(NOTICE, "cn-2027.toml")]))


@pytest.fixture
def office():
    return an_office()


def refs(office):
    return list(office.ledger.refs())


def test_a_notice_moves_the_cases_it_concerns_and_names_them(office):
    log(office)
    # Dec 11 = 1; 14-18 = 6; 21-25 = 11; 28-31 = 15; Jan 1 a plain Friday = 16; 4-7 = 20
    before = log(office, received="2026-12-10")
    office = told_of_2027(office)

    # Jan 1 off: 4-8 = 20
    moved = Moved("2026-0002", date(2027, 1, 7), date(2027, 1, 8))
    assert [moved] == recompute(office, refs(office))
    assert before.record.entries == look(office, "2026-0002").record.entries
    assert date(2027, 1, 8) == office.ledger.copies(look(office, "2026-0002").record).deadlines[0].due_on


def test_reckoning_again_without_a_change_moves_nothing(office):
    log(office, received="2026-12-10")

    assert [] == recompute(office, refs(office))
    told = told_of_2027(office)
    recompute(told, refs(told))
    assert [] == recompute(told, refs(told))


def test_a_day_that_is_settled_but_not_moved_is_not_called_moved(office):
    log(office, received="2026-11-27")  # due on 25 December, whatever the notice says
    office = told_of_2027(office)

    assert [] == [case.ref for case in recompute(office, refs(office)) if case.before == case.after]
    assert not look(office, "2026-0001").case.clock.reply.provisional


def test_a_notice_moves_the_day_of_an_answer_that_is_awaited_and_of_no_other(office):
    review = "file_proceeding 2026-12-21 proceeding_kind=review"
    for _ in range(2):
        log(office)
    for ref in refs(office):
        act(office, ref, review)
    act(office, "2026-0002", "respond 2026-12-22")
    office = told_of_2027(office)

    # 22-25 = 4; 28-31 = 8; Jan 1 a plain Friday = 9; Monday 4 = 10. Jan 1 off: Tuesday 5.
    moved = Moved("2026-0001", date(2027, 1, 4), date(2027, 1, 5), DeadlineKind.REVIEW_REPLY)
    assert [moved] == recompute(office, refs(office))
    assert [] == recompute(office, refs(office))


def test_the_next_alert_moves_with_the_reply_day(office):
    log(office, received="2026-12-10")
    ((before, _, _),) = office.ledger.due(date(2099, 1, 1), None, 9)
    office = told_of_2027(office)
    act(office, "2026-0001", "accept 2026-12-11")
    recompute(office, refs(office))

    ((after, _, _),) = office.ledger.due(date(2099, 1, 1), None, 9)
    assert before <= after


def test_a_notice_that_comes_late_locks_no_case(office):
    """Asked on the 7th plain day; the notice makes Sunday 31 January a working day, and so it the 8th."""
    log(office, received="2027-01-22")
    act(office, "2027-0001", "ask_clarification 2027-02-02", "clarify 2027-02-03")
    log(office, received="2026-12-10")
    office = told_of_2027(office)

    assert ["2026-0001"] == [case.ref for case in recompute(office, refs(office)) if case.ref == "2026-0001"]
    assert State.RECEIVED is look(office, "2027-0001").case.state


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
