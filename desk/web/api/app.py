"""The API put together: an application of its own beside the pages, which shares the office and no cookie."""

import json
import logging
from collections.abc import Callable
from http import HTTPStatus
from secrets import token_hex
from typing import Any

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from desk.config import Config
from desk.office import House
from desk.plain import plain_fault
from desk.web.api import cases, jobs, letters, years
from desk.web.api.bounds import Bounded
from desk.web.api.caller import NotLetIn, lang_of
from desk.web.api.told import Failed
from desk.web.statuses import status_of
from workflow.errors import BadFacts, CaseworkError, Conflict, NotFound, Refused

LOG = logging.getLogger("foi.api")
#: What any address may answer instead.
INSTEAD: dict[int | str, dict[str, Any]] = {
    code.value: {"model": Failed, "description": code.phrase}
    for code in (
        HTTPStatus.UNAUTHORIZED,
        HTTPStatus.FORBIDDEN,
        HTTPStatus.NOT_FOUND,
        HTTPStatus.CONFLICT,
        HTTPStatus.PRECONDITION_FAILED,
        HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
        HTTPStatus.UNPROCESSABLE_ENTITY,
        HTTPStatus.SERVICE_UNAVAILABLE,
    )
}


class Json(JSONResponse):
    """JSON in plain characters; the half of a character stays the escape it came as."""

    def render(self, content: Any) -> bytes:
        """The bytes."""
        return json.dumps(content, ensure_ascii=False, default=str).encode("utf-8", "backslashreplace")


def register(app: FastAPI) -> None:
    """Add the API under /api."""

    def wake() -> None:
        """Whoever serves the desk says how, once it is put together."""
        app.state.wake()

    app.mount("/api", make_api(lambda: app.state.config, app.state.house, wake))


def make_api(
    config: Callable[[], Config], house: Callable[[], House], wake: Callable[[], None] = lambda: None
) -> FastAPI:
    """The API of an office, its configuration and its ledger as they are at each request.

    `wake` brings somebody who does the long work.
    """
    api = FastAPI(
        title="foi-desk",
        version="1",
        summary="What `foi` does on cases, letters and years, for programs.",
        docs_url=None,
        redoc_url=None,
        servers=[{"url": "/api"}],
        root_path_in_servers=False,
        default_response_class=Json,
        responses=INSTEAD,
    )
    api.state.config, api.state.house, api.state.wake = config, house, wake
    for room in (cases, letters, jobs, years):
        api.include_router(room.router)
    api.add_middleware(Bounded)
    api.exception_handler(NotLetIn)(_not_let_in)
    api.exception_handler(CaseworkError)(_refused)
    api.exception_handler(RequestValidationError)(_not_understood)
    api.exception_handler(HTTPException)(_no_address)
    api.exception_handler(UnicodeEncodeError)(_half_a_character)
    api.exception_handler(Exception)(_broken)
    return api


def described() -> dict[str, Any]:
    """The description of the API (OpenAPI), the same for every office."""

    def nobody() -> House:
        raise NotFound("no_database", "This office has no database yet, or an old one. Run: foi init")

    return make_api(Config, nobody).openapi()


def _failed(request: Request, status: int, fault: CaseworkError, **more: str) -> Response:
    headers = {"www-authenticate": "Bearer"} if status == HTTPStatus.UNAUTHORIZED else None
    return Json({"error": plain_fault(fault, lang_of(request)) | more}, status, headers)


def _not_let_in(request: Request, _fault: Exception) -> Response:
    fault = Refused("no_token", "Show a token for the API: Authorization: Bearer ….")
    return _failed(request, HTTPStatus.UNAUTHORIZED, fault)


def _refused(request: Request, fault: Exception) -> Response:
    assert isinstance(fault, CaseworkError)
    stale = isinstance(fault, Conflict) and fault.code == "stale"
    return _failed(request, HTTPStatus.PRECONDITION_FAILED if stale else status_of(fault), fault)


def _not_understood(request: Request, fault: Exception) -> Response:
    assert isinstance(fault, RequestValidationError)
    first = fault.errors()[0]
    field = ".".join(str(step) for step in first["loc"])[:200]
    told = BadFacts("bad_field", "{field} cannot be read: {why}", field=field, why=first["msg"])
    return _failed(request, HTTPStatus.UNPROCESSABLE_ENTITY, told)


def _no_address(request: Request, fault: Exception) -> Response:
    assert isinstance(fault, HTTPException)
    told: CaseworkError = NotFound("no_address", "The API has no such address, or none for this method.")
    if fault.status_code == HTTPStatus.REQUEST_ENTITY_TOO_LARGE:
        told = BadFacts("too_long", "The request is too long.")
    elif fault.status_code == HTTPStatus.BAD_REQUEST:
        told = BadFacts("bad_json", "The request is no JSON that can be read.")
    return _failed(request, fault.status_code, told)


def _half_a_character(request: Request, _fault: Exception) -> Response:
    """A name in the JSON holds half a character, on which pydantic stumbles."""
    told = BadFacts("bad_json", "The request is no JSON that can be read.")
    return _failed(request, HTTPStatus.UNPROCESSABLE_ENTITY, told)


def _broken(request: Request, fault: Exception) -> Response:
    """A fault of ours: everything was rolled back, and the log has the rest under the number told."""
    number = token_hex(4)
    LOG.error("fault %s at %s", number, request.url.path, exc_info=fault)
    told = CaseworkError("broken", "Something went wrong here, and nothing was kept.")
    return _failed(request, HTTPStatus.INTERNAL_SERVER_ERROR, told, number=number)
