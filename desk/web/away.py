"""Away (我不在时由…代): who hears of somebody's alerts, noted by themselves or by a head of theirs."""

from collections.abc import Mapping
from datetime import date
from http import HTTPStatus

from fastapi import APIRouter, FastAPI, Request, Response
from fastapi.responses import RedirectResponse

from desk.going_away import come_back, go_away
from desk.web.page import render
from desk.web.posted import Posted, fields, text
from desk.web.visit import Visit, Visiting
from workflow.absences import Absence, may_note
from workflow.errors import BadFacts, CaseworkError
from workflow.machine import WRITERS
from workflow.people import Person
from workflow.values import read_day

router = APIRouter()


def register(app: FastAPI) -> None:
    """Add this page."""
    app.include_router(router)


@router.get("/away")
def away_page(request: Request, visit: Visiting) -> Response:
    """Who is away or will be, of those one may note it for, and the form for one more absence."""
    return _page(request, visit, {"login": visit.person.login, "since": str(visit.today)})


@router.post("/away")
def note(request: Request, visit: Visiting, form: Posted) -> Response:
    """Note an absence."""
    typed = fields(form)
    try:
        days = [_day(typed, name) for name in ("since", "until")]
        login, deputy = typed.get("login", ""), typed.get("deputy", "")
        absence = Absence(login, days[0], days[1], deputy, visit.person.login, visit.now)
        go_away(visit.house.ledger, absence, visit.actor)
    except CaseworkError as fault:
        return _page(request, visit, typed, fault=fault, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    visit.note("away", detail=f"{login}: {days[0]} – {days[1]}, {deputy}")
    return RedirectResponse("/away", HTTPStatus.SEE_OTHER)


@router.post("/away/back")
def note_back(request: Request, visit: Visiting, form: Posted) -> Response:
    """Note that somebody is back: from today, or from the day on which they would have left."""
    login = text(form, "login")
    try:
        day = max(visit.today, _day({"since": text(form, "since")}, "since"))
        come_back(visit.house.ledger, login, day, visit.actor)
    except CaseworkError as fault:
        return _page(request, visit, {}, fault=fault, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    visit.note("back", detail=f"{login}: {day}")
    return RedirectResponse("/away", HTTPStatus.SEE_OTHER)


def _day(typed: Mapping[str, str], name: str) -> date:
    try:
        return read_day(typed.get(name, ""))
    except ValueError:
        raise BadFacts("bad_away_day", "Say the first and the last day.", field=name) from None


def _page(
    request: Request,
    visit: Visit,
    typed: Mapping[str, str],
    *,
    fault: CaseworkError | None = None,
    status: int = HTTPStatus.OK,
) -> Response:
    accounts, units = visit.house.ledger.accounts, visit.house.ledger.units()
    people = [one for one in accounts.people() if one.active]
    noted = {one.login: one for one in people if may_note(units, one, visit.person)}
    return render(
        request,
        "away.html",
        visit,
        status=status,
        absences=[one for one in accounts.absences.ending_from(visit.today) if one.login in noted],
        names={one.login: one.name for one in people},
        whom=[_choice(one) for one in noted.values()],
        deputies=[_choice(one) for one in people if one.roles & set(WRITERS)],
        typed=typed,
        fault=fault,
    )


def _choice(person: Person) -> tuple[str, str]:
    return person.login, f"{person.name} ({person.login})"
