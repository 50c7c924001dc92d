"""The post room's day, and a file in hand: what was issued, where it goes, and whether it is ours."""

import hashlib
from datetime import date
from typing import Annotated

from fastapi import APIRouter, FastAPI, Query, Request, Response

from desk.press import font_folders
from desk.recognition import issued_as
from desk.sheets import issued_on, labels, service_list
from desk.web.download import PDF, file_answer
from desk.web.letters_view import day_asked
from desk.web.page import render
from desk.web.upload import Sent, file_of
from desk.web.visit import Visit, Visiting
from letters.kept import recall
from letters.sheets.labels import write_labels
from letters.sheets.posting import write_service_list
from workflow.errors import BadFacts, NotFound

router = APIRouter()
#: Labels already used on the first sheet, which has 24.
Skip = Annotated[int, Query(ge=0, le=23)]


def register(app: FastAPI) -> None:
    """Add these pages."""
    app.include_router(router)


@router.get("/letters/post")
def post_page(request: Request, visit: Visiting, on: str = "") -> Response:
    """What was issued on a day, and what has no address on record."""
    day = _day(visit, on)
    documents = issued_on(visit.house, day)
    listed = service_list(visit.house, documents, day)
    _, lacking = labels(visit.house, documents)
    rows = list(zip(documents, listed.postings, strict=True))
    return render(request, "letters_post.html", visit, on=day, rows=rows, lacking=lacking)


@router.get("/letters/post/labels")
def labels_file(visit: Visiting, on: str = "", skip: Skip = 0) -> Response:
    """Envelope labels for the letters issued on a day, 24 a sheet of A4."""
    day = _day(visit, on)
    visit.note("labels", detail=str(day))
    made, _ = labels(visit.house, issued_on(visit.house, day))
    sender, fonts = visit.house.config.office.name, font_folders(visit.house.config)
    pdf = write_labels(made, sender=sender, dated=day, skip=skip, font_dirs=fonts)
    return file_answer(pdf, PDF, f"labels-{day}.pdf", shown=True)


@router.get("/letters/post/list")
def list_file(visit: Visiting, on: str = "") -> Response:
    """The service list (送达清单) of the letters issued on a day."""
    day = _day(visit, on)
    visit.note("posting", detail=str(day))
    listed = service_list(visit.house, issued_on(visit.house, day), day)
    pdf = write_service_list(listed, font_dirs=font_folders(visit.house.config))
    return file_answer(pdf, PDF, f"posting-{day}.pdf", shown=True)


@router.get("/letters/verify")
def verify_page(request: Request, visit: Visiting) -> Response:
    """The form for a file in hand."""
    return render(request, "letters_verify.html", visit, found=None, unknown="")


@router.post("/letters/verify")
def verify_now(request: Request, visit: Visiting, form: Sent) -> Response:
    """Whether a file is one we issued, which, and whether it still stands; the name says nothing."""
    found, unknown = None, ""
    try:
        digest = hashlib.sha256(file_of(form).file.read()).hexdigest()
        found = issued_as(visit.house, digest)
        visit.note("letter_verify", found.ref, found.number)
    except NotFound:
        unknown = digest
    except BadFacts as fault:
        return render(request, "letters_verify.html", visit, status=422, found=None, unknown="", fault=fault)
    title = recall(found.words).title if found else ""
    return render(request, "letters_verify.html", visit, found=found, title=title, unknown=unknown)


def _day(visit: Visit, text: str) -> date:
    return day_asked(text) or visit.today
