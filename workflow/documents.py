"""Letters as an office handles them, from draft to issued, and what a store must remember of them."""

import hashlib
from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date, datetime
from typing import BinaryIO, Protocol

from workflow.vocabulary import DocumentStatus


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A letter of a case. Only what was issued is a fact, and stands in the ledger too, on the line `issued`.

    `line` is the entry it tells of, `kind` the letter's word in the catalogue. `words` are its parts as text:
    personal data, kept apart from the chain. `composed` is the digest of the words that the case called for.
    `docx` and `pdf` are the SHA-256 of the files as they were issued.
    """

    ref: str
    line: int
    kind: str
    words: str
    composed: str
    drafted_by: str
    drafted_at: datetime
    id: int = 0
    version: int = 0
    status: DocumentStatus = DocumentStatus.DRAFT
    signed_by: str = ""
    signed_at: datetime | None = None
    number: str = ""
    issued: int | None = None
    issued_on: date | None = None
    docx: str = ""
    pdf: str = ""

    @property
    def edited(self) -> bool:
        """Whether the office has finished the letter by hand."""
        return digest_of(self.words) != self.composed

    @property
    def live(self) -> bool:
        """Whether it stands: drafted, signed or issued, and not void."""
        return self.status is not DocumentStatus.VOID


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentFilter:
    """Which letters a list shows; `after` is the last one of the page before.

    `words` are parts of the document number or of the case's reference; `unserved` asks for the letters of
    cases that have been answered and whose clock still runs, since no reply has been served.
    """

    statuses: frozenset[DocumentStatus] = frozenset()
    units: frozenset[int] = frozenset()
    issued_on: date | None = None
    words: str = ""
    unserved: bool = False
    after: int = 0
    limit: int = 50


class Aside(Protocol):
    """A file on the disk that nobody finds yet."""

    @property
    def sha256(self) -> str:
        """The SHA-256 of what was written."""

    def keep(self) -> None:
        """Keep it, for good once this returns; it may be asked for again."""


class Documents(Protocol):
    """Letters, remembered."""

    def documents(self, ref: str) -> Sequence[Document]:
        """The letters of a case, oldest first."""

    def document(self, number: int) -> Document:
        """The letter with this id.

        Raises:
            NotFound: there is none.
        """

    def document_page(self, wanted: DocumentFilter) -> Sequence[Document]:
        """A page of a list, oldest first."""

    def issued_file(self, digest: str) -> Document:
        """The letter that was issued as a file with this SHA-256.

        Raises:
            NotFound: none was.
        """

    def keep_document(self, document: Document) -> Document:
        """Keep a new letter, or what has become of one; its version moves on.

        Raises:
            Conflict: somebody else has changed it, or its number is taken, or another stands in its place.
        """

    def drop_document(self, document: Document) -> None:
        """Throw a draft away.

        Raises:
            Conflict: somebody else has changed it.
        """

    def next_number(self, series: str, year: int) -> int:
        """The next number of a series in a year: none twice, none left out, whoever asks at the same time."""

    def keep_file(self, content: bytes) -> str:
        """Keep a file, for good once this returns; its SHA-256."""

    def set_aside(self, content: BinaryIO) -> AbstractContextManager[Aside]:
        """Write a file aside that may be too large for memory, read from its beginning; gone unless kept."""

    def file(self, digest: str) -> bytes:
        """A file that was kept.

        Raises:
            Broken: it is missing, or not what was kept.
        """


def digest_of(content: str | bytes) -> str:
    """The SHA-256 of a text, or of a file."""
    return hashlib.sha256(content.encode() if isinstance(content, str) else content).hexdigest()
