"""Whether the letters and attachments on file are those the ledger tells of.

A file that is missing was erased on purpose where its words were erased with it: the number of a letter, the
name of an attachment. One that is missing while its words are still there was lost.
"""

from collections.abc import Iterator

from workflow.attached import attachments
from workflow.documents import Document
from workflow.entries import Entry
from workflow.errors import Broken
from workflow.ledger import Ledger, Record
from workflow.vocabulary import Action


def check_letters(ledger: Ledger, record: Record) -> Iterator[Broken]:
    """What does not agree between the letters of a case, its entries and the files; nothing when all does."""
    documents = {d.issued: d for d in ledger.documents(record.ref) if d.issued is not None}
    issued = {entry.line: entry for entry in record.entries if entry.action is Action.ISSUE}
    voided = {entry.facts["issued"] for entry in record.entries if entry.action is Action.VOID}
    for line in sorted(documents.keys() | issued.keys()):
        if not _agree(documents.get(line), issued.get(line), void=line in voided):
            yield Broken(
                "letter_differs",
                "{ref}: the letter on file is not the one that entry {line} says was issued.",
                ref=record.ref,
                line=line,
            )
            continue
        yield from _lost_files(ledger, record.ref, issued[line])


def check_attachments(ledger: Ledger, record: Record) -> Iterator[Broken]:
    """The attachments of a case whose file is missing or another, the withdrawn ones too."""
    for one in attachments(record.entries):
        try:
            ledger.file(one.sha256)
        except Broken as fault:
            if _was_erased(fault, one.name):
                continue
            yield Broken(
                "attachment_broken",
                "{ref}: attachment {line} “{name}”: {fault}",
                ref=record.ref,
                line=one.line,
                name=one.name,
                fault=fault,
            )


def _agree(document: Document | None, entry: Entry | None, *, void: bool) -> bool:
    if document is None or entry is None or document.live == void or document.issued_on != entry.on:
        return False
    # A number that was erased with the other words says nothing any more.
    numbered = entry.facts["number"] in ("", document.number)
    told = (document.kind, document.line, document.docx, document.pdf)
    return numbered and told == tuple(entry.facts[name] for name in ("letter", "of", "docx", "pdf"))


def _lost_files(ledger: Ledger, ref: str, entry: Entry) -> Iterator[Broken]:
    for name in ("docx", "pdf"):
        try:
            ledger.file(entry.facts[name])
        except Broken as fault:
            if not _was_erased(fault, entry.facts["number"]):
                yield Broken("file_broken", "{ref}: {fault}", ref=ref, fault=fault)


def _was_erased(fault: Broken, words: str) -> bool:
    return fault.code == "file_missing" and not words
