"""Kept lists: a name for what a list is asked, pinned by its owner, or offered to the unit by a head."""

from collections.abc import Sequence
from http import HTTPStatus
from urllib.parse import parse_qsl

from fastapi import APIRouter, Depends, FastAPI, Request, Response
from fastapi.responses import RedirectResponse

from desk.asking import asked_of, filter_of, same_query
from desk.web.numbers import Number
from desk.web.page import render
from desk.web.posted import Posted, posted, text
from desk.web.visit import Visit, Visiting
from store.filters import Kept
from workflow.errors import BadFacts, Refused
from workflow.machine import SIGNERS
from workflow.values import is_writable

router = APIRouter()
#: How long the name of a list may be.
LONGEST = 40


def register(app: FastAPI) -> None:
    """Add these pages."""
    app.include_router(router)


def pinned(visit: Visit) -> Sequence[Kept]:
    """The lists that stand before somebody: their own pinned ones, and those offered to their unit."""
    return [one for one in _kept(visit) if one.pinned or one.owner != visit.person.login]


def may_offer(visit: Visit) -> bool:
    """Whether somebody may offer a list to their unit."""
    return bool(visit.person.roles & set(SIGNERS))


@router.get("/lists")
def lists_page(request: Request, visit: Visiting) -> Response:
    """The lists somebody keeps, and those offered to them."""
    return render(request, "lists.html", visit, kept=_kept(visit), may_offer=may_offer(visit))


@router.post("/lists")
def keep_list(visit: Visiting, form: Posted) -> Response:
    """Keep a list under a name; what it asks for must be something a list knows."""
    name, query = text(form, "name"), same_query(text(form, "query"))
    if not name or len(name) > LONGEST or not is_writable(name):
        raise BadFacts("bad_list_name", "Name the list, in at most {most} characters.", most=LONGEST)
    filter_of(asked_of(parse_qsl(query)), visit.house.ledger.units())
    offered = bool(text(form, "offered"))
    if offered and not may_offer(visit):
        raise Refused("offered_by_heads", "Only a head offers a list to the unit.")
    visit.house.ledger.accounts.filters.keep(
        Kept(
            owner=visit.person.login,
            name=name,
            query=query,
            pinned=bool(text(form, "pinned")),
            unit=visit.person.unit if offered else None,
        )
    )
    return RedirectResponse("/lists", HTTPStatus.SEE_OTHER)


@router.post("/lists/{number}/remove", dependencies=[Depends(posted)])
def remove_list(visit: Visiting, number: Number) -> Response:
    """Keep a list no longer."""
    visit.house.ledger.accounts.filters.drop(number, visit.person.login)
    return RedirectResponse("/lists", HTTPStatus.SEE_OTHER)


def _kept(visit: Visit) -> Sequence[Kept]:
    return visit.house.ledger.accounts.filters.of(visit.person.login, visit.person.unit)
