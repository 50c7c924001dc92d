"""The files of letters and cases, to look at and to take along; who took which is noted."""

from collections.abc import Callable

from fastapi import APIRouter, FastAPI, Response

from desk.case_file import case_file_of, letters_of
from desk.clerking import frozen, printed_draft
from desk.press import font_folders, name_of
from desk.sheets import approval_sheet
from desk.web.download import DOCX, PDF, file_answer
from desk.web.numbers import Number
from desk.web.posted import Posted, text
from desk.web.visit import Visit, Visiting
from letters.sheets.approval import write_approval
from letters.sheets.case_file import case_file
from workflow.casework import look
from workflow.documents import Document
from workflow.errors import BadFacts
from workflow.paperwork import Printed

router = APIRouter()


def register(app: FastAPI) -> None:
    """Add these files."""
    app.include_router(router)


@router.get("/letters/{letter}/pdf")
def pdf_file(visit: Visiting, letter: Number) -> Response:
    """A letter as PDF: as it was issued, byte for byte, or as its draft would be."""
    return _file(visit, letter, "pdf", lambda made: made.pdf, PDF, shown=True)


@router.get("/letters/{letter}/docx")
def docx_file(visit: Visiting, letter: Number) -> Response:
    """A letter as DOCX: as it was issued, byte for byte, or as its draft is, to be finished by hand."""
    return _file(visit, letter, "docx", lambda made: made.docx, DOCX, shown=False)


@router.get("/letters/{letter}/sheet")
def approval(visit: Visiting, letter: Number) -> Response:
    """The approval sheet (呈批表) of a letter, which the heads sign on paper."""
    document = visit.house.ledger.document(letter)
    visit.note("approval_sheet", document.ref, _said(document))
    told = approval_sheet(visit.house, look(visit.house.office, document.ref), document, visit.today)
    pdf = write_approval(told, font_dirs=font_folders(visit.house.config))
    return file_answer(pdf, PDF, f"{document.ref}-{document.kind}-sheet.pdf", shown=True)


@router.post("/cases/{ref}/case-file")
def case_file_pdf(visit: Visiting, form: Posted, ref: str) -> Response:
    """The file of a case (卷宗) as one PDF, for whoever says why: it holds what its page hides."""
    done, reason = look(visit.house.office, ref), text(form, "reason")
    if not reason:
        raise BadFacts("no_reason", "Say why you need to see it.")
    visit.note("case_file", ref, reason)
    front = case_file_of(visit.house, done, visit.person.login, visit.today)
    pdf = case_file(front, letters_of(visit.house, ref), font_dirs=font_folders(visit.house.config))
    return file_answer(pdf, PDF, f"{ref}-file.pdf")


def _file(
    visit: Visit, letter: int, form: str, of: Callable[[Printed], bytes], kind: str, *, shown: bool
) -> Response:
    document = visit.house.ledger.document(letter)
    visit.note(f"letter_{form}", document.ref, _said(document))
    made = frozen(visit.house, document) if document.number else printed_draft(visit.house, document)
    return file_answer(of(made), kind, _name(document, form), shown=shown)


def _name(document: Document, form: str) -> str:
    """As the command line names it; a draft says that it is one."""
    stem = name_of(document)
    return f"{stem}.{form}" if document.number else f"{stem}-{document.status.zh}.{form}"


def _said(document: Document) -> str:
    return " ".join(filter(None, (str(document.line), document.kind, document.number)))
