"""Letters in words, for people."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from desk.language import phrase
from desk.words import table
from letters import kept
from workflow.documents import Document
from workflow.errors import mark

HEADINGS = (mark("Number"), mark("Letter"), mark("Document number"), mark("Status"), mark("Files"))


def documents_table(lang: str, told: Iterable[tuple[Document, Sequence[Path]]]) -> str:
    """Letters in a list, each with how far it has come, and where its files were written."""
    headings = [phrase(lang, heading) for heading in HEADINGS]
    return table(headings, (_row(lang, document, paths) for document, paths in told))


def _row(lang: str, document: Document, paths: Sequence[Path]) -> Sequence[str]:
    status = document.status.label(lang)
    edited = phrase(lang, " (edited)") if document.edited else ""
    title = kept.recall(document.words).title
    return (document.ref, title, document.number or "—", status + edited, "  ".join(map(str, paths)))
