"""Tokens: one's own, made, shown once and revoked."""

from collections.abc import Mapping
from http import HTTPStatus

from fastapi import APIRouter, FastAPI, Request, Response
from fastapi.responses import RedirectResponse

from desk.tokens import LONGEST, Made, make_token, revoke_token, tokens_of
from desk.web.forms import choices_of
from desk.web.page import render
from desk.web.posted import Posted, fields
from desk.web.visit import Visit, Visiting
from workflow.errors import BadFacts, CaseworkError
from workflow.vocabulary import TokenPurpose

router = APIRouter()


def register(app: FastAPI) -> None:
    """Add these pages."""
    app.include_router(router)


@router.get("/tokens")
def tokens_page(request: Request, visit: Visiting) -> Response:
    """The tokens, and the form for one more."""
    return _page(request, visit, {})


@router.post("/tokens")
def make(request: Request, visit: Visiting, form: Posted) -> Response:
    """Make a token; the page shows it this once."""
    typed = fields(form)
    try:
        purpose = _purpose(typed.get("purpose", ""))
        accounts = visit.house.ledger.accounts
        made = make_token(accounts, visit.person.login, purpose, typed.get("label", ""), visit.now)
    except CaseworkError as fault:
        return _page(request, visit, typed, fault=fault, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    return _page(request, visit, {}, made=made)


@router.post("/tokens/{number}/revoke")
def revoke(visit: Visiting, _form: Posted, number: int) -> Response:
    """Revoke a token."""
    revoke_token(visit.house.ledger.accounts, number, visit.actor)
    return RedirectResponse("/tokens", HTTPStatus.SEE_OTHER)


def _purpose(word: str) -> TokenPurpose:
    try:
        return TokenPurpose.of(word)
    except ValueError:
        raise BadFacts("bad_token_purpose", "Choose what the token is for.", field="purpose") from None


def _page(
    request: Request,
    visit: Visit,
    typed: Mapping[str, str],
    *,
    made: Made | None = None,
    fault: CaseworkError | None = None,
    status: int = HTTPStatus.OK,
) -> Response:
    feed = made is not None and made.token.purpose is TokenPurpose.CALENDAR
    return render(
        request,
        "tokens.html",
        visit,
        status=status,
        tokens=tokens_of(visit.house.ledger.accounts, visit.actor),
        purposes=choices_of(TokenPurpose, visit.display),
        longest=LONGEST,
        typed=typed,
        shown=made,
        feed=f"{request.base_url}feed/{made.secret}.ics" if made and feed else "",
        fault=fault,
    )
