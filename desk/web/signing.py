"""Sign in, sign out, choose a password, and let the first person in."""

from http import HTTPStatus
from secrets import token_urlsafe
from typing import Any
from urllib.parse import quote

from fastapi import APIRouter, Depends, FastAPI, Request, Response
from fastapi.responses import RedirectResponse

from desk.office import House, now
from desk.passwords import hashed
from desk.sign_in import LIFETIME, change_password, digest_of, sign_in
from desk.web.page import render
from desk.web.posted import VISITOR, Posted, posted, text
from desk.web.visit import (
    CONTRAST,
    CONTRASTS,
    DEVICE,
    KEYS,
    KEYS_ON,
    LANG,
    LANGS,
    SESSION,
    SIZE,
    SIZES,
    Visiting,
    browser_of,
    seal_of,
)
from store.accounts import Password
from workflow.again import until_kept
from workflow.casework import Actor
from workflow.errors import CaseworkError, mark
from workflow.machine import EVERY_ROLE
from workflow.people import Person, add_person
from workflow.vocabulary import Role

router = APIRouter()
#: How long a browser remembers its own token, and how its owner likes the pages.
YEAR = 365 * 24 * 3600
#: What somebody may choose of the pages: the field, its cookie, its values.
KEPT = (
    ("lang", LANG, LANGS),
    ("size", SIZE, SIZES),
    ("contrast", CONTRAST, CONTRASTS),
    ("keys", KEYS, KEYS_ON),
)
#: What has been done of which the page to sign in speaks.
AFTER = {
    "first": mark("You are let in. Sign in with the login and the password you have just chosen."),
    "password": mark("The password is changed. Sign in with the new one."),
}


def register(app: FastAPI) -> None:
    """Add these pages."""
    app.include_router(router)


@router.get("/sign-in")
def sign_in_page(request: Request, to: str = "/", after: str = "") -> Response:
    """The form to sign in; in an office where nobody works yet, the form for its first administrator."""
    name = "sign_in.html" if _house(request).ledger.accounts.people() else "first.html"
    return _with_seal(request, name, to=to, after=AFTER.get(after, ""))


@router.post("/sign-in")
def sign_in_now(request: Request, form: Posted) -> Response:
    """Begin a session."""
    house, login = _house(request), text(form, "login")
    try:
        told = sign_in(
            house.ledger.accounts, login, str(form.get("password", "")), browser_of(request), now()
        )
    except CaseworkError as fault:
        to, status = text(form, "to"), HTTPStatus.FORBIDDEN
        return _with_seal(request, "sign_in.html", status=status, login=login, to=to, fault=fault)
    answer = RedirectResponse("/password" if told.given else _here(text(form, "to")), HTTPStatus.SEE_OTHER)
    _keep(request, answer, SESSION, told.token, int(LIFETIME.total_seconds()))
    _keep(request, answer, DEVICE, told.device, YEAR)
    return answer


@router.post("/first")
def first_person(request: Request, form: Posted) -> Response:
    """Let the first administrator in; only while nobody works here."""
    house, login = _house(request), text(form, "login")
    roles = frozenset(Role) if form.get("every_role") else frozenset({Role.ADMINISTRATOR})
    person = Person(login, text(form, "name"), roles, min(house.ledger.units()))
    try:
        _let_first_in(house, person, str(form.get("password", "")))
    except CaseworkError as fault:
        status = HTTPStatus.UNPROCESSABLE_ENTITY
        called, every = text(form, "name"), bool(form.get("every_role"))
        return _with_seal(
            request, "first.html", status=status, login=login, called=called, every_role=every, fault=fault
        )
    return RedirectResponse("/sign-in?after=first", HTTPStatus.SEE_OTHER)


@until_kept
def _let_first_in(house: House, person: Person, password: str) -> None:
    accounts = house.ledger.accounts
    with house.ledger.transaction():
        if not accounts.people():
            add_person(accounts, person, Actor(person.login, EVERY_ROLE))
            accounts.keep_password(person.login, Password(hashed(password, person.login), given=False))


@router.post("/sign-out", dependencies=[Depends(posted)])
def sign_out(visit: Visiting) -> Response:
    """End the session."""
    visit.house.ledger.accounts.end_session(digest_of(visit.token))
    answer = RedirectResponse("/sign-in", HTTPStatus.SEE_OTHER)
    answer.delete_cookie(SESSION)
    return answer


@router.get("/password")
def password_page(request: Request, visit: Visiting) -> Response:
    """The form for another password."""
    return render(request, "password.html", visit, fault=None)


@router.post("/password")
def new_password(request: Request, visit: Visiting, form: Posted) -> Response:
    """Choose another password; one is signed out everywhere, and signs in with the new one."""
    old, new = str(form.get("old", "")), str(form.get("new", ""))
    try:
        change_password(visit.house.ledger.accounts, visit.person.login, old, new)
    except CaseworkError as fault:
        status = HTTPStatus.UNPROCESSABLE_ENTITY
        return render(request, "password.html", visit, status=status, fault=fault)
    return RedirectResponse("/sign-in?after=password", HTTPStatus.SEE_OTHER)


@router.post("/display")
def display(request: Request, form: Posted) -> Response:
    """Keep how somebody likes the pages: language, size of print, contrast, keys."""
    answer = RedirectResponse(_here(text(form, "to")), HTTPStatus.SEE_OTHER)
    for name, cookie, known in KEPT:
        if (wanted := text(form, name)) in known:
            _keep(request, answer, cookie, wanted, YEAR)
    return answer


def _house(request: Request) -> House:
    house: House = request.app.state.house()
    return house


def _with_seal(
    request: Request, name: str, *, status: int = HTTPStatus.OK, login: str = "", **values: Any
) -> Response:
    """A page with a form for somebody who is not signed in: its token belongs to a cookie of the visit."""
    cookie = request.cookies.get(VISITOR) or token_urlsafe(32)
    told = {
        "fault": None,
        "after": "",
        "seal": seal_of(cookie),
        "login": login,
        "called": "",
        "every_role": False,
    } | values
    answer = render(request, name, status=status, **told)
    _keep(request, answer, VISITOR, cookie, int(LIFETIME.total_seconds()))
    return answer


def _keep(request: Request, answer: Response, name: str, value: str, seconds: int) -> None:
    secure = request.url.scheme == "https"
    answer.set_cookie(name, value, max_age=seconds, httponly=True, samesite="lax", secure=secure)


def _here(to: str) -> str:
    """A place in this desk, whatever the form says."""
    return quote(to, safe="/?&=%-") if to.startswith("/") and not to.startswith(("//", "/\\")) else "/"
