"""A letter on a page of its own: its words, how far it has come, and what can be done with it now."""

from collections.abc import Mapping
from datetime import date, datetime
from http import HTTPStatus
from zoneinfo import ZoneInfo

from fastapi import APIRouter, FastAPI, Request, Response

from desk.clerking import as_drafted
from desk.handing_over import untold_online
from desk.letterbox import waits_to_be_served
from desk.web.forms import choices_of
from desk.web.letters_view import clerk_of, light, waits_for
from desk.web.numbers import Number
from desk.web.page import render
from desk.web.visit import Visit, Visiting
from letters.kept import recall
from workflow.casework import Done, look
from workflow.documents import Document
from workflow.errors import CaseworkError, Refused
from workflow.machine import may
from workflow.paperwork import wants_another
from workflow.service import services
from workflow.vocabulary import Action, Delivery, DocumentStatus, ServiceMethod

router = APIRouter()
A, S = Action, DocumentStatus


def register(app: FastAPI) -> None:
    """Add this page."""
    app.include_router(router)


@router.get("/letters/{letter}")
def letter_page(request: Request, visit: Visiting, letter: Number) -> Response:
    """A letter."""
    document = visit.house.ledger.document(letter)
    visit.note("letter", document.ref, f"{document.line} {document.kind}")
    return page_of(request, visit, document)


def page_of(
    request: Request,
    visit: Visit,
    document: Document,
    typed: Mapping[str, str] | None = None,
    *,
    fault: CaseworkError | None = None,
    status: int = HTTPStatus.OK,
) -> Response:
    """A letter on its page; `typed` stands in its forms where something could not be kept."""
    done = look(visit.house.office, document.ref)
    roles, served = visit.actor.roles, waits_to_be_served(done, document)
    return render(
        request,
        "letters_one.html",
        visit,
        status=status,
        document=document,
        done=done,
        drafted_on=_office_day(visit, document.drafted_at),
        signed_on=_office_day(visit, document.signed_at),
        parts=recall(document.words),
        light=light(visit, done),
        outdated=_outdated(visit, document),
        unissued=document.status in (S.DRAFT, S.SIGNED),
        may_write=may(A.ISSUE, roles),
        may_sign=may(A.ANSWER, roles) and not wants_another(visit.house.office, document, visit.actor),
        may_void=may(A.VOID, roles),
        waits_for_me=waits_for(visit, document),
        signoff=visit.house.config.signoff,
        to_serve=served,
        services=[each for each in services(done.record.entries) if each.answer == document.line],
        on_its_way=done.case.delivery is Delivery.SENT and document.line == _last_answer(done),
        untold=document.number in untold_online(visit.house, done) if document.number else False,
        methods=choices_of(ServiceMethod, visit.display),
        rule=done.case.statute.clock[A.SERVE],
        typed=typed or {},
        fault=fault,
    )


def _office_day(visit: Visit, moment: datetime | None) -> date | None:
    """The day it was in the office."""
    return moment.astimezone(ZoneInfo(visit.house.config.office.timezone)).date() if moment else None


def _last_answer(done: Done) -> int:
    served = services(done.record.entries)
    return served[-1].answer if served else 0


def _outdated(visit: Visit, document: Document) -> Refused | None:
    """Why a letter that has not been issued can be no more: the case has changed since it was drafted."""
    if document.status not in (S.DRAFT, S.SIGNED):
        return None
    try:
        with clerk_of(visit) as clerk:
            as_drafted(clerk, document)
    except Refused as fault:
        return fault
    return None
