"""An office with a memory, where requests are logged and acts taken in a few words."""

from datetime import UTC, date, datetime

from tests.builders import LAW, RECEIVED, day
from tests.fakes import MemoryLedger
from workflow.alerts import AlertPolicy
from workflow.casework import Act, Actor, Done, Office, Receipt, log_request, take
from workflow.ledger import Applicant, Request
from workflow.vocabulary import Action, ApplicantKind, Channel, Role

NOW = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
CLERK = Actor("小王", frozenset({Role.CLERK}))
HEAD = Actor("李局", frozenset({Role.HEAD}))
AUDITOR = Actor("审计员", frozenset({Role.AUDITOR}))


def an_office() -> Office:
    """An office with one unit and no case yet."""
    ledger = MemoryLedger()
    ledger.add_unit("甲市乙区人民政府办公室")
    return Office(LAW, ledger, AlertPolicy())


def a_request(**changes: object) -> Request:
    """A request as it comes in, but for the changes."""
    made = {"unit": 1, "applicants": (Applicant("张三"),), "subject": "丁村征地补偿方案"}
    return Request(**made | changes)


def log(
    office: Office,
    request: Request | None = None,
    *,
    received: str = RECEIVED,
    actor: Actor = CLERK,
    ref: str = "",
) -> Done:
    """Log a request received on a day."""
    receipt = Receipt(date.fromisoformat(received), Channel.LETTER, ApplicantKind.NATURAL)
    return log_request(office, request or a_request(), receipt, actor, now=NOW, ref=ref)


def act(
    office: Office,
    ref: str,
    *happened: str,
    actor: Actor | None = None,
    version: int | None = None,
    irregular: str = "",
) -> Done:
    """Take actions one after the other, each as the one who may: `extend 2026-03-20 days=5`."""
    for words in happened:
        action, on, *facts = words.split()
        given = dict(fact.split("=", 1) for fact in facts)
        told = Act(Action.of(action), day(on), given, irregular)
        done = take(office, ref, told, actor or HEAD, now=NOW, version=version)
    return done
