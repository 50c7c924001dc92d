"""Drafts of forms: what was typed outlives the session it was typed in, for its author alone.

A form keeps drafts by carrying its own address in the field `draft` (`drafts.html`): then what is typed is
kept every few seconds by script, and without one when it is posted after the session has ended.
"""

import re
from collections.abc import Mapping
from contextlib import suppress
from datetime import timedelta
from http import HTTPStatus
from urllib.parse import quote

from fastapi import APIRouter, FastAPI, Request, Response
from fastapi.responses import RedirectResponse
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData, UploadFile
from starlette.exceptions import HTTPException

from desk.office import House, now
from desk.sign_in import digest_of
from desk.web.posted import SEAL, Posted, posted, text
from desk.web.visit import DEVICE, Visit, Visiting
from store.accounts import Accounts
from store.drafts import Draft
from workflow.errors import BadFacts, Busy, CaseworkError, ClockBehind

router = APIRouter()
#: How long a draft is kept, and how many characters it may have.
LIVES, LONGEST = timedelta(days=7), 200_000
#: The field that names the form, and what is never kept of one.
NAME = "draft"
NEVER = frozenset({SEAL, NAME, "look", "password", "old", "new"})
#: The address of a form: a place in this desk, and nothing behind it.
ADDRESS = re.compile(r"/(?![/\\])[^\s?#\x00-\x1f\ud800-\udfff]{0,299}")


def register(app: FastAPI) -> None:
    """Add these addresses."""
    app.include_router(router)


@router.post("/drafts")
def keep_draft(visit: Visiting, form: Posted) -> Response:
    """Keep what has been typed so far."""
    _keep(visit.house.ledger.accounts, visit.person.login, form)
    return Response(status_code=HTTPStatus.NO_CONTENT)


@router.post("/drafts/end")
def throw_away(visit: Visiting, form: Posted) -> Response:
    """Throw a draft away, and back to the empty form."""
    path = _address(form)
    visit.house.ledger.accounts.drafts.end(visit.person.login, path)
    return RedirectResponse(quote(path), HTTPStatus.SEE_OTHER)


@router.post("/stay")
def stay(visit: Visiting, form: Posted) -> Response:  # noqa: ARG001  who asks proves both
    """Stay signed in: to be asked is enough."""
    return Response(status_code=HTTPStatus.NO_CONTENT)


def draft_of(request: Request, visit: Visit) -> Draft | None:
    """What the visitor had typed into this form and not sent."""
    if request.method != "GET":
        return None
    drafts = visit.house.ledger.accounts.drafts
    return drafts.find(visit.person.login, request.url.path, visit.now - LIVES)


def resumed(request: Request, visit: Visit, empty: Mapping[str, str]) -> Mapping[str, str]:
    """The form as it was left, where its author goes on with it; else the `empty` one."""
    draft = draft_of(request, visit) if "draft" in request.query_params else None
    return draft.fields if draft else empty


def sent(request: Request, visit: Visit) -> None:
    """The form was sent and kept, and its draft ends; where nothing can be written by now, by its age."""
    with suppress(Busy, ClockBehind):
        visit.house.ledger.accounts.drafts.end(visit.person.login, request.url.path)


async def kept_from_the_dead(request: Request) -> str:
    """Keep what was posted after the session had ended, for whoever last signed in with that browser.

    Answers the address at which the form stands filled again; nothing where nothing was kept.
    """
    if request.method != "POST":
        return ""
    try:
        form = await posted(request)
        return await run_in_threadpool(_keep_unsigned, request, form)
    except (CaseworkError, HTTPException):
        return ""  # no form of ours, or none that can be read


def _keep_unsigned(request: Request, form: FormData) -> str:
    house: House = request.app.state.house()
    device, accounts = request.cookies.get(DEVICE, ""), house.ledger.accounts
    login = accounts.last_login(digest_of(device)) if device else ""
    if not login or NAME not in form:
        return ""
    return f"{quote(_keep(accounts, login, form))}?draft=1"


def _keep(accounts: Accounts, login: str, form: FormData) -> str:
    path, at = _address(form), now()
    fields = _typed(form)
    if sum(len(name) + len(told) for name, told in fields.items()) > LONGEST:
        raise BadFacts("draft_too_long", "That is too much to be kept.")
    accounts.drafts.keep(login, path, Draft(fields, at))
    accounts.drafts.end_before(at - LIVES)
    return path


def _typed(form: FormData) -> dict[str, str]:
    """The fields somebody typed: no file, no password, no seal."""
    return {
        name: told[-1]
        for name in form
        if name not in NEVER
        and (told := [one for one in form.getlist(name) if not isinstance(one, UploadFile)])
    }


def _address(form: FormData) -> str:
    path = text(form, NAME)
    if not ADDRESS.fullmatch(path):
        raise BadFacts("bad_address", "That address cannot be read.")
    return path
