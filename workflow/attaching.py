"""The jobs with attachments: take papers into the file of a case, withdraw one. None is ever deleted."""

from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date, datetime
from typing import BinaryIO

from workflow.again import until_kept
from workflow.attached import Attachment, attachments
from workflow.casework import Act, Actor, Done, Office, check_role, enter
from workflow.documents import Aside
from workflow.entries import Entry
from workflow.errors import BadFacts, NotFound, Refused
from workflow.file_words import AttachmentKind, FileType
from workflow.ledger import Ledger
from workflow.vocabulary import Action


@dataclass(frozen=True, slots=True)
class Paper:
    """A file to be attached: what it was called, what it is, how many bytes it has, and its content."""

    name: str
    type: FileType
    bytes: int
    content: BinaryIO


@dataclass(frozen=True, slots=True)
class Purpose:
    """What papers are attached for: their kind, and the line of the entry they prove, nought for none."""

    kind: AttachmentKind
    proves: int = 0


def attach(
    office: Office,
    ref: str,
    papers: Sequence[Paper],
    purpose: Purpose,
    actor: Actor,
    *,
    on: date,
    now: datetime,
) -> Done:
    """Take papers into the file of a case, all of them or none; no file of what is refused is kept.

    Raises:
        NotFound: no such case.
        BadFacts: there is no paper, or no entry of the line it should prove.
        Refused: whoever attaches them may not, or one of them is attached already.
    """
    check_role(actor, Action.ATTACH)
    if not papers:
        raise BadFacts("no_file", "Choose at least one file.", field="files")
    _entry_of(office.ledger, ref, purpose.proves)
    proves = {"proves": purpose.proves} if purpose.proves else {}
    with ExitStack() as stack:
        # Before the transaction: nobody else waits while a hundred megabytes go to the disk.
        files = [stack.enter_context(office.ledger.set_aside(paper.content)) for paper in papers]
        acts = [
            Act(
                Action.ATTACH,
                on,
                {
                    "attachment_kind": purpose.kind.value,
                    "name": paper.name,
                    "file_type": paper.type.value,
                    "bytes": paper.bytes,
                    "sha256": file.sha256,
                }
                | proves,
            )
            for paper, file in zip(papers, files, strict=True)
        ]
        return _enter_all(office, ref, acts, files, actor, now=now)


@until_kept
def _enter_all(
    office: Office, ref: str, acts: Sequence[Act], files: Sequence[Aside], actor: Actor, *, now: datetime
) -> Done:
    with office.ledger.transaction():
        for act in acts:
            _not_attached(office.ledger, ref, str(act.facts["sha256"]), str(act.facts["name"]))
            done = enter(office, ref, act, actor, now=now)
        # Last, but before the transaction ends: what is refused leaves no file, what is entered has its own.
        for file in files:
            file.keep()
    return done


@until_kept
def withdraw(
    office: Office, ref: str, line: int, reason: str, actor: Actor, *, on: date, now: datetime
) -> Done:
    """Take a paper out of the file of a case; who did and why stays on record, and so does the file.

    Raises:
        NotFound: no such case, or no such attachment.
        BadFacts: nobody says why.
        Refused: whoever withdraws it may not, or it was withdrawn already.
    """
    check_role(actor, Action.WITHDRAW_ATTACHMENT)
    with office.ledger.transaction():
        found = find_attachment(office.ledger, ref, line)
        if found.withdrawn:
            raise Refused("withdrawn_already", "Attachment {line} was withdrawn already.", line=line)
        if not reason.strip():
            raise BadFacts("no_reason", "Say why it is withdrawn.")
        act = Act(Action.WITHDRAW_ATTACHMENT, on, {"attachment": line, "reason": reason})
        return enter(office, ref, act, actor, now=now)


def find_attachment(ledger: Ledger, ref: str, line: int) -> Attachment:
    """An attachment of a case, withdrawn or not, by the line of the entry that added it.

    Raises:
        NotFound: no such case, or it has no such attachment.
    """
    for one in attachments(ledger.read(ref).entries):
        if one.line == line:
            return one
    raise NotFound("no_attachment", "{ref} has no attachment {line}.", ref=ref, line=line)


def _entry_of(ledger: Ledger, ref: str, line: int) -> Entry | None:
    entries = ledger.read(ref).entries
    if not line:
        return None
    for entry in entries:
        if entry.line == line:
            return entry
    raise BadFacts("no_entry", "{ref} has no entry {line}.", ref=ref, line=line, field="proves")


def _not_attached(ledger: Ledger, ref: str, digest: str, name: str) -> None:
    """The same content twice in one file is a slip: a form sent twice, a scan chosen again."""
    for one in attachments(ledger.read(ref).entries):
        if one.sha256 == digest and not one.withdrawn:
            raise Refused(
                "attached_already",
                "“{file}” is attached already, as entry {line}.",
                file=name,
                line=one.line,
                field="files",
            )
