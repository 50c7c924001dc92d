"""Letters in words, for people."""

from collections.abc import Container, Iterable, Sequence
from pathlib import Path

from desk.language import phrase
from desk.words import table
from letters import kept
from workflow.documents import Document
from workflow.errors import mark

HEADINGS = (mark("Number"), "#", mark("Letter"), mark("Document number"), mark("Status"), mark("Files"))


def documents_table(
    lang: str, told: Iterable[tuple[Document, Sequence[Path]]], idle: Container[int] = ()
) -> str:
    """Letters in a list: the entry each tells of, how far it has come, where its files were written.

    `idle` are the drafts, by id, that their cases call for no more.
    """
    headings = [phrase(lang, heading) for heading in HEADINGS]
    rows = (_row(lang, document, paths, idle=document.id in idle) for document, paths in told)
    return table(headings, rows)


def _row(lang: str, document: Document, paths: Sequence[Path], *, idle: bool) -> Sequence[str]:
    status = document.status.label(lang)
    edited = phrase(lang, " (edited)") if document.edited else ""
    edited += phrase(lang, " (no longer called for)") if idle else ""
    title = kept.recall(document.words).title
    files = "  ".join(map(str, paths))
    return document.ref, str(document.line), title, document.number or "—", status + edited, files
