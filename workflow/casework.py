"""The jobs: log a request, take an action, reckon again; each one transaction, each reads as a sentence."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from workflow.alerts import AlertPolicy, next_alert_on
from workflow.case import Case, replay
from workflow.copies import Copies, copies_of
from workflow.entries import Entry
from workflow.errors import BadFacts, Broken, CaseworkError, Conflict, Refused
from workflow.facts import read_facts
from workflow.law import Law
from workflow.ledger import Ledger, Record, Request
from workflow.machine import EVERY_ROLE, may
from workflow.vocabulary import Action, ApplicantKind, Channel, Role


@dataclass(frozen=True, slots=True)
class Office:
    """The law an office lives under, what it remembers, and when it wants to be told."""

    law: Law
    ledger: Ledger
    policy: AlertPolicy


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts, and in which roles."""

    name: str
    roles: frozenset[Role] = EVERY_ROLE


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
    _may(actor, Action.RECEIVE)
    facts = read_facts(Action.RECEIVE, {"channel": receipt.channel.value, "kind": receipt.kind.value})
    entry = Entry(1, Action.RECEIVE, receipt.on, facts, actor.name, now)
    case = replay(office.law, [entry])
    record = office.ledger.add(request, entry, copies_of(case), first_alert_on(office, case), ref)
    return Done(record, case)


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
    facts = read_facts(act.action, act.facts)
    _may(actor, act.action)
    with office.ledger.transaction():
        record = office.ledger.read(ref)
        if version is not None and version != record.version:
            raise Conflict(
                "stale",
                "{ref} has changed since you looked: it is at version {now}, you had {had}. Look again.",
                ref=ref,
                now=record.version,
                had=version,
            )
        entry = Entry(record.version + 1, act.action, act.on, facts, actor.name, now, act.irregular)
        case = replay(office.law, [*record.entries, entry])
        if act.irregular:
            _is_forbidden(office.law, record, entry)
        record = office.ledger.append(record, entry, copies_of(case), first_alert_on(office, case))
    return Done(record, case)


def look(office: Office, ref: str) -> Done:
    """A case, read from its entries.

    Raises:
        NotFound: no such case.
    """
    record = office.ledger.read(ref)
    return Done(record, replay(office.law, record.entries))


def first_alert_on(office: Office, case: Case) -> date | None:
    """The first day on which one of the case's deadlines owes an alert, whether raised already or not.

    The sweep looks at the state, so a day too early costs one look; a day too late would lose an alert.
    """
    workdays = office.law.workdays(case.statute)
    return next_alert_on(case.clock.deadlines, workdays, office.policy, date.min)


def _may(actor: Actor, action: Action) -> None:
    if not may(action, actor.roles):
        raise Refused(
            "role_not_allowed",
            "{name} may not take the action {action}.",
            name=actor.name,
            action=action,
        )


def _is_forbidden(law: Law, record: Record, entry: Entry) -> None:
    """An act is irregular only where the plain act is refused."""
    plain = Entry(entry.line, entry.action, entry.on, entry.facts, entry.by, entry.recorded_at)
    try:
        replay(law, [*record.entries, plain])
    except Refused:
        return
    raise Refused("not_irregular", "Nothing forbids this: take the action without calling it irregular.")


@dataclass(frozen=True, slots=True)
class Moved:
    """A case whose reply day another reckoning moves."""

    ref: str
    before: date | None
    after: date | None


def recompute(office: Office, refs: Iterable[str]) -> list[Moved]:
    """Reckon cases again, after a calendar or a choice has changed; which of them moved."""
    moved = []
    with office.ledger.transaction():
        for ref in refs:
            record = office.ledger.read(ref)
            case = replay(office.law, record.entries)
            was, now = office.ledger.copies(record), copies_of(case)
            if was != now:
                office.ledger.refresh(record, now, first_alert_on(office, case))
                moved.append(Moved(ref, was.deadlines[0].due_on, now.deadlines[0].due_on))
    return moved


@dataclass(slots=True)
class Verified:
    """What a proof found: how many cases, which of them hold irregular entries, and what does not agree."""

    cases: int = 0
    irregular: list[str] = field(default_factory=list)
    faults: list[Broken] = field(default_factory=list)


def verify(office: Office) -> Verified:
    """Prove every chain, replay every case, compare every copy."""
    found = Verified()
    for ref in office.ledger.refs():
        found.cases += 1
        try:
            office.ledger.check(ref)
            record = office.ledger.read(ref)
            called_for = copies_of(replay(office.law, record.entries))
            kept = office.ledger.copies(record)
        except CaseworkError as fault:
            found.faults.append(Broken("case_broken", "{ref}: {fault}", ref=ref, fault=fault))
            continue
        found.faults += _differences(ref, called_for, kept)
        if called_for.irregular:
            found.irregular.append(ref)
    return found


def _differences(ref: str, called_for: Copies, kept: Copies) -> Iterator[Broken]:
    for name in Copies.__slots__:
        said, is_kept = getattr(called_for, name), getattr(kept, name)
        if said != is_kept:
            yield Broken(
                "copy_differs",
                "{ref}: {name} is kept as {kept}, the entries say {said}.",
                ref=ref,
                name=name,
                kept=is_kept,
                said=said,
            )
