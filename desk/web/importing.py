"""Import a ledger: the file is tried first, then brought in; what came can be taken back as a whole."""

from http import HTTPStatus

from fastapi import APIRouter, Depends, FastAPI, Request, Response
from fastapi.responses import RedirectResponse

from desk.jobs.asking import check_may_ask
from desk.jobs.ledgers import have_brought_in, have_tried
from desk.jobs.undoing import batch, batches, undo
from desk.moved_words import changed_words
from desk.web.job_words import when_words
from desk.web.numbers import Number
from desk.web.page import render
from desk.web.posted import posted, text
from desk.web.upload import LedgerSent, file_of
from desk.web.visit import Visit, Visiting
from desk.year_told import changed
from workflow.errors import CaseworkError
from workflow.jobs import JobKind

router = APIRouter()
#: What somebody may choose.
CHOICES = ("create_units", "as_recorded")
#: So many imports, and so many cases of one, are shown.
MOST = 50


def register(app: FastAPI) -> None:
    """Add these pages."""
    app.include_router(router)


@router.get("/import")
def import_page(request: Request, visit: Visiting) -> Response:
    """The form for a ledger, and what came in before."""
    return _page(request, visit)


@router.post("/import")
def try_import(request: Request, visit: Visiting, form: LedgerSent) -> Response:
    """Take a ledger, and have it tried; nothing is written yet."""
    check_may_ask(visit.actor, JobKind.TRIAL)
    chosen = {name: bool(text(form, name)) for name in CHOICES}
    try:
        sent = file_of(form)
        with sent.file as file:
            wanted = chosen | {"lang": visit.display.lang}
            job = have_tried(visit.house, visit.actor, file, sent.filename or "", wanted, at=visit.now)
    except CaseworkError as fault:
        return _page(request, visit, chosen=chosen, fault=fault)
    request.app.state.wake()
    return RedirectResponse(f"/jobs/{job.id}", HTTPStatus.SEE_OTHER)


@router.post("/jobs/{number}/import", dependencies=[Depends(posted)])
def import_now(request: Request, visit: Visiting, number: Number) -> Response:
    """Bring in the ledger that was tried, as it was tried."""
    job = have_brought_in(visit.house, visit.actor, number, visit.now)
    visit.note("import", detail=f"{job.id} {job.ask.source.name}")
    request.app.state.wake()
    return RedirectResponse(f"/jobs/{job.id}", HTTPStatus.SEE_OTHER)


@router.get("/imports/{number}")
def undo_page(request: Request, visit: Visiting, number: Number) -> Response:
    """What would be taken back."""
    return _undo_page(request, visit, number)


@router.post("/imports/{number}", dependencies=[Depends(posted)])
def undo_now(request: Request, visit: Visiting, number: Number) -> Response:
    """Take an import back; what changes in a frozen year is said at once."""
    check_may_ask(visit.actor, JobKind.IMPORT)
    batch(visit.house, visit.actor, number)
    try:
        taken_out = undo(visit.house, visit.actor, number, visit.now)
    except CaseworkError as fault:
        return _undo_page(request, visit, number, fault)
    visit.note("undo", detail=f"import {number}: {taken_out}")
    moved = list(changed(visit.house, visit.house.ledger.written()))
    minded = list(changed_words(visit.display.lang, moved))
    return _page(request, visit, undone=(number, taken_out, minded))


def _undo_page(request: Request, visit: Visit, number: int, fault: CaseworkError | None = None) -> Response:
    check_may_ask(visit.actor, JobKind.IMPORT)
    found, refs = batch(visit.house, visit.actor, number)
    return render(
        request,
        "import_undo.html",
        visit,
        status=HTTPStatus.CONFLICT if fault else HTTPStatus.OK,
        fault=fault,
        batch=found,
        refs=refs[:MOST],
        more=max(0, len(refs) - MOST),
        when=when_words(visit, found.at),
    )


def _page(
    request: Request,
    visit: Visit,
    *,
    chosen: dict[str, bool] | None = None,
    undone: tuple[int, int, list[str]] | None = None,
    fault: CaseworkError | None = None,
) -> Response:
    check_may_ask(visit.actor, JobKind.TRIAL)
    return render(
        request,
        "import.html",
        visit,
        status=HTTPStatus.UNPROCESSABLE_ENTITY if fault else HTTPStatus.OK,
        fault=fault,
        chosen=chosen or {},
        undone=undone,
        most=visit.house.config.web.upload_mb,
        batches=batches(visit.house, visit.actor)[:MOST],
        when=lambda moment: when_words(visit, moment),
    )
