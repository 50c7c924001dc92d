"""Each threshold is proved: when it was owed, when raised, how late and why, and what is to come."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from tests.offices import CLERK, a_request, act, an_office, log
from workflow.alerts import AlertPolicy
from workflow.casework import Receipt, log_request
from workflow.proof import Cause, Reason, Standing, proof
from workflow.reminding import remind
from workflow.vocabulary import ApplicantKind, Channel, DeadlineKind

ZONE = ZoneInfo("Asia/Shanghai")
MINUTE = timedelta(minutes=1)


@pytest.fixture
def office():
    return an_office()


@pytest.fixture
def case(office):
    """A case in work, whose reply is due on 30 March 2026."""
    log(office)
    return act(office, "2026-0001", "accept 2026-03-03").record


def at(day, hour=0, minute=30):
    return datetime.combine(date.fromisoformat(day), datetime.min.time(), UTC).replace(
        hour=hour, minute=minute
    )  # fmt: skip


def sweep(office, *days):
    for day in days:
        remind(office, date.fromisoformat(day), at(day))


def replies(office, day, ref="2026-0001"):
    """What is proved of the reply as of a day, by threshold."""
    found = proof(office, office.ledger.read(ref), date.fromisoformat(day), ZONE)
    return {one.alert.threshold: one for one in found if one.alert.kind is DeadlineKind.REPLY}


def test_before_anything_is_owed_every_threshold_is_to_come_in_order(office, case):
    found = replies(office, "2026-03-13")

    assert [10, 5, 3, 1, 0] == list(found)
    assert {Standing.TO_COME} == {one.standing for one in found.values()}


def test_what_is_owed_and_not_raised_is_told_as_such(office, case):
    assert Standing.OWED is replies(office, "2026-03-16")[10].standing


def test_what_was_raised_on_its_day_needs_no_reason(office, case):
    sweep(office, "2026-03-15", "2026-03-16")
    told = replies(office, "2026-03-16")[10]

    assert (Standing.RAISED, at("2026-03-16"), 0, ()) == (
        told.standing,
        told.raised.raised_at,
        told.raised.late_by,
        told.reasons,
    )


def test_a_silence_explains_what_it_covers_from_when_to_when(office, case):
    sweep(office, "2026-03-13", "2026-03-18")
    told = replies(office, "2026-03-18")[10]

    assert 2 == told.raised.late_by
    assert (Reason(Cause.SILENT, at("2026-03-13"), at("2026-03-18")),) == told.reasons


def test_a_silence_that_ended_before_an_alert_was_owed_explains_nothing(office, case):
    sweep(office, "2026-03-02", "2026-03-15")
    office.ledger.sweeps.note(at("2026-03-16") - MINUTE)
    sweep(office, "2026-03-16")

    assert () == replies(office, "2026-03-16")[10].reasons


def test_a_case_that_was_entered_late_is_late_for_that_and_not_for_a_silence(office):
    written = at("2026-03-18")
    office.ledger.sweeps.note(written - MINUTE)
    receipt = Receipt(date(2026, 3, 2), Channel.LETTER, ApplicantKind.NATURAL)
    log_request(office, a_request(), receipt, CLERK, now=written)
    remind(office, date(2026, 3, 18), written + MINUTE)

    assert (Reason(Cause.ENTERED_LATE, until=written, line=1),) == replies(office, "2026-03-18")[10].reasons


def test_a_notice_that_came_in_meanwhile_is_told(office, case):
    sweep(office, "2026-03-15")
    office.ledger.add_notice("…", "李局", at("2026-03-17"))
    sweep(office, "2026-03-18")

    assert Reason(Cause.CALENDAR, until=at("2026-03-17")) in replies(office, "2026-03-18")[10].reasons


def test_what_nothing_on_record_explains_is_said_to_be_so(office, case):
    few = replace(office, policy=AlertPolicy((0,)))
    sweep(few, "2026-03-15")
    for minute in range(0, 3 * 24 * 60, 5):
        office.ledger.sweeps.note(at("2026-03-15") + minute * MINUTE)
    assert Standing.OWED is replies(office, "2026-03-18")[10].standing
    kept = office.ledger._cases["2026-0001"]
    office.ledger._cases["2026-0001"] = replace(kept, next_alert_on=date(2026, 3, 18))
    sweep(office, "2026-03-18")

    assert (Reason(Cause.NOT_ON_RECORD),) == replies(office, "2026-03-18")[10].reasons


def test_what_was_superseded_says_by_which(office, case):
    sweep(office, "2026-03-13", "2026-03-26")
    told = replies(office, "2026-03-26")

    assert [(10, 3), (5, 3)] == [(n, told[n].by) for n in (10, 5)]
    assert (Standing.SUPERSEDED, Standing.RAISED, None) == (told[5].standing, told[3].standing, told[3].by)


def test_an_alert_of_a_day_that_has_moved_says_where_it_went(office, case):
    sweep(office, "2026-03-16")
    act(office, "2026-0001", "extend 2026-03-20 days=5")
    found = proof(office, office.ledger.read("2026-0001"), date(2026, 3, 20), ZONE)
    (was,) = [one for one in found if one.raised]

    assert (date(2026, 3, 30), date(2026, 4, 7)) == (was.alert.due_on, was.moved_to)
    assert {date(2026, 4, 7)} == {
        one.alert.due_on for one in found if one.alert.kind is DeadlineKind.REPLY and not one.raised
    }


def test_of_the_days_after_a_missed_one_the_next_is_told(office, case):
    sweep(office, "2026-04-01")

    assert [-3] == [n for n, one in replies(office, "2026-04-01").items() if not one.raised]


def test_a_closed_case_has_nothing_to_come(office, case):
    sweep(office, "2026-03-16")
    act(office, "2026-0001", "withdraw 2026-03-17")

    assert [10] == list(replies(office, "2026-03-17"))
