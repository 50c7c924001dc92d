"""The attachments of a case (附件), read from its entries."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from workflow.entries import Entry
from workflow.file_words import AttachmentKind, FileType
from workflow.vocabulary import Action


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """Who took an attachment out of the file of a case, when and why; the paper itself stays."""

    by: str
    at: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class Attachment:
    """A paper from outside in the file of a case, known by the `line` of the entry that added it.

    `name` is what whoever added it called the file: a text, never a path, and erased with the other texts.
    `sha256` is the digest of its content and what the file is kept under; `proves` is the line of the entry
    it is the evidence of, nought where it is of none.
    """

    line: int
    kind: AttachmentKind
    name: str
    type: FileType
    bytes: int
    sha256: str
    proves: int
    by: str
    at: datetime
    withdrawn: Withdrawn | None = None


def attachments(entries: Sequence[Entry]) -> list[Attachment]:
    """The attachments a record tells of, in the order in which they came, the withdrawn ones too."""
    gone = {
        entry.facts["attachment"]: Withdrawn(entry.by, entry.recorded_at, entry.facts["reason"])
        for entry in entries
        if entry.action is Action.WITHDRAW_ATTACHMENT
    }
    return [
        Attachment(
            line=entry.line,
            kind=AttachmentKind.of(entry.facts["attachment_kind"]),
            name=entry.facts["name"],
            type=FileType.of(entry.facts["file_type"]),
            bytes=entry.facts["bytes"],
            sha256=entry.facts["sha256"],
            proves=entry.facts.get("proves", 0),
            by=entry.by,
            at=entry.recorded_at,
            withdrawn=gone.get(entry.line),
        )
        for entry in entries
        if entry.action is Action.ATTACH
    ]
