"""The jobs: each is done whole or not at all, and says why not."""

from dataclasses import replace
from datetime import date

import pytest

from tests.offices import AUDITOR, CLERK, HEAD, NOW, a_request, act, an_office, log
from workflow.casework import first_alert_on, look
from workflow.copies import copies_of
from workflow.errors import BadFacts, CaseworkError, Conflict, NotFound, Refused
from workflow.ledger import Applicant
from workflow.vocabulary import Action, Channel, State


@pytest.fixture
def office():
    return an_office()


@pytest.fixture
def ref(office):
    """A case received on 2 March 2026."""
    return log(office).record.ref


def test_logging_a_request_writes_its_receipt_its_copies_and_its_number(office):
    done = log(office)
    (receipt,) = done.record.entries

    assert ("2026-0001", 1, State.RECEIVED) == (done.record.ref, done.record.version, done.case.state)
    assert (Action.RECEIVE, date(2026, 3, 2), "小王", NOW) == (
        receipt.action,
        receipt.on,
        receipt.by,
        receipt.recorded_at,
    )
    assert copies_of(done.case) == office.ledger.copies(done.record)
    assert Channel.LETTER is done.case.channel


def test_requests_are_numbered_one_after_the_other_in_the_year_of_their_receipt(office):
    refs = [log(office, received=day).record.ref for day in ("2026-03-02", "2026-03-03", "2025-12-31")]

    assert ["2026-0001", "2026-0002", "2025-0001"] == refs


def test_an_office_may_bring_its_own_number_once(office):
    assert "甲〔2026〕1号" == log(office, ref="甲〔2026〕1号").record.ref
    with pytest.raises(Conflict):
        log(office, ref="甲〔2026〕1号")


@pytest.mark.parametrize(
    ("request_", "more", "kind", "code"),
    [
        (a_request(arrived_on=date(2026, 3, 3)), {}, Refused, "received_before_arrival"),
        (a_request(applicants=()), {}, BadFacts, "no_applicant"),
        (a_request(applicants=(Applicant("张三"), Applicant(" "))), {}, BadFacts, "no_applicant"),
        (a_request(subject=" "), {}, BadFacts, "no_subject"),
        (a_request(), {"received": "2008-04-30"}, Refused, "no_statute_in_force"),
        (a_request(), {"actor": AUDITOR}, Refused, "role_not_allowed"),
        (a_request(unit=9), {}, NotFound, "no_unit"),
    ],
)
def test_a_request_that_cannot_be_logged_leaves_no_trace(office, request_, more, kind, code):
    with pytest.raises(kind) as refused:
        log(office, request_, **more)

    assert code == refused.value.code
    assert [] == list(office.ledger.refs())
    assert "2026-0001" == log(office).record.ref


def test_a_request_may_arrive_before_it_is_received(office):
    assert log(office, a_request(arrived_on=date(2026, 2, 27))).case.received_on == date(2026, 3, 2)


def test_an_act_adds_one_entry_and_writes_the_copies_anew(office, ref):
    done = act(office, ref, "accept 2026-03-03", "extend 2026-03-20 days=5")

    assert (3, State.EXTENDED) == (done.record.version, done.case.state)
    assert copies_of(done.case) == office.ledger.copies(done.record)
    assert done.record == look(office, ref).record


# fmt: off
REFUSED = [
    ("extend 2026-03-20 days=5",     CLERK,   "role_not_allowed"),
    ("annotate 2026-03-20",          AUDITOR, "role_not_allowed"),
    ("serve 2026-03-20",             CLERK,   "action_not_allowed"),
    ("receive 2026-03-20",           CLERK,   "action_not_allowed"),
    ("extend 2026-03-20",            HEAD,    "missing_fact"),
    ("accept 2026-03-20 days=5",     HEAD,    "unknown_fact"),
    ("ask_clarification 2026-03-12", CLERK,   "clarification_too_late"),
    ("accept 2026-03-01",            CLERK,   "before_receipt"),
]
# fmt: on


@pytest.mark.parametrize(("words", "actor", "fault"), REFUSED)
def test_an_act_that_is_refused_leaves_no_trace(office, ref, words, actor, fault):
    before = look(office, ref)

    with pytest.raises(CaseworkError) as refused:
        act(office, ref, words, actor=actor)
    assert fault == refused.value.code
    assert before == look(office, ref)


def test_an_act_on_no_case_is_told_so(office):
    for job in (lambda: look(office, "2026-9999"), lambda: act(office, "2026-9999", "accept 2026-03-03")):
        with pytest.raises(NotFound):
            job()


def test_the_second_of_two_clerks_is_told_to_look_again(office, ref):
    act(office, ref, "accept 2026-03-03", version=1)

    with pytest.raises(Conflict, match="version 2, you had 1") as refused:
        act(office, ref, "withdraw 2026-03-03", version=1)
    assert ("stale", 2) == (refused.value.code, look(office, ref).record.version)


def test_two_acts_in_the_same_moment_are_told_apart_by_the_ledger(office, ref):
    ledger, record = office.ledger, office.ledger.read(ref)
    act(office, ref, "accept 2026-03-03")
    ledger.read = lambda _: record  # as if the second had read before the first wrote

    with pytest.raises(Conflict):
        act(office, ref, "withdraw 2026-03-03")


def test_what_the_law_forbids_can_be_told_as_irregular_and_changes_nothing(office, ref):
    before = look(office, ref).case
    done = act(office, ref, "ask_clarification 2026-03-20", irregular="经办人休假")

    assert ["经办人休假"] == [entry.facts["irregular"] for entry in done.case.irregular]
    assert (before.state, before.clock) == (done.case.state, done.case.clock)
    assert 1 == office.ledger.copies(done.record).irregular


def test_what_is_allowed_cannot_be_called_irregular(office, ref):
    with pytest.raises(Refused) as refused:
        act(office, ref, "ask_clarification 2026-03-11", irregular="经办人休假")

    assert ("not_irregular", 1) == (refused.value.code, look(office, ref).record.version)


def test_an_irregular_act_needs_a_role_all_the_same(office, ref):
    with pytest.raises(Refused, match="小王 may not take"):
        act(office, ref, "extend 2026-04-20 days=5", actor=CLERK, irregular="逾期")


def test_a_correction_moves_the_copies(office, ref):
    done = act(office, ref, "correct_entry 2026-03-05 line=1 day=2026-03-03")

    assert date(2026, 3, 3) == office.ledger.copies(done.record).received_on
    assert date(2026, 3, 31) == done.case.clock.reply.due_on


def test_the_next_look_is_never_later_than_the_first_alert(office, ref):
    done = act(office, ref, "ask_clarification 2026-03-05 answer_within_days=10")
    ((first, _, _),) = office.ledger.due(date(2026, 12, 31), None, 10)

    assert date(2026, 3, 16) == first == first_alert_on(office, done.case)


def test_a_closed_case_is_not_looked_at_again(office, ref):
    act(office, ref, "withdraw 2026-03-05")

    assert [] == list(office.ledger.due(date(2099, 12, 31), None, 10))
    assert [] == list(office.ledger.refs(open_only=True))


def test_nothing_that_a_person_cannot_mend_comes_out_of_a_job(office, ref):
    for words in ("extend 2026-03-20 days=0", "defer 2026-03-20 until=2150-01-01", "accept 1999-01-01"):
        with pytest.raises(CaseworkError):
            act(office, ref, words)


def test_an_office_in_another_country_lives_under_its_own_law(office):
    london = replace(office, law=replace(office.law, jurisdiction="uk", _workdays={}))

    assert "uk-2000" == log(london, received="2024-03-04").case.statute.id


def test_an_ended_consultation_is_named_by_its_line_so_that_names_can_be_erased(office, ref):
    act(office, ref, "accept 2026-03-03")
    act(office, ref, "consult 2026-03-05 with=甲公司")
    act(office, ref, "consult 2026-03-05 with=乙公司")
    done = act(office, ref, "end_consultation 2026-03-09 with=乙公司")

    assert 4 == done.record.entries[-1].facts["consultation"]
