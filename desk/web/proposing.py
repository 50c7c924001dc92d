"""Another calendar on a page: proposed, its list looked at, approved by a head or dropped."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from fastapi import APIRouter, FastAPI, Request, Response
from fastapi.responses import RedirectResponse

from desk.listing_moved import list_on
from desk.office import House
from desk.proposing import approve, drop, propose_notice, propose_region
from desk.renewing import renew_cases
from desk.web.page import render
from desk.web.patience import patience
from desk.web.posted import Posted, fields
from desk.web.proposal_page import one_page
from desk.web.taking import fault_status
from desk.web.visit import Visit, Visiting
from workflow.calendars import regions
from workflow.duties import Duty
from workflow.errors import CaseworkError
from workflow.people import check_duty
from workflow.proposals import Proposal

router = APIRouter()
#: A notice is a page, not a book.
LONGEST = 20_000
#: How many proposals are listed: a year brings one or two.
PAGE = 50


def register(app: FastAPI) -> None:
    """Add these pages."""
    app.include_router(router)


@router.get("/settings/calendars")
def calendars_page(request: Request, visit: Visiting) -> Response:
    """What was proposed and decided, and how far the reckoning has come."""
    check_duty(visit.actor, Duty.CALENDAR)
    return _page(request, visit)


@router.post("/settings/calendars")
def propose(request: Request, visit: Visiting, form: Posted) -> Response:
    """A notice, or a region switched on or off, with a list of what it would move."""
    check_duty(visit.actor, Duty.CALENDAR)
    typed, whole = fields(form), _whole(request)
    try:
        one = _proposed(whole, visit, typed)
        list_on(whole, one.id, enough=patience())
    except CaseworkError as fault:
        return _page(request, visit, typed=typed, fault=fault, status=fault_status(fault))
    visit.note("settings", detail=f"calendar {one.id}: {one.kind} {one.title}")
    return _to(one.id)


def _proposed(whole: House, visit: Visit, typed: Mapping[str, str]) -> Proposal:
    if "region" in typed:
        return propose_region(whole, typed["region"], visit.actor)
    return propose_notice(whole, typed.get("notice", "")[:LONGEST], "notice.toml", visit.actor)


@router.post("/settings/calendars/reckon")
def reckon(request: Request, visit: Visiting, _form: Posted) -> Response:
    """Reckon some of the cases that are still to be reckoned; the bell does the rest."""
    check_duty(visit.actor, Duty.CALENDAR)
    renew_cases(_whole(request), enough=patience())
    return RedirectResponse("/settings/calendars", HTTPStatus.SEE_OTHER)


@router.get("/settings/calendars/{number}")
def proposal_page(request: Request, visit: Visiting, number: int, after: str = "") -> Response:
    """What a proposal moves, a page from a place on."""
    check_duty(visit.actor, Duty.CALENDAR)
    return one_page(request, visit, number, after=after)


@router.post("/settings/calendars/{number}/list")
def go_on(request: Request, visit: Visiting, _form: Posted, number: int) -> Response:
    """Go on with the list for a moment."""
    check_duty(visit.actor, Duty.CALENDAR)
    list_on(_whole(request), number, enough=patience())
    return _to(number)


@router.post("/settings/calendars/{number}/approve")
def approve_it(request: Request, visit: Visiting, form: Posted, number: int) -> Response:
    """Approve the list that was shown; the cases follow, the first of them at once."""
    check_duty(visit.actor, Duty.APPROVE_CALENDAR)
    whole = _whole(request)
    try:
        house = approve(whole, number, fields(form).get("digest", ""), visit.actor)
    except CaseworkError as fault:
        return one_page(request, visit, number, fault=fault, status=fault_status(fault))
    visit.note("settings", detail=f"calendar {number}: approved")
    try:
        renew_cases(house, enough=patience())
    finally:
        house.ledger.close()
    return _to(number)


@router.post("/settings/calendars/{number}/drop")
def drop_it(request: Request, visit: Visiting, form: Posted, number: int) -> Response:
    """Drop a proposal, with a reason."""
    check_duty(visit.actor, Duty.CALENDAR)
    typed = fields(form)
    try:
        drop(_whole(request), number, typed.get("reason", ""), visit.actor)
    except CaseworkError as fault:
        return one_page(request, visit, number, typed=typed, fault=fault, status=fault_status(fault))
    visit.note("settings", detail=f"calendar {number}: dropped")
    return _to(number)


def _to(number: int) -> Response:
    return RedirectResponse(f"/settings/calendars/{number}", HTTPStatus.SEE_OTHER)


def _whole(request: Request) -> House:
    house: House = request.app.state.house()
    return house


def _page(
    request: Request,
    visit: Visit,
    *,
    typed: Mapping[str, str] | None = None,
    fault: CaseworkError | None = None,
    status: int = HTTPStatus.OK,
) -> Response:
    whole = _whole(request)
    told: dict[str, Any] = {
        "proposals": whole.ledger.proposals.page(limit=PAGE),
        "behind": whole.ledger.count_behind(),
        "region": whole.config.office.region,
        "regions": [code for code in regions() if code.startswith(f"{whole.config.office.jurisdiction}-")],
        "typed": typed or {},
    }
    return render(request, "calendars.html", visit, status=status, fault=fault, **told)
