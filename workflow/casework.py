"""The jobs: log a request, take an action, reckon again; each one transaction, each reads as a sentence."""

import re
from collections.abc import Container, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime

from workflow.alerts import AlertKey, AlertPolicy, next_alert_on
from workflow.case import Case
from workflow.charging import fee_of
from workflow.copies import copies_of
from workflow.entries import Entry, Facts
from workflow.errors import BadFacts, Broken, Conflict, Refused
from workflow.facts import read_facts
from workflow.law import Law
from workflow.ledger import Ledger, Record, Request
from workflow.machine import ABOUT_LETTERS, check_may
from workflow.replay import replay
from workflow.values import is_writable
from workflow.vocabulary import Action, ApplicantKind, Channel, Role

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
            raise BadFacts("unwritable_text", "{name} holds characters that cannot be written.", name=name)


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
    return enter(office, ref, act, actor, now=now, version=version)


def enter(
    office: Office, ref: str, act: Act, actor: Actor, *, now: datetime, version: int | None = None
) -> Done:
    """Take an action as `take` does, what happens to letters included (see `workflow.paperwork`)."""
    reason = {"irregular": act.irregular} if act.irregular else {}
    facts = read_facts(act.action, {**act.facts, **reason})
    check_role(actor, act.action)
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
        _not_told(record, act.action, facts)
        entry = Entry(record.version + 1, act.action, act.on, facts, actor.name, now)
        try:
            case = _with(office.law, record, entry)
        except Refused as refusal:
            refusal.possible = refusal.possible or recall(office.law, record).possible()
            raise
        if entry.irregular:
            _is_forbidden(office.law, record, entry)
        entry = _settled(case, entry)
        record = office.ledger.append(record, entry, copies_of(case), first_alert_on(office, case))
    return Done(record, case)


def _with(law: Law, record: Record, entry: Entry) -> Case:
    """The case with one more entry, which must leave every other as lawful as it was.

    Raises:
        Refused: the entry is impossible, or makes another impossible.
    """
    try:
        return replay(law, [*record.entries, entry])
    except Refused as refusal:
        if _lawful(law, record):
            raise _told_of(refusal, entry, record) from None
    # A holiday notice has changed since: what is on record stands, the new entry alone is judged.
    return replay(law, [*record.entries, entry], recorded=record.version)


def _lawful(law: Law, record: Record) -> bool:
    try:
        replay(law, record.entries)
    except Refused:
        return False
    return True


def _told_of(refusal: Refused, entry: Entry, record: Record) -> Refused:
    """The refusal itself; where it strikes an earlier entry, which."""
    line = refusal.values.get("line", entry.line)
    struck = next((e for e in record.entries if e.line == line), None)
    if struck is None:
        return refusal
    return Refused(
        "breaks_another_entry",
        "Entry {line} ({action} on {on}) would then be impossible: {fault}",
        line=line,
        action=struck.action,
        on=struck.on,
        fault=refusal,
    )


def _settled(case: Case, entry: Entry) -> Entry:
    """The entry with what follows from it: its fee, which consultation ends, which proceeding it is of."""
    ended = [pause.entry.line for pause in case.clock.pauses if pause.ended_by == entry.line]
    if ended:
        return replace(entry, facts={**entry.facts, "consultation": ended[0]})
    if meant := [one.line for one in case.proceedings if entry.line in one.steps]:
        return replace(entry, facts={**entry.facts, "proceeding": meant[0]})
    if entry.action is Action.CHARGE_FEE and "per" in entry.facts:
        return replace(entry, facts={**entry.facts, "amount": fee_of(case.statute, entry)})
    return entry


def look(office: Office, ref: str) -> Done:
    """A case, read from its entries.

    Raises:
        NotFound: no such case.
    """
    record = office.ledger.read(ref)
    return Done(record, recall(office.law, record))


def recall(law: Law, record: Record) -> Case:
    """The case a record tells of, as it is on record.

    Raises:
        Broken: an entry holds what nobody can have entered.
    """
    try:
        return replay(law, record.entries, recorded=record.version)
    except (ValueError, LookupError, TypeError, AttributeError):
        raise Broken("case_unreadable", "{ref}: an entry cannot be read.", ref=record.ref) from None


def first_alert_on(office: Office, case: Case, raised: Container[AlertKey] = ()) -> date | None:
    """The first day on which one of the case's deadlines owes an alert, but for those `raised`.

    The sweep looks at the state, so a day too early costs one look; a day too late would lose an alert.
    """
    workdays = office.law.workdays(case.statute)
    return next_alert_on(case.clock.deadlines, workdays, office.policy, raised)


def _not_told(record: Record, action: Action, facts: Facts) -> None:
    """What an issued letter told somebody is not corrected behind it: the letter is made void first.

    Raises:
        Refused: a letter that stands tells of the entry.
    """
    if action is not Action.CORRECT_ENTRY:
        return
    void = {entry.facts["issued"] for entry in record.entries if entry.action is Action.VOID}
    for entry in record.entries:
        told = entry.action is Action.ISSUE and entry.facts["of"] == facts["line"]
        if told and entry.line not in void and entry.facts["of"] != 1:
            raise Refused(
                "told_already",
                "The letter {number} tells of entry {line}: make it void first.",
                number=entry.facts["number"],
                line=facts["line"],
            )


def check_role(actor: Actor, action: Action) -> None:
    """Prove that somebody may take an action at all.

    Raises:
        Refused: no role of theirs allows it.
    """
    check_may(action, actor.roles, actor.name)


def _is_forbidden(law: Law, record: Record, entry: Entry) -> None:
    """An act is irregular only where the plain act is refused."""
    plain = replace(entry, facts={name: v for name, v in entry.facts.items() if name != "irregular"})
    try:
        _with(law, record, plain)
    except Refused:
        return
    raise Refused("not_irregular", "Nothing forbids this: take the action without calling it irregular.")
