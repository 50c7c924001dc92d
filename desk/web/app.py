"""The desk put together: its pages, its guards, and what happens when something goes wrong."""

import logging
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from http import HTTPStatus
from secrets import token_hex
from urllib.parse import quote

from anyio.to_thread import current_default_thread_limiter
from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import RedirectResponse
from fastapi.staticfiles import StaticFiles
from starlette.exceptions import HTTPException
from starlette.middleware.gzip import GZipMiddleware

from desk.config import Config
from desk.kept_open import keep_open
from desk.office import House
from desk.web import (
    answering,
    arrivals,
    attachments,
    audit,
    away,
    bulk,
    calendar,
    case,
    cases,
    chosen,
    clock,
    correcting,
    doctor,
    drafts,
    feed,
    health,
    importing,
    inbox,
    jobs,
    keys,
    letters,
    letters_acts,
    letters_files,
    letters_one,
    letters_post,
    letters_wanted,
    logging_in,
    my_alerts,
    outbox,
    people,
    proof,
    proposing,
    reports,
    saved,
    sessions,
    settings,
    signing,
    statutes,
    steps,
    tokens,
    units,
    years,
)
from desk.web.api import app as api
from desk.web.drafts import kept_from_the_dead
from desk.web.frozen import Telling
from desk.web.headers import Headers
from desk.web.page import render
from desk.web.statuses import status_of
from desk.web.visit import OWN_PASSWORD, PasswordGiven, SignedOut
from workflow.errors import BadFacts, CaseworkError, NotFound

#: The pages, family by family. An address is answered by the first that knows it: the general ones come last.
ROOMS = (
    signing,
    inbox,
    cases,
    case,
    logging_in,
    arrivals,
    clock,
    correcting,
    drafts,
    chosen,
    saved,
    reports,
    letters,
    letters_post,
    letters_files,
    letters_one,
    letters_acts,
    letters_wanted,
    jobs,
    importing,
    bulk,
    attachments,
    sessions,
    keys,
    tokens,
    calendar,
    feed,
    away,
    api,
    doctor,
    my_alerts,
    proof,
    outbox,
    proposing,
    answering,
    steps,
    people,
    settings,
    units,
    years,
    statutes,
    audit,
    health,
)
#: Pages made at once: more threads than processors only contend for the interpreter.
AT_ONCE = 4
#: Pages go over an intranet: packed tighter they would be a tenth smaller and cost four times as much.
QUICK = 1
LOG = logging.getLogger("foi.web")


def make_app(config: Config) -> FastAPI:
    """The desk of an office."""
    app = FastAPI(title="foi-desk", lifespan=_few_at_once, docs_url=None, redoc_url=None, openapi_url=None)
    app.state.config = config
    app.state.house = _opened(app, config)
    app.state.wake = lambda: None  # whoever serves the desk brings somebody who does the long work
    app.mount("/static/framework", StaticFiles(packages=[("starlette_admin", "static/css/vendor")]))
    app.mount("/static", StaticFiles(packages=[("desk.web", "static")]))
    for room in ROOMS:
        room.register(app)
    app.add_middleware(GZipMiddleware, minimum_size=1000, compresslevel=QUICK)
    app.add_middleware(Headers)
    app.add_middleware(Telling)
    app.exception_handler(SignedOut)(_signed_out)
    app.exception_handler(PasswordGiven)(_password_given)
    app.exception_handler(CaseworkError)(_refused)
    app.exception_handler(RequestValidationError)(_not_understood)
    app.exception_handler(HTTPException)(_no_page)
    app.exception_handler(Exception)(_broken)
    return app


@asynccontextmanager
async def _few_at_once(_app: FastAPI) -> AsyncIterator[None]:
    current_default_thread_limiter().total_tokens = AT_ONCE
    yield


def _opened(app: FastAPI, config: Config) -> Callable[[], House]:
    """The office as it is now, and its settings beside it."""
    opened = keep_open(config)

    def current() -> House:
        house = opened()
        app.state.config = house.config
        return house

    return current


async def _signed_out(request: Request, _fault: Exception) -> Response:
    """To the sign-in page, and back to where somebody wanted to go, or to the form they had filled."""
    to = request.url.path + (f"?{request.url.query}" if request.url.query else "")
    back = (to if to != "/" else "") if request.method == "GET" else await kept_from_the_dead(request)
    where = f"/sign-in?to={quote(back)}" if back else "/sign-in"
    return RedirectResponse(where, HTTPStatus.SEE_OTHER)


def _password_given(_request: Request, _fault: Exception) -> Response:
    return RedirectResponse(OWN_PASSWORD, HTTPStatus.SEE_OTHER)


def _refused(request: Request, fault: Exception) -> Response:
    return _at_fault(request, status_of(fault), fault)


def _not_understood(request: Request, _fault: Exception) -> Response:
    fault = BadFacts("bad_address", "That address cannot be read.")
    return _at_fault(request, HTTPStatus.UNPROCESSABLE_ENTITY, fault)


def _no_page(request: Request, fault: Exception) -> Response:
    status = fault.status_code if isinstance(fault, HTTPException) else HTTPStatus.NOT_FOUND
    told = NotFound("no_page", "There is no such page.")
    return _at_fault(request, status, told)


def _at_fault(request: Request, status: int, fault: Exception) -> Response:
    """A fault, with the menu of whoever is signed in; not where the database itself may be what fails."""
    known = status < HTTPStatus.INTERNAL_SERVER_ERROR
    visit = getattr(request.state, "visit", None) if known else None
    return render(request, "fault.html", visit, status=status, fault=fault, number="")


def _broken(request: Request, fault: Exception) -> Response:
    """A fault of ours: everything was rolled back, and the log has the rest under the number shown."""
    number = token_hex(4)
    LOG.error("fault %s at %s", number, request.url.path, exc_info=fault)
    told = CaseworkError("broken", "Something went wrong here, and nothing was kept.")
    return render(
        request, "fault.html", status=HTTPStatus.INTERNAL_SERVER_ERROR, fault=told, number=number
    )  # fmt: skip
