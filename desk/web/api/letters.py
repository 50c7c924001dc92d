"""Letters for programs: listed, drafted, edited, signed, issued, made void, downloaded."""

from enum import StrEnum
from http import HTTPStatus
from typing import Annotated, Any

from fastapi import APIRouter, Body, Query, Response

from desk.clerking import frozen, issue_letter, make_drafts, printed_draft, reword, sign_letter, take_back
from desk.plain import plain_document
from desk.telling import idle_of, kept_as
from desk.web.api import told
from desk.web.api.asked import DraftAsked, Id, IssueAsked, LettersAsked, VoidAsked, WordsAsked
from desk.web.api.caller import Caller, Calling
from desk.web.download import DOCX, PDF, file_answer
from workflow.documents import Document, DocumentFilter
from workflow.paperwork import discard, void
from workflow.units import units_named

router = APIRouter(tags=["letters"])


class Kind(StrEnum):
    """In which form a letter is downloaded."""

    DOCX = "docx"
    PDF = "pdf"


MEDIA = {Kind.DOCX: DOCX, Kind.PDF: PDF}


@router.get("/letters", responses={200: {"model": told.Letters}})
def list_letters(by: Calling, asked: Annotated[LettersAsked, Query()]) -> Any:
    """List letters, oldest first, a page at a time; `after` is the last id of the page before."""
    ledger = by.house.ledger
    wanted = DocumentFilter(
        statuses=frozenset({asked.status} if asked.status else ()),
        units=units_named(ledger, asked.unit),
        issued_on=asked.issued_on,
        after=asked.after,
        limit=asked.limit,
    )
    return _page(by, list(ledger.document_page(wanted)))


@router.get("/cases/{ref}/letters", responses={200: {"model": told.Letters}})
def letters_of(by: Calling, ref: str) -> Any:
    """List the letters of a case."""
    by.house.ledger.read(ref)
    return _page(by, list(by.house.ledger.documents(ref)))


@router.post("/cases/{ref}/letters", responses={200: {"model": told.Letters}})
def draft(by: Calling, ref: str, asked: DraftAsked) -> Any:
    """Draft the letters a case calls for."""
    with by.clerk() as clerk:
        made = make_drafts(clerk, ref, kind=asked.kind, line=asked.line, every=asked.all)
    return _page(by, made)


@router.post("/letters/{number}/words", responses={200: {"model": told.LetterTold}})
def words(by: Calling, number: Id, asked: WordsAsked) -> Any:
    """Give a draft another text and other lines below its day, a paragraph each; its signature is gone."""
    with by.clerk() as clerk:
        return plain_document(reword(clerk, by.house.ledger.document(number), asked.body, asked.note))


@router.put("/letters/{number}/docx", responses={200: {"model": told.LetterTold}})
def edit(by: Calling, number: Id, file: Annotated[bytes, Body(media_type=DOCX)]) -> Any:
    """Take a draft back that somebody has finished in Word or WPS; its signature is gone."""
    with by.clerk() as clerk:
        return plain_document(take_back(clerk, by.house.ledger.document(number), file))


@router.post("/letters/{number}/discard", status_code=HTTPStatus.NO_CONTENT)
def discard_draft(by: Calling, number: Id) -> None:
    """Throw a draft away."""
    discard(by.house.office, by.house.ledger.document(number), by.actor)


@router.post("/letters/{number}/sign", responses={200: {"model": told.LetterTold}})
def sign(by: Calling, number: Id) -> Any:
    """Put your name under a letter, as head of the office."""
    with by.clerk() as clerk:
        return plain_document(sign_letter(clerk, by.house.ledger.document(number)))


@router.post("/letters/{number}/issue", responses={200: {"model": told.LetterDone}})
def issue(by: Calling, number: Id, asked: IssueAsked) -> Any:
    """Issue a letter: it gets its document number, and both files are frozen for good."""
    with by.clerk() as clerk:
        issued, done = issue_letter(clerk, by.house.ledger.document(number), asked.on or by.today)
    with kept_as(done):
        return plain_document(issued) | {"moved": by.moved()}


@router.post("/letters/{number}/void", responses={200: {"model": told.LetterDone}})
def void_letter(by: Calling, number: Id, asked: VoidAsked) -> Any:
    """Make an issued letter void; its number and the reason stay."""
    document, on = by.house.ledger.document(number), asked.on or by.today
    voided, done = void(by.house.office, document, asked.reason, by.actor, on=on, now=by.now)
    with kept_as(done):
        return plain_document(voided) | {"moved": by.moved()}


@router.get(
    "/letters/{number}/{kind}",
    response_class=Response,
    responses={200: {"content": {media: {} for media in MEDIA.values()}}},
)
def download(by: Calling, number: Id, kind: Kind) -> Response:
    """The file of a letter: of an issued one byte for byte, of a draft as it would be printed now."""
    document = by.house.ledger.document(number)
    by.note(document.ref)
    files = frozen(by.house, document) if document.docx else printed_draft(by.house, document)
    return file_answer(files.docx if kind is Kind.DOCX else files.pdf, MEDIA[kind], f"{number}.{kind}")


def _page(by: Caller, documents: list[Document]) -> Any:
    stale = idle_of(by.house, documents)
    return {"items": [plain_document(document, idle=document.id in stale) for document in documents]}
