"""The attachments of a case as its page shows them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from desk.attachment_files import size_words
from desk.web.forms import choices_of
from desk.web.visit import Visit
from workflow.attached import Attachment, attachments
from workflow.casework import Done
from workflow.file_words import AttachmentKind, FileType
from workflow.machine import may
from workflow.vocabulary import Action


@dataclass(frozen=True, slots=True)
class Shown:
    """An attachment, how large it is, and the day it was added by the office's own clock."""

    one: Attachment
    size: str
    day: date


@dataclass(frozen=True, slots=True)
class AttachmentsPart:
    """What is attached, and what a form offers to whoever may attach more.

    `entries` are the entries an attachment may prove, by their line; `accept` is what a browser lets choose.
    """

    rows: Sequence[Shown]
    open: bool
    kinds: Sequence[tuple[str, str]]
    entries: Sequence[tuple[str, str]]
    megabytes: int
    accept: str = ".jpg," + ",".join(f".{kind}" for kind in FileType)


def shown(visit: Visit, one: Attachment) -> Shown:
    """An attachment as a page shows it."""
    zone = ZoneInfo(visit.house.config.office.timezone)
    return Shown(one, size_words(one.bytes), one.at.astimezone(zone).date())


def attachments_of(visit: Visit, done: Done) -> AttachmentsPart:
    """The attachments of a case, for somebody."""
    entries = done.record.entries
    return AttachmentsPart(
        rows=[shown(visit, one) for one in attachments(entries)],
        open=may(Action.ATTACH, visit.actor.roles),
        kinds=choices_of(AttachmentKind, visit.display),
        entries=[
            (str(entry.line), f"{entry.line} · {entry.on} {visit.display.word(entry.action)}")
            for entry in entries
            if entry.action not in (Action.ATTACH, Action.WITHDRAW_ATTACHMENT)
        ],
        megabytes=visit.house.config.attachments.megabytes,
    )
