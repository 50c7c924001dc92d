"""What came in waits until it is confirmed; then it is a case whose clock began that day."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from tests.builders import LAW
from tests.fakes import MemoryLedger
from workflow.alerts import AlertPolicy
from workflow.arrivals import (
    Arrival,
    ArrivalFilter,
    Confirmed,
    Standing,
    Turn,
    add_arrival,
    confirm_arrival,
    drop_arrival,
    reopen_arrival,
)
from workflow.casework import Actor, Office, Receipt
from workflow.errors import BadFacts, Conflict, Refused
from workflow.ledger import Applicant, Request
from workflow.vocabulary import ApplicantKind, Channel, Role

NOW = datetime(2026, 3, 6, 1, tzinfo=UTC)
WHEN = {"today": date(2026, 3, 6), "now": NOW}
CLERK = Actor("小王", frozenset({Role.CLERK}))
AUDITOR = Actor("小李", frozenset({Role.AUDITOR}))


@pytest.fixture
def ledger():
    made = MemoryLedger()
    made.add_unit("某市自然资源局")
    return made


@pytest.fixture
def office(ledger):
    return Office(LAW, ledger, AlertPolicy())


def came(**more):
    told = Arrival(1, Channel.EMAIL, date(2026, 3, 2), Applicant("张三"), "城东片区征收补偿方案")
    return replace(told, **more)


def confirmed(on=date(2026, 3, 5), names=("张三",), ref=""):
    request = Request(1, tuple(map(Applicant, names)), "城东片区征收补偿方案")
    return Confirmed(request, Receipt(on, Channel.LETTER, ApplicantKind.NATURAL), ref)


@pytest.fixture
def waiting(ledger):
    return add_arrival(ledger.arrivals, came(), CLERK, **WHEN)


def confirm(office, arrival, told=None):
    return confirm_arrival(office, office.ledger.arrivals, arrival, told or confirmed(), CLERK, now=NOW)


def test_the_clock_begins_on_the_day_of_confirmation(office, waiting):
    done = confirm(office, waiting)

    assert date(2026, 3, 5) == done.case.received_on
    assert date(2026, 4, 2) == done.case.clock.reply.due_on
    assert (date(2026, 3, 2), Channel.EMAIL) == (done.record.request.arrived_on, done.case.channel)


def test_a_confirmed_arrival_names_its_case_and_waits_no_more(office, waiting):
    done = confirm(office, waiting)
    arrival = office.ledger.arrivals.read(waiting.number)

    assert (Standing.CONFIRMED, done.record.ref) == (arrival.standing, arrival.ref)
    assert [] == list(office.ledger.arrivals.page(ArrivalFilter()))
    last = office.ledger.arrivals.steps(waiting.number)[-1]
    assert (Turn.CONFIRM, date(2026, 3, 5), "小王", NOW) == (last.turn, last.on, last.by, last.at)


def test_to_confirm_twice_makes_one_case(office, waiting):
    confirm(office, waiting)

    for stale in (waiting, office.ledger.arrivals.read(waiting.number)):
        with pytest.raises(Conflict):
            confirm(office, stale)
    assert ["2026-0001"] == list(office.ledger.refs())


@pytest.mark.parametrize(
    ("told", "fault"),
    [
        (confirmed(on=date(2026, 3, 1)), Refused),
        (confirmed(names=()), BadFacts),
        (confirmed(ref="甲 乙"), BadFacts),
    ],
)
def test_what_cannot_be_logged_stays_waiting(office, waiting, told, fault):
    with pytest.raises(fault):
        confirm(office, waiting, told)

    assert Standing.WAITING is office.ledger.arrivals.read(waiting.number).standing
    assert [] == list(office.ledger.refs())


def test_what_is_no_request_is_dropped_for_a_reason_and_can_come_back(ledger, waiting):
    with pytest.raises(BadFacts):
        drop_arrival(ledger.arrivals, waiting, "  ", CLERK, **WHEN)
    dropped = drop_arrival(ledger.arrivals, waiting, "是信访件", CLERK, **WHEN)
    with pytest.raises(Conflict):
        drop_arrival(ledger.arrivals, dropped, "又一次", CLERK, **WHEN)
    back = reopen_arrival(ledger.arrivals, dropped, "申请人补了申请表", CLERK, **WHEN)

    assert Standing.WAITING is back.standing
    with pytest.raises(Conflict):
        reopen_arrival(ledger.arrivals, back, "又一次", CLERK, **WHEN)


def test_a_dropped_arrival_is_not_confirmed_before_it_is_reopened(office, waiting):
    dropped = drop_arrival(office.ledger.arrivals, waiting, "联系不上", CLERK, **WHEN)

    with pytest.raises(Conflict):
        confirm(office, dropped)
    assert [] == list(office.ledger.refs())


@pytest.mark.parametrize(
    ("arrival", "fault"),
    [
        (came(channel=Channel.IN_PERSON), Refused),
        (came(arrived_on=date(2026, 3, 7)), Refused),
        (came(subject=" "), BadFacts),
        (came(subject="坏\x00字"), BadFacts),
        (came(applicant=Applicant("张\x1b三")), BadFacts),
    ],
)
def test_what_cannot_be_an_arrival_is_refused(ledger, arrival, fault):
    with pytest.raises(fault):
        add_arrival(ledger.arrivals, arrival, CLERK, **WHEN)
    assert [] == list(ledger.arrivals.page(ArrivalFilter()))


def test_an_applicant_nobody_can_name_yet_is_no_reason_to_lose_a_request(ledger):
    assert 1 == add_arrival(ledger.arrivals, came(applicant=Applicant("")), CLERK, **WHEN).number


def test_who_may_log_a_request_may_deal_with_arrivals_and_nobody_else(office, waiting):
    arrivals = office.ledger.arrivals
    with pytest.raises(Refused):
        add_arrival(arrivals, came(), AUDITOR, **WHEN)
    with pytest.raises(Refused):
        confirm_arrival(office, arrivals, waiting, confirmed(), AUDITOR, now=NOW)
    with pytest.raises(Refused):
        drop_arrival(arrivals, waiting, "不是申请", AUDITOR, **WHEN)
    with pytest.raises(Refused):
        reopen_arrival(arrivals, waiting, "不是申请", AUDITOR, **WHEN)
