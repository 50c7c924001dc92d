"""What if: the same judgement as of the jobs, on a copy that nobody keeps."""

from datetime import UTC, date, datetime

import pytest

from tests.builders import LAW
from tests.fakes import MemoryLedger
from workflow.alerts import AlertPolicy
from workflow.casework import Act, Actor, Office, Receipt, log_request, look, take
from workflow.errors import BadFacts, Refused
from workflow.ledger import Applicant, Request
from workflow.supposing import suppose
from workflow.vocabulary import Action, ApplicantKind, Channel, Role

NOW = datetime(2026, 3, 2, 1, tzinfo=UTC)
CLERK = Actor("小王", frozenset({Role.CLERK}))
RECEIVED = Receipt(date(2026, 3, 2), Channel.LETTER, ApplicantKind.NATURAL)


@pytest.fixture
def office():
    ledger = MemoryLedger()
    ledger.add_unit("甲区")
    made = Office(LAW, ledger, AlertPolicy())
    log_request(made, Request(1, (Applicant("张三"),), "补偿方案"), RECEIVED, CLERK, now=NOW)
    take(made, "2026-0001", Act(Action.ACCEPT, date(2026, 3, 3), {}), CLERK, now=NOW)
    return made


def act(action, day, **facts):
    return Act(action, date.fromisoformat(day), facts)


def test_one_step_after_another_is_supposed_and_nothing_is_written(office):
    before = look(office, "2026-0001").record
    supposed = suppose(
        office,
        "2026-0001",
        [
            act(Action.CONSULT, "2026-03-09"),
            act(Action.END_CONSULTATION, "2026-03-13"),
            act(Action.EXTEND, "2026-03-20", days="10"),
        ],
        CLERK,
        now=NOW,
    )

    assert date(2026, 4, 20) == supposed.case.clock.reply.due_on
    assert 3 == supposed.record.version - before.version
    assert before == look(office, "2026-0001").record


def test_what_is_supposed_is_what_comes_of_it(office):
    wanted = act(Action.ASK_CLARIFICATION, "2026-03-09", what="年份", answer_within_days="10")
    supposed = suppose(office, "2026-0001", [wanted], CLERK, now=NOW)
    taken = take(office, "2026-0001", wanted, CLERK, now=NOW)

    assert supposed.case == taken.case


@pytest.mark.parametrize(
    ("wanted", "code"),
    [
        (act(Action.ASK_CLARIFICATION, "2026-03-12"), "clarification_too_late"),
        (act(Action.SERVE, "2026-03-12"), "action_not_allowed"),
        (act(Action.CORRECT_ENTRY, "2026-03-12", line=1, reason="错了"), "receipt_stays"),
    ],
)
def test_what_would_be_refused_is_refused_when_it_is_supposed(office, wanted, code):
    with pytest.raises(Refused) as refused:
        suppose(office, "2026-0001", [wanted], CLERK, now=NOW)

    assert code == refused.value.code


def test_what_cannot_be_read_cannot_be_supposed(office):
    with pytest.raises(BadFacts):
        suppose(office, "2026-0001", [act(Action.EXTEND, "2026-03-12")], CLERK, now=NOW)
