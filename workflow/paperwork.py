"""The jobs with letters: draft, edit, throw away, sign, issue, make void. A draft is not a fact."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime

from workflow.again import until_kept
from workflow.casework import Act, Actor, Done, Office, check_role, enter
from workflow.documents import Document, digest_of
from workflow.errors import NotFound, Refused
from workflow.ledger import Ledger
from workflow.service import services
from workflow.vocabulary import Action, DocumentStatus

S = DocumentStatus


@dataclass(frozen=True, slots=True)
class Told:
    """What a letter tells of: the line of an entry, and the kind of letter."""

    ref: str
    line: int
    kind: str


@dataclass(frozen=True, slots=True)
class Series:
    """A running number: `pattern` is a whole document number but for its `{n}`, 西公开告〔2018〕{n}号."""

    pattern: str
    year: int


@dataclass(frozen=True, slots=True)
class Printed:
    """A letter on paper, twice: to edit, and to send."""

    docx: bytes
    pdf: bytes


@until_kept
def draft(office: Office, told: Told, words: str, actor: Actor, *, now: datetime) -> Document:
    """Keep a draft of a letter in the words the case calls for.

    One drafted before gives way to it where the case has changed since; where it has not, what stands stays:
    the draft, its signature, or the letter as it was issued.

    Raises:
        Refused: that letter has been issued in other words, or was finished by hand for the case as it was.
    """
    check_role(actor, Action.ISSUE)
    with office.ledger.transaction():
        standing = find(office.ledger, told)
        fresh = Document(
            ref=told.ref,
            line=told.line,
            kind=told.kind,
            words=words,
            composed=digest_of(words),
            drafted_by=actor.name,
            drafted_at=now,
        )
        if standing is None:
            return office.ledger.keep_document(fresh)
        if standing.composed == fresh.composed:
            return standing
        check_unissued(standing)
        if standing.edited:
            raise Refused(
                "edited_by_hand",
                "{ref} has changed, and its draft was finished by hand: discard it first, foi letter discard",
                ref=told.ref,
            )
        return office.ledger.keep_document(replace(fresh, id=standing.id, version=standing.version))


def edit(office: Office, document: Document, words: str, actor: Actor, *, now: datetime) -> Document:
    """Keep a letter as somebody has finished it by hand; a signature under other words is gone.

    Raises:
        Refused: it has been issued, or made void.
    """
    check_role(actor, Action.ISSUE)
    check_unissued(document)
    changed = replace(
        document,
        status=S.DRAFT,
        words=words,
        drafted_by=actor.name,
        drafted_at=now,
        signed_by="",
        signed_at=None,
    )
    return office.ledger.keep_document(changed)


def discard(office: Office, document: Document, actor: Actor) -> None:
    """Throw a draft away.

    Raises:
        Refused: it has been issued, or made void.
    """
    check_role(actor, Action.ISSUE)
    check_unissued(document)
    office.ledger.drop_document(document)


def sign(office: Office, document: Document, actor: Actor, *, now: datetime) -> Document:
    """Put the head's name under a letter.

    Raises:
        Refused: only heads sign, and none a letter of their own where the office wants two people.
    """
    check_role(actor, Action.ANSWER)
    check_unissued(document)
    if wants_another(office, document, actor):
        raise Refused("same_person", "{name} has drafted this letter; another must sign it.", name=actor.name)
    return office.ledger.keep_document(
        replace(document, status=S.SIGNED, signed_by=actor.name, signed_at=now)
    )


def wants_another(office: Office, document: Document, actor: Actor) -> bool:
    """Whether somebody has drafted a letter that the office wants another to sign."""
    return office.signoff.two_people and _same_name(actor.name, document.drafted_by)


@until_kept
def issue(
    office: Office,
    document: Document,
    series: Series,
    press: Callable[[str], Printed],
    actor: Actor,
    *,
    on: date,
    now: datetime,
    seen: int,
) -> tuple[Document, Done]:
    """Issue a letter: its number taken, both files frozen, the entry with their digests written, or nothing.

    `press` prints the letter with the number it is given; where it refuses, no number is used up. `seen` is
    the version of the case for which the letter was found right.

    Raises:
        Refused: the letter must be signed first, or has been issued.
        Conflict: somebody else has changed it, or its case.
    """
    check_unissued(document)
    if office.signoff.needed and document.status is not S.SIGNED:
        raise Refused("not_signed", "This letter must be signed before it is issued: foi letter sign")
    with office.ledger.transaction():
        n = office.ledger.next_number(series.pattern, series.year)
        number = series.pattern.replace("{n}", str(n))
        printed = press(number)
        facts = {
            "letter": document.kind,
            "of": document.line,
            "number": number,
            "docx": digest_of(printed.docx),
            "pdf": digest_of(printed.pdf),
        }
        signed = {"signed_by": document.signed_by} if document.signed_by else {}
        act = Act(Action.ISSUE, on, facts | signed)
        done = enter(office, document.ref, act, actor, now=now, version=seen)
        issued = replace(
            document,
            status=S.ISSUED,
            number=number,
            issued=done.record.version,
            issued_on=on,
            docx=str(facts["docx"]),
            pdf=str(facts["pdf"]),
        )
        issued = office.ledger.keep_document(issued)
        # Last, but before the transaction ends: what is refused leaves no file.
        for content in (printed.docx, printed.pdf):
            office.ledger.keep_file(content)
        return issued, done


@until_kept
def void(
    office: Office, document: Document, reason: str, actor: Actor, *, on: date, now: datetime
) -> tuple[Document, Done]:
    """Make an issued letter void; its number stays, with the reason, and is never given again.

    A reply that has been served binds the office: it is decided anew (`reopen`), not unsaid.

    Raises:
        Refused: it has not been issued, or is void already; it has been served; it was issued later.
    """
    if document.status is not S.ISSUED:
        raise Refused("not_issued", "This letter has not been issued; a draft is thrown away instead.")
    if document.issued_on and on < document.issued_on:
        raise Refused(
            "void_before_issue",
            "{number} was issued on {issued}; it cannot be made void on {on}.",
            number=document.number,
            issued=document.issued_on,
            on=on,
        )
    with office.ledger.transaction():
        _not_served(office.ledger, document)
        act = Act(Action.VOID, on, {"issued": document.issued, "reason": reason})
        done = enter(office, document.ref, act, actor, now=now)
        return office.ledger.keep_document(replace(document, status=S.VOID)), done


def find(ledger: Ledger, told: Told) -> Document | None:
    """The letter that stands for what is told, if one was drafted."""
    for document in ledger.documents(told.ref):
        if document.live and (document.line, document.kind) == (told.line, told.kind):
            return document
    return None


def latest(
    ledger: Ledger, ref: str, kind: str = "", line: int = 0, statuses: tuple[DocumentStatus, ...] = ()
) -> Document:
    """The letter of a case that stands and tells of the last entry, of a kind, a line, a point where named.

    Raises:
        NotFound: there is none.
    """
    found = [
        document
        for document in ledger.documents(ref)
        if document.live
        and kind in ("", document.kind)
        and line in (0, document.line)
        and (not statuses or document.status in statuses)
    ]
    if not found:
        raise NotFound("no_document", "{ref} has no such letter. Draft it: foi letter draft {ref}", ref=ref)
    return max(found, key=lambda document: (document.line, document.id))


def check_unissued(document: Document) -> None:
    """Prove that a letter can still be changed.

    Raises:
        Refused: it has been issued, or made void.
    """
    if document.status not in (S.DRAFT, S.SIGNED):
        raise Refused(
            "issued_already", "{number} has been issued; make it void first.", number=document.number
        )


def _same_name(one: str, other: str) -> bool:
    """Whether two names are one person's, however they were typed."""
    return one.strip().casefold() == other.strip().casefold()


def _not_served(ledger: Ledger, document: Document) -> None:
    served = [s for s in services(ledger.read(document.ref).entries) if s.answer == document.line]
    if served:
        raise Refused(
            "served_already",
            "{number} was served on {day} and cannot be made void: decide anew, foi act {ref} reopen."
            " A service entered by mistake is taken back first.",
            number=document.number,
            day=served[0].entry.on,
            ref=document.ref,
        )
