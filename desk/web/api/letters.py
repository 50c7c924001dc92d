"""Letters for programs: listed, drafted, signed, issued, downloaded."""

from enum import StrEnum
from typing import Annotated, Any

from fastapi import APIRouter, Query, Response

from desk.clerking import frozen, issue_letter, make_drafts, printed_draft, sign_letter
from desk.plain import plain_document
from desk.telling import idle_of
from desk.web.api import told
from desk.web.api.asked import DraftAsked, Id, IssueAsked, LettersAsked
from desk.web.api.caller import Caller, Calling
from workflow.documents import Document, DocumentFilter
from workflow.errors import NotFound
from workflow.units import units_named

router = APIRouter(tags=["letters"])


class Kind(StrEnum):
    """In which form a letter is downloaded."""

    DOCX = "docx"
    PDF = "pdf"


MEDIA = {
    Kind.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    Kind.PDF: "application/pdf",
}


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


@router.post("/letters/{number}/sign", responses={200: {"model": told.LetterTold}})
def sign(by: Calling, number: Id) -> Any:
    """Put your name under a letter, as head of the office."""
    with by.clerk() as clerk:
        return plain_document(sign_letter(clerk, _letter(by, number)))


@router.post("/letters/{number}/issue", responses={200: {"model": told.LetterTold}})
def issue(by: Calling, number: Id, asked: IssueAsked) -> Any:
    """Issue a letter: it gets its document number, and both files are frozen for good."""
    with by.clerk() as clerk:
        issued, _ = issue_letter(clerk, _letter(by, number), asked.on or by.today)
    return plain_document(issued)


@router.get(
    "/letters/{number}/{kind}",
    response_class=Response,
    responses={200: {"content": {media: {} for media in MEDIA.values()}}},
)
def download(by: Calling, number: Id, kind: Kind) -> Response:
    """The file of a letter: of an issued one byte for byte, of a draft as it would be printed now."""
    document = _letter(by, number)
    by.note(document.ref)
    files = frozen(by.house, document) if document.docx else printed_draft(by.house, document)
    name = f"{number}.{kind}"
    headers = {"content-disposition": f'attachment; filename="{name}"'}
    return Response(files.docx if kind is Kind.DOCX else files.pdf, media_type=MEDIA[kind], headers=headers)


def _letter(by: Caller, number: int) -> Document:
    """A letter by its id.

    Raises:
        NotFound: there is none that the caller may see.
    """
    wanted = DocumentFilter(after=number - 1, limit=1)
    for document in by.house.ledger.document_page(wanted):
        if document.id == number:
            return document
    raise NotFound("no_letter", "There is no letter {number}.", number=number)


def _page(by: Caller, documents: list[Document]) -> Any:
    stale = idle_of(by.house, documents)
    return {"items": [plain_document(document, idle=document.id in stale) for document in documents]}
