"""Log a request: the form, who asked before, the confirmation with its number and last day, the receipt."""

from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any
from urllib.parse import quote

from fastapi import APIRouter, FastAPI, Request, Response
from fastapi.responses import RedirectResponse

from desk.earlier import Earlier, earlier, repeat_rule
from desk.press import printed, renderer
from desk.receipt import receipt
from desk.receipt_days import RECEIPT_DAYS
from desk.web.asked import JOINT, applicant_of, receipt_of, request_of
from desk.web.download import DOCX, PDF, file_answer
from desk.web.drafts import resumed, sent
from desk.web.forms import choices_of
from desk.web.page import render
from desk.web.posted import Posted, fields
from desk.web.taking import fault_status
from desk.web.visit import Visit, Visiting
from letters.parts import Parts
from workflow.arrivals import Arrival
from workflow.casework import Done, check_role, look
from workflow.errors import CaseworkError, NotFound, Refused
from workflow.statute import Statute
from workflow.twice import log_once
from workflow.vocabulary import Action, ApplicantKind, Channel

router = APIRouter()
#: The files a receipt is given as.
MEDIA = {"pdf": PDF, "docx": DOCX}


def register(app: FastAPI) -> None:
    """Add these pages."""
    app.include_router(router)


@router.get("/log")
def log_page(request: Request, visit: Visiting) -> Response:
    """The form."""
    check_role(visit.actor, Action.RECEIVE)
    typed = {"received": visit.today.isoformat(), "unit": str(visit.person.unit)}
    return log_form(request, visit, resumed(request, visit, typed))


@router.post("/log")
def log_now(request: Request, visit: Visiting, form: Posted) -> Response:
    """Log the request, or show the form again as it was typed: with what is wrong, or who asked before."""
    check_role(visit.actor, Action.RECEIVE)
    typed = fields(form)
    if typed.get("look"):
        return log_form(request, visit, typed)
    try:
        done = log_once(
            visit.house.office,
            visit.house.ledger.arrivals,
            request_of(typed),
            receipt_of(typed),
            visit.actor,
            now=visit.now,
            ref=typed.get("number", ""),
            again=bool(typed.get("again")),
        )
    except CaseworkError as fault:
        return log_form(request, visit, typed, fault=fault)
    return logged(request, visit, done)


def log_form(
    request: Request,
    visit: Visit,
    typed: Mapping[str, str],
    *,
    fault: CaseworkError | None = None,
    arrival: Arrival | None = None,
) -> Response:
    """The form of a request, or of the request an arrival is confirmed as."""
    return render(
        request,
        "log.html",
        visit,
        status=fault_status(fault) if fault else HTTPStatus.OK,
        typed=typed,
        fault=fault,
        arrival=arrival,
        channels=choices_of(Channel, visit.display),
        receipt_days=RECEIPT_DAYS,
        kinds=choices_of(ApplicantKind, visit.display),
        units=units_offered(visit),
        joint=range(JOINT),
        looked=bool(typed.get("look")),
        **_before(visit, typed),
    )


def units_offered(visit: Visit) -> Sequence[tuple[str, str]]:
    """The units a request can be logged for: those somebody sees."""
    units, seen = visit.house.ledger.units(), visit.house.ledger.scope
    return [(str(unit.id), unit.name) for unit in units.values() if seen.admits(unit.id)]


def logged(request: Request, visit: Visit, done: Done) -> Response:
    """To the confirmation; what was typed need not be kept any more."""
    sent(request, visit)
    return RedirectResponse(f"/cases/{quote(done.record.ref)}/logged", HTTPStatus.SEE_OTHER)


@router.get("/cases/{ref}/logged")
def logged_page(request: Request, visit: Visiting, ref: str) -> Response:
    """The confirmation: the number, the last day and why, what comes next, and who asked the like before."""
    done = look(visit.house.office, ref)
    visit.note("logged", ref)
    asked = done.record.request
    before = earlier(visit.house.ledger.arrivals, asked.applicants, asked.subject, besides=ref)
    told = _told(done.case.statute, before)
    return render(request, "logged.html", visit, done=done, **told, paper=_paper(visit, done))


@router.get("/cases/{ref}/receipt")
def receipt_page(request: Request, visit: Visiting, ref: str) -> Response:
    """The receipt on a page to be printed, in the words of the letter."""
    done = look(visit.house.office, ref)
    visit.note("receipt", ref)
    return render(request, "receipt.html", visit, done=done, paper=_receipt(visit, done), kinds=tuple(MEDIA))


@router.get("/cases/{ref}/receipt/{kind}")
def receipt_file(visit: Visiting, ref: str, kind: str) -> Response:
    """The receipt as PDF or DOCX."""
    done = look(visit.house.office, ref)
    if kind not in MEDIA:
        raise NotFound("no_page", "There is no such page.")
    visit.note("receipt", ref, kind)
    made = printed(_receipt(visit, done), visit.house.config)
    return file_answer(made.pdf if kind == "pdf" else made.docx, MEDIA[kind], f"{ref}-receipt.{kind}")


def _receipt(visit: Visit, done: Done) -> Parts:
    with renderer(visit.house.config) as fill:
        return receipt(visit.house, done, fill)


def _paper(visit: Visit, done: Done) -> Parts | None:
    """The receipt, where there is one."""
    try:
        return _receipt(visit, done)
    except Refused:
        return None


def _before(visit: Visit, typed: Mapping[str, str]) -> dict[str, Any]:
    applicants = [applicant_of(typed, n) for n in range(JOINT)]
    found = earlier(visit.house.ledger.arrivals, applicants, typed.get("subject", ""))
    return _told(visit.house.office.law.regime(visit.today), found)


def _told(statute: Statute, before: Sequence[Earlier]) -> dict[str, Any]:
    """Who asked before, and what the law says of it where something is alike."""
    alike = any(one.alike for one in before)
    return {"before": before, "repeat": repeat_rule(statute) if alike else None}
