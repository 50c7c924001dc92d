"""What leaves the house: what has not left first, sent again or given up by who keeps the settings."""

from http import HTTPStatus

from fastapi import APIRouter, FastAPI, Request, Response
from fastapi.responses import RedirectResponse

from desk.sending.minding import ENDED, outbox_of, resend_all, unsent, without_address
from desk.sending.words import subject, text
from desk.web.numbers import Beyond
from desk.web.page import render
from desk.web.posted import Posted
from desk.web.visit import Visiting
from workflow.again import until_kept
from workflow.outbox import MessageState

router = APIRouter()
PAGE = 50
#: How many messages that have not left one page shows.
MOST_UNSENT = 200


def register(app: FastAPI) -> None:
    """Add these pages."""
    app.include_router(router)


@router.get("/outbox")
def outbox_page(request: Request, visit: Visiting, before: Beyond = 0) -> Response:
    """What has not left, and below it what has, the latest first."""
    outbox = outbox_of(visit.house, visit.actor)
    left = outbox.page(ENDED, before=before, limit=PAGE + 1)
    return render(
        request,
        "outbox.html",
        visit,
        unsent=() if before else unsent(outbox, MOST_UNSENT),
        left=left[:PAGE],
        more=left[PAGE - 1].id if len(left) > PAGE else 0,
        counts=outbox.counts(),
        states=MessageState,
        subject=lambda message: subject(visit.house.config, message),
        missing=without_address(visit.house),
    )


@router.post("/outbox/resend")
@until_kept
def resend_every(visit: Visiting, _form: Posted) -> Response:
    """Send everything again that could not be sent."""
    outbox = outbox_of(visit.house, visit.actor)
    with visit.house.ledger.transaction():
        many = resend_all(outbox, visit.person.login, visit.now)
    visit.note("outbox", detail=f"resend: {many}")
    return RedirectResponse("/outbox", HTTPStatus.SEE_OTHER)


@router.get("/outbox/{number}")
def message_page(request: Request, visit: Visiting, number: int) -> Response:
    """A message, as it will be read or was."""
    message = outbox_of(visit.house, visit.actor).message(number)
    config = visit.house.config
    return render(
        request,
        "outbox_one.html",
        visit,
        message=message,
        states=MessageState,
        subject=subject(config, message),
        text=text(config, message),
    )


@router.post("/outbox/{number}/resend")
def resend_one(visit: Visiting, _form: Posted, number: int) -> Response:
    """Send a message again."""
    outbox_of(visit.house, visit.actor).resend(number, visit.person.login, visit.now)
    visit.note("outbox", detail=f"resend {number}")
    return RedirectResponse("/outbox", HTTPStatus.SEE_OTHER)


@router.post("/outbox/{number}/discard")
def discard_one(visit: Visiting, _form: Posted, number: int) -> Response:
    """Give a message up."""
    outbox_of(visit.house, visit.actor).discard(number, visit.person.login, visit.now)
    visit.note("outbox", detail=f"discard {number}")
    return RedirectResponse("/outbox", HTTPStatus.SEE_OTHER)
