"""The jobs: log a request, take an action, reckon again; each one transaction, each reads as a sentence."""

import re
from collections.abc import Container, Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime

from workflow.again import until_kept
from workflow.alerts import AlertKey, AlertPolicy, next_alert_on
from workflow.case import Case
from workflow.copies import copies_of
from workflow.entries import Entry, Facts
from workflow.errors import BadFacts, Conflict, Refused
from workflow.facts import read_facts
from workflow.law import Law
from workflow.ledger import Ledger, Record, Request
from workflow.machine import ABOUT_ATTACHMENTS, ABOUT_LETTERS, check_may
from workflow.replay import replay
from workflow.values import is_writable
from workflow.vocabulary import Action, ApplicantKind, Channel, Role
from workflow.weighing import recall, weigh

#: What an office's own number may look like; a file is named after it.
REFERENCE = re.compile(r'(?!\.)[^\s\\/:*?"<>|\x00-\x1f]{1,64}')


@dataclass(frozen=True, slots=True)
class Signoff:
    """Whether a letter must be signed before it is issued, and by another than who drafted it."""

    needed: bool = False
    two_people: bool = False


@dataclass(frozen=True, slots=True)
class Office:
    """The law an office lives under, what it remembers, when it wants to be told, and how it signs."""

    law: Law
    ledger: Ledger
    policy: AlertPolicy
    signoff: Signoff = Signoff()


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts, and in which roles."""

    name: str
    roles: frozenset[Role]


@dataclass(frozen=True, slots=True)
class Receipt:
    """How and when a request came in; `on` is the legal day of receipt."""

    on: date
    channel: Channel
    kind: ApplicantKind


@dataclass(frozen=True, slots=True)
class Act:
    """What somebody did, with the facts as typed; `irregular` is the reason where the law forbids it."""

    action: Action
    on: date
    facts: Mapping[str, object]
    irregular: str = ""


@dataclass(frozen=True, slots=True)
class Done:
    """A case as a job leaves it."""

    record: Record
    case: Case


def log_request(
    office: Office, request: Request, receipt: Receipt, actor: Actor, *, now: datetime, ref: str = ""
) -> Done:
    """Log a request: its first entry, its copies and its number, or nothing.

    Raises:
        Refused: no statute was in force on the day of receipt, or it came in after it was received.
        Conflict: the office's own number `ref` is taken.
    """
    if request.arrived_on and request.arrived_on > receipt.on:
        raise Refused(
            "received_before_arrival",
            "The request came in on {arrived}; it cannot have been received on {on}.",
            arrived=request.arrived_on,
            on=receipt.on,
        )
    if not request.applicants or not all(a.name.strip() for a in request.applicants):
        raise BadFacts("no_applicant", "A request needs the name of the applicant.")
    if not request.subject.strip():
        raise BadFacts("no_subject", "A request needs its subject: what is asked for.")
    check_reference(ref)
    _check_writable(request)
    check_role(actor, Action.RECEIVE)
    facts = read_facts(Action.RECEIVE, {"channel": receipt.channel.value, "kind": receipt.kind.value})
    entry = Entry(1, Action.RECEIVE, receipt.on, facts, actor.name, now)
    case = replay(office.law, [entry])
    record = office.ledger.add(request, [entry], copies_of(case), first_alert_on(office, case), ref)
    return Done(record, case)


def _check_writable(request: Request) -> None:
    told = [asdict(request), *(asdict(applicant) for applicant in request.applicants)]
    for name, text in ((name, text) for one in told for name, text in one.items()):
        if isinstance(text, str) and not is_writable(text):
            raise BadFacts("unwritable_text", "{field} holds characters that cannot be written.", field=name)


def check_reference(ref: str) -> None:
    """Prove that an office's own number can name a case, and its files.

    Raises:
        BadFacts: it holds a blank or a character no file name may hold.
    """
    if ref and not REFERENCE.fullmatch(ref):
        raise BadFacts("bad_reference", "“{ref}” cannot be a number: it could not name a file.", ref=ref)


def take(
    office: Office, ref: str, act: Act, actor: Actor, *, now: datetime, version: int | None = None
) -> Done:
    """Take one action on a case: its entry and the copies it calls for, or nothing.

    Raises:
        NotFound: no such case.
        BadFacts: a fact is missing or malformed.
        Refused: the table or the law forbids it; an irregular act needs a reason, and to be forbidden.
        Conflict: `version` is not the case's, or somebody else was first.
    """
    if act.action in ABOUT_LETTERS:
        raise Refused("not_by_hand", "{action} is no act of its own: use foi letter.", action=act.action)
    if act.action in ABOUT_ATTACHMENTS:
        raise Refused("not_by_hand", "{action} goes with a file: use foi attach.", action=act.action)
    return enter(office, ref, act, actor, now=now, version=version)


@until_kept
def enter(
    office: Office, ref: str, act: Act, actor: Actor, *, now: datetime, version: int | None = None
) -> Done:
    """Take an action as `take` does, what goes with files included (see `paperwork` and `attaching`)."""
    facts = facts_of(act)
    check_role(actor, act.action)
    with office.ledger.transaction():
        record = office.ledger.read(ref)
        check_version(record, version)
        entry = Entry(record.version + 1, act.action, act.on, facts, actor.name, now)
        entry, case = weigh(office.law, record, entry)
        record = office.ledger.append(record, entry, copies_of(case), first_alert_on(office, case))
    return Done(record, case)


def check_version(record: Record, version: int | None) -> None:
    """Prove that a case is as somebody saw it, where they say at which `version`.

    Raises:
        Conflict: it has changed since.
    """
    if version is not None and version != record.version:
        raise Conflict(
            "stale",
            "{ref} has changed since you looked: it is at version {now}, you had {had}. Look again.",
            ref=record.ref,
            now=record.version,
            had=version,
        )


def facts_of(act: Act) -> Facts:
    """The facts of an act as its entry holds them.

    Raises:
        BadFacts: one is missing or malformed.
    """
    return read_facts(act.action, {**act.facts, **({"irregular": act.irregular} if act.irregular else {})})


def look(office: Office, ref: str) -> Done:
    """A case, read from its entries.

    Raises:
        NotFound: no such case.
    """
    record = office.ledger.read(ref)
    return Done(record, recall(office.law, record))


def first_alert_on(office: Office, case: Case, raised: Container[AlertKey] = ()) -> date | None:
    """The first day on which one of the case's deadlines owes an alert, but for those `raised`.

    The sweep looks at the state, so a day too early costs one look; a day too late would lose an alert.
    """
    workdays = office.law.workdays(case.statute)
    return next_alert_on(case.clock.deadlines, workdays, office.policy, raised)


def check_role(actor: Actor, action: Action) -> None:
    """Prove that somebody may take an action at all.

    Raises:
        Refused: no role of theirs allows it.
    """
    check_may(action, actor.roles, actor.name)
