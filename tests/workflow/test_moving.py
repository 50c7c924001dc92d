"""What another calendar moves, told before anything is written."""

from dataclasses import replace
from datetime import date

import pytest

from tests.offices import act, an_office, log
from tests.workflow.notices import told_of_2027
from workflow.casework import look
from workflow.moving import moved_days
from workflow.proposals import Moved
from workflow.renewing import renew_all
from workflow.vocabulary import DeadlineKind, State

NEW_YEAR = (date(2027, 1, 1),)


@pytest.fixture
def office():
    return an_office()


def moved(office):
    """What the notice for 2027 moves of the cases of an office."""
    new, ledger = told_of_2027(office).law, office.ledger
    return [one for ref in ledger.refs() for one in moved_days(ledger.read(ref), office.law, new)]


def test_a_notice_moves_the_cases_it_concerns_and_names_them_with_the_days_that_do_it(office):
    log(office)
    # Dec 11 = 1; 14-18 = 6; 21-25 = 11; 28-31 = 15; Jan 1 a plain Friday = 16; 4-7 = 20
    before = log(office, received="2026-12-10")

    # Jan 1 off: 4-8 = 20
    reply = Moved(
        "2026-0002", DeadlineKind.REPLY, 1, date(2027, 1, 7), date(2027, 1, 8), True, False, NEW_YEAR
    )
    assert [reply] == moved(office)
    assert before.record.entries == look(office, "2026-0002").record.entries


def test_a_day_that_becomes_firm_where_it_stands_is_told_as_such(office):
    log(office, received="2026-11-27")  # due on 25 December, whatever the notice says

    (one,) = moved(office)
    assert one.before == one.after == date(2026, 12, 25)
    assert (True, False, ()) == (one.was_provisional, one.provisional, one.because)


def test_a_notice_moves_the_day_of_an_answer_that_is_awaited_and_of_no_other(office):
    for _ in range(2):
        log(office)
    for ref in ("2026-0001", "2026-0002"):
        act(office, ref, "file_proceeding 2026-12-21 proceeding_kind=review")
    act(office, "2026-0002", "respond 2026-12-22")

    # 22-25 = 4; 28-31 = 8; Jan 1 a plain Friday = 9; Monday 4 = 10. Jan 1 off: Tuesday 5.
    told = [(one.ref, one.kind, one.before, one.after) for one in moved(office)]
    assert [("2026-0001", DeadlineKind.REVIEW_REPLY, date(2027, 1, 4), date(2027, 1, 5))] == told


def test_a_day_within_a_pause_moves_nothing_and_is_not_named(office):
    log(office, received="2026-12-10")
    act(
        office,
        "2026-0001",
        "accept 2026-12-11",
        "consult 2026-12-30 party=other_body",
        "end_consultation 2027-01-05",
    )

    # 1 January lies in the pause; 31 January, a Sunday worked, lies past the day.
    assert [()] == [one.because for one in moved(office) if one.kind is DeadlineKind.REPLY]


def test_an_answered_case_is_told_only_where_its_reply_day_moves(office):
    for received in ("2026-11-27", "2026-12-10"):
        log(office, received=received)
    for ref in ("2026-0001", "2026-0002"):
        act(office, ref, "accept 2026-12-11", "answer 2026-12-20 outcome=provided", "serve 2026-12-21")

    assert ["2026-0002"] == [one.ref for one in moved(office)]


def test_what_is_told_is_what_a_reckoning_then_writes(office):
    for received in ("2026-03-02", "2026-11-27", "2026-12-10", "2026-12-24"):
        log(office, received=received)
    told = {one.place: one for one in moved(office)}
    before = {ref: office.ledger.copies(office.ledger.read(ref)) for ref in office.ledger.refs()}
    office = told_of_2027(office)
    renew_all(office)

    for ref, was in before.items():
        now = office.ledger.copies(office.ledger.read(ref))
        for old, new in zip(was.deadlines, now.deadlines, strict=True):
            one = told.pop((ref, old.kind.value, old.line), None)
            assert one or old == new
            assert one is None or (one.before, one.after) == (old.due_on, new.due_on)
    assert not told


def test_a_notice_that_comes_late_locks_no_case(office):
    """Asked on the 7th plain day; the notice makes Sunday 31 January a working day, and so it the 8th."""
    log(office, received="2027-01-22")
    act(office, "2027-0001", "ask_clarification 2027-02-02", "clarify 2027-02-03")
    office = told_of_2027(office)
    renew_all(office)

    assert State.RECEIVED is look(office, "2027-0001").case.state
    assert replace(office).ledger.count_behind() == 0
