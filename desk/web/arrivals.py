"""待确认: what came in and is to be confirmed; kept, confirmed into a case, dropped and taken up again."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from http import HTTPStatus

from fastapi import APIRouter, FastAPI, Request, Response
from fastapi.responses import RedirectResponse

from desk.arrival_words import waited
from desk.web.asked import applicant_of, day_of, receipt_of, request_of, typed_of, unit_of
from desk.web.drafts import resumed, sent
from desk.web.forms import choices_of
from desk.web.logging_in import log_form, logged, units_offered
from desk.web.masking import masked
from desk.web.numbers import GREATEST, Number
from desk.web.page import render
from desk.web.posted import Posted, fields
from desk.web.taking import fault_status
from desk.web.visit import Visit, Visiting
from workflow.arrivals import (
    CHANNELS,
    Arrival,
    ArrivalFilter,
    Confirmed,
    Standing,
    add_arrival,
    confirm_arrival,
    drop_arrival,
    reopen_arrival,
)
from workflow.casework import check_role
from workflow.errors import BadFacts, CaseworkError
from workflow.machine import may
from workflow.values import read_day
from workflow.vocabulary import Action, Channel

router = APIRouter()
PAGE = 50


def register(app: FastAPI) -> None:
    """Add these pages."""
    app.include_router(router)


@router.get("/arrivals")
def list_page(request: Request, visit: Visiting, standing: str = "waiting", after: str = "") -> Response:
    """Arrivals, oldest first, a page at a time."""
    try:
        wanted = ArrivalFilter(Standing.of(standing), _place(after), PAGE + 1)
    except ValueError:
        raise BadFacts("bad_filter", "The filter cannot be read: {value}.", value=standing) from None
    found = visit.house.ledger.arrivals.page(wanted)
    shown = found[:PAGE]
    last = f"{shown[-1].arrived_on}.{shown[-1].number}" if len(found) > PAGE else ""
    return render(
        request,
        "arrivals.html",
        visit,
        rows=[(_masked(one), waited(visit.display.lang, one, visit.today)) for one in shown],
        standing=wanted.standing,
        standings=tuple(Standing),
        more=last,
        may_add=may(Action.RECEIVE, visit.actor.roles),
    )


@router.get("/arrivals/add")
def add_page(request: Request, visit: Visiting) -> Response:
    """The form for what came in."""
    typed = {"arrived": visit.today.isoformat(), "unit": str(visit.person.unit)}
    return _add_form(request, visit, resumed(request, visit, typed))


@router.post("/arrivals/add")
def add_now(request: Request, visit: Visiting, form: Posted) -> Response:
    """Keep what came in, or show the form again as it was typed with what is wrong."""
    check_role(visit.actor, Action.RECEIVE)
    typed = fields(form)
    try:
        came, arrivals = _came(typed, visit.today), visit.house.ledger.arrivals
        kept = add_arrival(arrivals, came, visit.actor, today=visit.today, now=visit.now)
    except CaseworkError as fault:
        return _add_form(request, visit, typed, fault=fault)
    sent(request, visit)
    return _to(kept.number)


@router.get("/arrivals/{number}")
def arrival_page(request: Request, visit: Visiting, number: Number) -> Response:
    """An arrival: who asks what, how it stands, what was done with it."""
    arrival = visit.house.ledger.arrivals.read(number)
    visit.note("arrival", detail=str(number))
    return _page(request, visit, arrival)


@router.get("/arrivals/{number}/confirm")
def confirm_page(request: Request, visit: Visiting, number: Number) -> Response:
    """The form to log it, filled with what came in; whoever confirms sees whom to call."""
    arrival = visit.house.ledger.arrivals.read(number)
    check_role(visit.actor, Action.RECEIVE)
    if arrival.standing is not Standing.WAITING:
        return _to(number)
    visit.note("arrival_confirm", detail=str(number))
    typed = typed_of(arrival) | {"received": visit.today.isoformat()}
    return log_form(request, visit, resumed(request, visit, typed), arrival=arrival)


@router.post("/arrivals/{number}/confirm")
def confirm_now(request: Request, visit: Visiting, form: Posted, number: Number) -> Response:
    """Log the request it has been confirmed as."""
    arrivals, typed = visit.house.ledger.arrivals, fields(form)
    arrival = arrivals.read(number)
    check_role(visit.actor, Action.RECEIVE)
    if typed.get("look"):
        return log_form(request, visit, typed, arrival=arrival)
    try:
        receipt = receipt_of(typed | {"channel": arrival.channel.value})
        told = Confirmed(request_of(typed), receipt, typed.get("number", ""))
        done = confirm_arrival(visit.house.office, arrivals, arrival, told, visit.actor, now=visit.now)
    except CaseworkError as fault:
        return log_form(request, visit, typed, fault=fault, arrival=arrival)
    return logged(request, visit, done)


@router.post("/arrivals/{number}/drop")
def drop_now(request: Request, visit: Visiting, form: Posted, number: Number) -> Response:
    """Take it off the list for a reason."""
    return _turn(request, visit, fields(form), number, drop_arrival)


@router.post("/arrivals/{number}/reopen")
def reopen_now(request: Request, visit: Visiting, form: Posted, number: Number) -> Response:
    """Put it back on the list."""
    return _turn(request, visit, fields(form), number, reopen_arrival)


def _turn(
    request: Request, visit: Visit, typed: Mapping[str, str], number: int, turn: Callable[..., Arrival]
) -> Response:
    arrivals, reason = visit.house.ledger.arrivals, typed.get("reason", "")
    arrival = arrivals.read(number)
    check_role(visit.actor, Action.RECEIVE)
    try:
        turn(arrivals, arrival, reason, visit.actor, today=visit.today, now=visit.now)
    except CaseworkError as fault:
        return _page(request, visit, arrivals.read(number), reason=reason, fault=fault)
    return _to(number)


def _page(
    request: Request, visit: Visit, arrival: Arrival, *, reason: str = "", fault: CaseworkError | None = None
) -> Response:
    return render(
        request,
        "arrival.html",
        visit,
        status=fault_status(fault) if fault else HTTPStatus.OK,
        arrival=arrival,
        who=masked(arrival.applicant),
        unit=visit.house.ledger.units()[arrival.unit].name,
        steps=visit.house.ledger.arrivals.steps(arrival.number),
        stands=waited(visit.display.lang, arrival, visit.today),
        may_act=may(Action.RECEIVE, visit.actor.roles),
        reason=reason,
        fault=fault,
    )


def _add_form(
    request: Request, visit: Visit, typed: Mapping[str, str], *, fault: CaseworkError | None = None
) -> Response:
    check_role(visit.actor, Action.RECEIVE)
    return render(
        request,
        "arrival_add.html",
        visit,
        status=fault_status(fault) if fault else HTTPStatus.OK,
        typed=typed,
        fault=fault,
        channels=[(word, told) for word, told in choices_of(Channel, visit.display) if word in CHANNELS],
        units=units_offered(visit),
    )


def _came(typed: Mapping[str, str], today: date) -> Arrival:
    try:
        channel = Channel.of(typed.get("channel", ""))
    except ValueError:
        raise BadFacts("no_channel", "Choose how it came in.", field="channel") from None
    arrived = day_of(typed, "arrived") or today
    subject, note = typed.get("subject", ""), typed.get("note", "")
    return Arrival(unit_of(typed), channel, arrived, applicant_of(typed), subject, note)


def _masked(arrival: Arrival) -> Arrival:
    return replace(arrival, applicant=masked(arrival.applicant))


def _to(number: int) -> Response:
    return RedirectResponse(f"/arrivals/{number}", HTTPStatus.SEE_OTHER)


def _place(after: str) -> tuple[date, int]:
    """A place in the list, as its pages tell it: 2026-03-02.17."""
    if not after:
        return ArrivalFilter().after
    day, _, number = after.partition(".")
    if not number.isascii() or not number.isdecimal() or int(number) > GREATEST:
        raise ValueError(after)
    return read_day(day), int(number)
