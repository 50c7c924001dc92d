"""Letters are kept, found, and numbered."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import ColumnElement, Row, and_, bindparam, delete, or_, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.exc import IntegrityError

from store.link import Link
from store.numbers import next_in
from store.tables import CASES, DOCUMENTS
from store.values import moment_out
from workflow.documents import Document, DocumentFilter
from workflow.errors import Conflict, NotFound
from workflow.vocabulary import ANSWERED_STATES, DocumentStatus

#: Before the pattern of a document number: the series of references have none.
PREFIX = "№ "

_D = DOCUMENTS.c
#: What a document holds beside its case, as it stands in both.
SHARED = (
    "id", "line", "kind", "words", "composed", "drafted_by", "version", "signed_by", "number", "issued",
    "issued_on", "docx", "pdf",
)  # fmt: skip
FOUND = select(CASES.c.ref, *DOCUMENTS.c).select_from(DOCUMENTS.join(CASES)).order_by(_D.id)
#: Cases that have been answered and whose clock runs on: few, however many letters there are.
UNSERVED = select(CASES.c.id).where(
    CASES.c.closed_on.is_(None), CASES.c.state.in_([state.value for state in ANSWERED_STATES])
)
CASE_OF = select(CASES.c.id).where(CASES.c.ref == bindparam("wanted"))


def of_case(link: Link, ref: str, units: frozenset[int]) -> Sequence[Document]:
    """The letters of a case, oldest first, if it is one of some units."""
    return _read(link.core.execute(FOUND.where(CASES.c.ref == ref, *_within(units))))


def one(link: Link, number: int, units: frozenset[int]) -> Document:
    """The letter with this id, if its case is one of some units.

    Raises:
        NotFound: there is none.
    """
    found = _read(link.core.execute(FOUND.where(_D.id == number, *_within(units))))
    if not found:
        raise NotFound("no_letter_here", "There is no such letter.")
    return found[0]


def page(link: Link, wanted: DocumentFilter) -> Sequence[Document]:
    """A page of a list."""
    asked = [_D.id > wanted.after]
    # The few cases that wait lead to their letters; an index of statuses, through every one issued.
    status = _D.status.concat("") if wanted.unserved else _D.status
    if wanted.statuses:
        asked.append(status.in_(each.value for each in wanted.statuses))
    asked += _within(wanted.units)
    if wanted.issued_on:
        asked.append(_D.issued_on == wanted.issued_on)
    if wanted.unserved:
        asked.append(_D.case_id.in_(UNSERVED))
    asked += [_mentions(word) for word in wanted.words.split()]
    return _read(link.core.execute(FOUND.where(and_(*asked)).limit(wanted.limit)))


def issued_file(link: Link, digest: str, units: frozenset[int]) -> Document:
    """The letter of some units, or of any, that was issued as a file with this SHA-256.

    Raises:
        NotFound: none was.
    """
    as_issued = or_(and_(_D.docx == digest, _D.docx != ""), and_(_D.pdf == digest, _D.pdf != ""))
    found = _read(link.core.execute(FOUND.where(as_issued, *_within(units)).limit(1)))
    if not found:
        raise NotFound("not_ours", "No letter of this office was issued as this file.")
    return found[0]


def keep(link: Link, document: Document) -> Document:
    """Keep a new letter, or what has become of one.

    Raises:
        Conflict: somebody else has changed it, or its number or its place is taken.
    """
    columns = _columns(document)
    try:
        if document.id == 0:
            (case_id,) = link.run(CASE_OF, {"wanted": document.ref}).fetchone()
            made = insert(DOCUMENTS).values(case_id=case_id, **columns).on_conflict_do_nothing()
            kept = link.core.execute(made.returning(_D.id)).scalar_one_or_none()
            if kept is None:
                raise _taken(document)
            return replace(document, id=kept, version=document.version + 1)
        changed = update(DOCUMENTS).where(*_as_seen(document)).values(**columns)
        found = link.core.execute(changed).rowcount
    except IntegrityError:
        raise _taken(document) from None
    if found != 1:
        raise _stale(document)
    return replace(document, version=document.version + 1)


def drop(link: Link, document: Document) -> None:
    """Throw a draft away.

    Raises:
        Conflict: somebody else has changed it.
    """
    if link.core.execute(delete(DOCUMENTS).where(*_as_seen(document))).rowcount != 1:
        raise _stale(document)


def next_number(link: Link, series: str, year: int) -> int:
    """The next number of a series in a year."""
    return next_in(link, PREFIX + series, year)


def _mentions(word: str) -> ColumnElement[bool]:
    return or_(_D.number.icontains(word, autoescape=True), CASES.c.ref.icontains(word, autoescape=True))


def _within(units: frozenset[int]) -> list[ColumnElement[bool]]:
    return [CASES.c.unit_id.in_(units)] if units else []


def _as_seen(document: Document) -> tuple[Any, ...]:
    return _D.id == document.id, _D.version == document.version


def _stale(document: Document) -> Conflict:
    return Conflict(
        "stale",
        "{ref} has been changed by somebody else since you looked. Look again, then decide.",
        ref=document.ref,
    )


def _taken(document: Document) -> Conflict:
    return Conflict("letter_taken", "{ref}: that letter, or its number, is there already.", ref=document.ref)


def _columns(document: Document) -> dict[str, Any]:
    told = {name: getattr(document, name) for name in SHARED if name != "id"}
    return told | {
        "version": document.version + 1,
        "status": document.status.value,
        "drafted_at": document.drafted_at,
        "signed_at": document.signed_at,
    }


def _read(rows: Iterable[Row[Any]]) -> list[Document]:
    return [
        Document(
            ref=row.ref,
            status=DocumentStatus.of(row.status),
            drafted_at=moment_out(row.drafted_at),
            signed_at=moment_out(row.signed_at) if row.signed_at else None,
            **{name: getattr(row, name) for name in SHARED},
        )
        for row in rows
    ]
