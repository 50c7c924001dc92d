"""The feed a calendar subscribes to: whoever has its address needs no cookie."""

from hashlib import sha256
from http import HTTPStatus

from fastapi import APIRouter, FastAPI, Request, Response

from desk.feed import feed_of
from desk.office import House, now, seen_by, today
from desk.tokens import holder
from desk.web.visit import browser_of
from store.accounts import Look
from workflow.errors import NotFound
from workflow.vocabulary import TokenPurpose

router = APIRouter()


def register(app: FastAPI) -> None:
    """Add this address."""
    app.include_router(router)


@router.get("/feed/{token}.ics")
def feed(request: Request, token: str) -> Response:
    """What is due, for the calendar of whoever made the token."""
    house: House = request.app.state.house()
    person = holder(house.ledger.accounts, token, TokenPurpose.CALENDAR, now())
    if person is None:
        raise NotFound("no_page", "There is no such page.")
    house.ledger.accounts.note_look(Look(now(), person.login, "feed", "", "", browser_of(request).address))
    told = feed_of(seen_by(house, person.login), today(house.config))
    tag = f'"{sha256(told).hexdigest()[:32]}"'
    headers = {"etag": tag, "cache-control": "private, no-cache"}
    if request.headers.get("if-none-match", "").removeprefix("W/") == tag:
        return Response(status_code=HTTPStatus.NOT_MODIFIED, headers=headers)
    return Response(told, media_type="text/calendar; charset=utf-8", headers=headers)
