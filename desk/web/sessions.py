"""Where somebody is signed in: their own sessions to end, and for an administrator everybody's."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from http import HTTPStatus
from urllib.parse import quote
from zoneinfo import ZoneInfo

from fastapi import APIRouter, FastAPI, Request, Response
from fastapi.responses import RedirectResponse

from desk.sign_in import digest_of, end_sessions, signed_in
from desk.web.device import device_of
from desk.web.page import render
from desk.web.posted import Posted, text
from desk.web.visit import Visit, Visiting
from store.accounts import Session
from workflow.duties import Duty
from workflow.people import check_duty, find_person

router = APIRouter()


def register(app: FastAPI) -> None:
    """Add these pages."""
    app.include_router(router)


@dataclass(frozen=True, slots=True)
class Place:
    """A session as the page shows it, its instants by the office's own clock; `here` is the one that asks."""

    digest: str
    device: str
    address: str
    since: str
    seen: str
    here: bool


@router.get("/sessions")
def own_sessions(request: Request, visit: Visiting) -> Response:
    """Where one is signed in oneself."""
    return _page(request, visit, visit.person.login, "/sessions")


@router.post("/sessions")
def end_own(visit: Visiting, form: Posted) -> Response:
    """End one of one's own sessions, or all others."""
    accounts, digest = visit.house.ledger.accounts, text(form, "session")
    but = "" if digest else digest_of(visit.token)
    end_sessions(accounts, visit.person.login, digest=digest, but=but)
    return RedirectResponse("/sessions", HTTPStatus.SEE_OTHER)


@router.get("/people/{login}/sessions")
def their_sessions(request: Request, visit: Visiting, login: str) -> Response:
    """Where somebody is signed in, for an administrator."""
    check_duty(visit.actor, Duty.PEOPLE)
    find_person(visit.house.ledger.accounts, login)
    return _page(request, visit, login, f"/people/{quote(login, safe='')}/sessions")


@router.post("/people/{login}/sessions")
def end_theirs(visit: Visiting, form: Posted, login: str) -> Response:
    """End one of somebody's sessions, or all of them; that is recorded."""
    check_duty(visit.actor, Duty.PEOPLE)
    accounts = visit.house.ledger.accounts
    find_person(accounts, login)
    ended = end_sessions(accounts, login, digest=text(form, "session"))
    visit.note("end_sessions", detail=f"{login}: {ended}")
    return RedirectResponse(f"/people/{quote(login, safe='')}/sessions", HTTPStatus.SEE_OTHER)


def _page(request: Request, visit: Visit, login: str, address: str) -> Response:
    config = visit.house.config
    idle = timedelta(minutes=config.web.idle_minutes)
    found = signed_in(visit.house.ledger.accounts, login, idle, visit.now)
    own = digest_of(visit.token)
    places = _places(found, own, ZoneInfo(config.office.timezone))
    return render(
        request,
        "sessions.html",
        visit,
        places=places,
        login=login,
        address=address,
        idle=config.web.idle_minutes,
    )


def _places(found: Sequence[Session], own: str, zone: ZoneInfo) -> list[Place]:
    def told(at: datetime) -> str:
        return f"{at.astimezone(zone):%Y-%m-%d %H:%M}"

    return [
        Place(
            one.digest,
            device_of(one.agent),
            one.address,
            told(one.began_at),
            told(one.seen_at),
            one.digest == own,
        )
        for one in found
    ]
