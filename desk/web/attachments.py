"""Attachments of a case: added several at a time, taken out as files, withdrawn for a reason."""

from collections.abc import AsyncIterator, Mapping
from http import HTTPStatus
from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Depends, FastAPI, Request, Response
from fastapi.responses import RedirectResponse
from starlette.datastructures import FormData, UploadFile

from desk.attachment_files import download_name, papers
from desk.web.attached_part import shown
from desk.web.download import file_answer
from desk.web.numbers import whole
from desk.web.page import render
from desk.web.posted import Posted, text
from desk.web.upload import read_up_to
from desk.web.visit import Visit, Visiting
from workflow.attaching import Purpose, attach, find_attachment, withdraw
from workflow.casework import check_role, look
from workflow.errors import BadFacts, CaseworkError, NotFound
from workflow.file_words import AttachmentKind
from workflow.vocabulary import Action

router = APIRouter()
#: How many files of the largest size one post may bring.
TOGETHER = 5
UNFIT = HTTPStatus.UNPROCESSABLE_ENTITY


def register(app: FastAPI) -> None:
    """Add these pages."""
    app.include_router(router)


async def uploaded(request: Request, visit: Visiting) -> AsyncIterator[FormData]:
    """The fields and files of a form, as large together as so many of the largest; see `read_up_to`."""
    async for form in read_up_to(request, visit.house.config.attachments.megabytes * TOGETHER):
        yield form


@router.get("/cases/{ref}/attach")
def attach_page(request: Request, visit: Visiting, ref: str) -> Response:
    """The form to attach files."""
    return _attach_page(request, visit, ref, {})


@router.post("/cases/{ref}/attach")
def attach_now(
    request: Request, visit: Visiting, form: Annotated[FormData, Depends(uploaded)], ref: str
) -> Response:
    """Attach files, all of them or none."""
    typed = {name: text(form, name) for name in ("attachment_kind", "proves")}
    files = [
        (one.filename or "", one.file)
        for one in form.getlist("files")
        if isinstance(one, UploadFile) and one.filename
    ]
    try:
        brought = papers(visit.house.config, files)
        attach(visit.house.office, ref, brought, _purpose(typed), visit.actor, on=visit.today, now=visit.now)
    except NotFound:
        raise
    except CaseworkError as fault:
        return _attach_page(request, visit, ref, typed, fault=fault, status=UNFIT)
    return RedirectResponse(f"/cases/{quote(ref)}#attachments", HTTPStatus.SEE_OTHER)


@router.get("/cases/{ref}/attachments/{line}")
def download(visit: Visiting, ref: str, line: int) -> Response:
    """An attachment as a file, proved to be what was attached; always to be saved, never shown in place."""
    found = find_attachment(visit.house.ledger, ref, line)
    content = visit.house.ledger.file(found.sha256)
    visit.note("attachment", ref, str(line))
    return file_answer(content, "application/octet-stream", download_name(found))


@router.get("/cases/{ref}/withdraw_attachment")
def withdraw_page(request: Request, visit: Visiting, ref: str, attachment: int = 0) -> Response:
    """The form to withdraw an attachment."""
    return _withdraw_page(request, visit, ref, {"attachment": str(attachment)})


@router.post("/cases/{ref}/withdraw_attachment")
def withdraw_now(request: Request, visit: Visiting, form: Posted, ref: str) -> Response:
    """Withdraw an attachment."""
    typed = {name: text(form, name) for name in ("attachment", "reason")}
    line = whole(typed["attachment"])
    try:
        withdraw(visit.house.office, ref, line, typed["reason"], visit.actor, on=visit.today, now=visit.now)
    except NotFound:
        raise
    except CaseworkError as fault:
        return _withdraw_page(request, visit, ref, typed, fault=fault, status=UNFIT)
    return RedirectResponse(f"/cases/{quote(ref)}#attachments", HTTPStatus.SEE_OTHER)


def _attach_page(
    request: Request,
    visit: Visit,
    ref: str,
    typed: Mapping[str, str],
    *,
    fault: CaseworkError | None = None,
    status: int = HTTPStatus.OK,
) -> Response:
    done = look(visit.house.office, ref)
    check_role(visit.actor, Action.ATTACH)
    return render(request, "attach.html", visit, status=status, done=done, typed=typed, fault=fault)


def _withdraw_page(
    request: Request,
    visit: Visit,
    ref: str,
    typed: Mapping[str, str],
    *,
    fault: CaseworkError | None = None,
    status: int = HTTPStatus.OK,
) -> Response:
    row = shown(visit, find_attachment(visit.house.ledger, ref, whole(typed["attachment"])))
    check_role(visit.actor, Action.WITHDRAW_ATTACHMENT)
    return render(
        request, "attach_withdraw.html", visit, status=status, ref=ref, row=row, typed=typed, fault=fault
    )


def _purpose(typed: Mapping[str, str]) -> Purpose:
    try:
        kind = AttachmentKind.of(typed["attachment_kind"])
    except ValueError:
        raise BadFacts("no_attachment_kind", "Choose what the files are.", field="attachment_kind") from None
    return Purpose(kind, whole(typed["proves"]))
