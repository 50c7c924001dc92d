"""What a step has moved in a frozen year, said on the page after it.

A step is followed by another address (303). The cases it moved go along in that address as `moved`, and the
page that it leads to compares them anew with what was frozen: an address that somebody made up tells nothing
that is not so, and nothing of cases out of sight.
"""

from contextlib import suppress
from dataclasses import dataclass
from http import HTTPStatus
from urllib.parse import urlencode, urlsplit, urlunsplit

from fastapi import Request
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from desk.moved_words import MOST, told_words
from desk.web.visit import Visit
from desk.year_told import Told, changed, otherwise
from workflow.errors import CaseworkError

MOVED = "moved"


@dataclass(frozen=True, slots=True)
class Line:
    """What has moved, in a sentence; `href` leads to all changes of that table, where they are in sight."""

    words: str
    href: str


class Telling:
    """Puts the cases that a step has moved into the address it is followed by."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer as the app does."""
        state = scope.setdefault("state", {}) if scope["type"] == "http" else {}

        async def tell(message: Message) -> None:
            if message["type"] == "http.response.start" and message["status"] == HTTPStatus.SEE_OTHER:
                visit: Visit | None = state.get("visit")
                refs = await run_in_threadpool(_refs, visit) if visit else ()
                if refs:
                    headers = MutableHeaders(scope=message)
                    headers["location"] = _along(headers["location"], refs)
            await send(message)

        await self._app(scope, receive, tell)


def moved_lines(request: Request, visit: Visit) -> list[Line]:
    """What is to be said above a page: what this visit has moved, and what the one before it says it has."""
    found = list(changed(visit.house, visit.house.ledger.written()))
    for ref in request.query_params.getlist(MOVED)[:MOST]:
        with suppress(CaseworkError):
            found += otherwise(visit.house, ref)
    return [Line(told_words(visit.display.lang, told), _href(visit, told)) for told in found[:MOST]]


def _refs(visit: Visit) -> list[str]:
    written = visit.house.ledger.written()
    try:
        # A proceeding is called by its case: 2026-0001/5.
        found = [each.moved.ref.partition("/")[0] for each in changed(visit.house, written)]
    except CaseworkError:
        found = list(written)  # the step was kept, and the page it leads to asks again
    return list(dict.fromkeys(found))[:MOST]


def _along(location: str, refs: list[str]) -> str:
    parts = urlsplit(location)
    more = urlencode([(MOVED, ref) for ref in refs])
    return urlunsplit(parts._replace(query=f"{parts.query}&{more}" if parts.query else more))


def _href(visit: Visit, told: Told) -> str:
    if not visit.house.ledger.scope.admits(told.unit.id):
        return ""
    asked = urlencode({"form": told.form, "unit": told.unit.id})
    return f"/reports/{told.year}/changes?{asked}"
