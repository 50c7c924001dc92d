"""The letters of the ledger in memory."""

import hashlib
from contextlib import contextmanager
from dataclasses import replace

from workflow.documents import Aside, Document, Documents, digest_of
from workflow.errors import Broken, Conflict, NotFound
from workflow.vocabulary import ANSWERED_STATES


class MemoryDocuments(Documents):
    def __init__(self) -> None:
        super().__init__()
        self._documents: dict[int, Document] = {}
        self._files: dict[str, bytes] = {}

    def documents(self, ref):
        return [kept for kept in self._documents.values() if kept.ref == ref]

    def document(self, number):
        if number not in self._documents:
            raise NotFound("no_letter_here", "There is no such letter.")
        return self._documents[number]

    def document_page(self, wanted):
        found = [
            kept
            for kept in self._documents.values()
            if kept.id > wanted.after
            and (not wanted.statuses or kept.status in wanted.statuses)
            and (not wanted.units or self.read(kept.ref).request.unit in wanted.units)
            and wanted.issued_on in (None, kept.issued_on)
            and all(
                word.casefold() in f"{kept.number}\n{kept.ref}".casefold() for word in wanted.words.split()
            )
            and (not wanted.unserved or self._unserved(kept.ref))
        ]
        return found[: wanted.limit]

    def _unserved(self, ref):
        copies = self._cases[ref].copies
        return copies.closed_on is None and copies.state in ANSWERED_STATES

    def issued_file(self, digest):
        for kept in self._documents.values():
            if digest and digest in (kept.docx, kept.pdf):
                return kept
        raise NotFound("not_ours", "No letter of this office was issued as this file.")

    def keep_document(self, document):
        with self.transaction():
            standing = self._documents.get(document.id)
            if document.id and (standing is None or standing.version != document.version):
                raise Conflict("stale", "{ref} has been changed by somebody else.", ref=document.ref)
            if any(_taken(other, document) for other in self._documents.values()):
                raise Conflict("letter_taken", "{ref}: that letter is there already.", ref=document.ref)
            kept = replace(
                document, id=document.id or max(self._documents, default=0) + 1, version=document.version + 1
            )
            self._documents[kept.id] = kept
            return kept

    def drop_document(self, document):
        if self._documents.get(document.id) != document:
            raise Conflict("stale", "{ref} has been changed by somebody else.", ref=document.ref)
        del self._documents[document.id]

    def next_number(self, series, year):
        number = self._series["№", series, year] = self._series.get(("№", series, year), 0) + 1
        return number

    def keep_file(self, content):
        digest = hashlib.sha256(content).hexdigest()
        self._files[digest] = content
        return digest

    @contextmanager
    def set_aside(self, content):
        content.seek(0)
        yield MemoryAside(self, content.read())

    def file(self, digest):
        if digest not in self._files:
            raise Broken("file_missing", "The file {digest} is missing.", digest=digest)
        return self._files[digest]


class MemoryAside(Aside):
    def __init__(self, ledger, content):
        self._ledger, self._content = ledger, content

    @property
    def sha256(self):
        return digest_of(self._content)

    def keep(self):
        self._ledger.keep_file(self._content)


def _taken(other: Document, document: Document) -> bool:
    same = (other.ref, other.line, other.kind) == (document.ref, document.line, document.kind)
    numbered = bool(document.number) and other.number == document.number
    return other.id != document.id and (numbered or (same and other.live and document.live))
