"""The list of requests: what is asked stands in the address, and each page begins after the last."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from urllib.parse import quote

from fastapi import APIRouter, FastAPI, Request, Response
from fastapi.responses import RedirectResponse

from desk.asking import PAGE, as_form, asked_of, filter_of, place_in, query_of
from desk.web.chosen import offered
from desk.web.forms import choices_of
from desk.web.listed import listed
from desk.web.page import render
from desk.web.saved import may_offer, pinned
from desk.web.visit import Visit, Visiting
from workflow.listing import Filter, Order, Row
from workflow.people import sees
from workflow.vocabulary import ApplicantKind, Channel, Outcome, State

router = APIRouter()
#: How many cases are counted: nobody goes through more.
MOST_COUNTED = 1000
#: What may be the end of an identity document, or all of it.
DOCUMENT = re.compile(r"[0-9]{3,17}[0-9Xx]")
#: The filters that stand in the second row of the form.
FURTHER = (
    "channel",
    "kind",
    "outcome",
    "received_from",
    "received_to",
    "due_from",
    "assigned_to",
    "sort",
    "down",
)


def register(app: FastAPI) -> None:
    """Add this page."""
    app.include_router(router)


@dataclass(frozen=True, slots=True)
class Head:
    """A column that a list can be sorted by: the query that does, and how it is sorted now, if it is."""

    query: str
    sorted: str


@router.get("/cases")
def list_page(request: Request, visit: Visiting) -> Response:
    """Requests, a page at a time; the number of one leads straight to it."""
    asked = asked_of(request.query_params.multi_items())
    ledger, units = visit.house.ledger, visit.house.ledger.units()
    if "q" in asked:
        asked["q"] = unicodedata.normalize("NFKC", asked["q"]).strip()
    if asked.keys() == {"q"} and ledger.rows_of([asked["q"]]):
        return RedirectResponse(f"/cases/{quote(asked['q'], safe='')}", HTTPStatus.SEE_OTHER)
    whole = filter_of(asked, units)
    wanted = place_in(whole, request.query_params)
    found = ledger.rows(wanted)
    rows = found[:PAGE]
    return render(
        request,
        "cases.html",
        visit,
        rows=listed(visit, rows),
        count=_count(visit, whole, wanted, found),
        by_document=listed(visit, _by_document(visit, asked, wanted)),
        asked=as_form(asked),
        query=query_of(asked),
        here=query_of(asked, wanted),
        further=any(name in asked for name in FURTHER),
        first=query_of(asked) if wanted.after else None,
        more=query_of(asked, wanted.beyond(rows[-1])) if len(found) > PAGE else None,
        heads={order: _head(asked, wanted, order) for order in Order},
        states=choices_of(State, visit.display),
        channels=choices_of(Channel, visit.display),
        kinds=choices_of(ApplicantKind, visit.display),
        outcomes=choices_of(Outcome, visit.display),
        orders=choices_of(Order, visit.display),
        units=[units[each] for each in sorted(sees(visit.person, units))],
        people=[one for one in ledger.accounts.people() if one.active],
        offered=offered(visit),
        kept=pinned(visit),
        may_offer=may_offer(visit),
    )


def _count(visit: Visit, whole: Filter, wanted: Filter, rows: Sequence[Row]) -> str:
    """How many cases the list has on all its pages, in words."""
    if not wanted.after and len(rows) <= PAGE:
        return str(len(rows))
    found = visit.house.ledger.count(whole, MOST_COUNTED)
    return f"{found}+" if found == MOST_COUNTED else str(found)


def _by_document(visit: Visit, asked: Mapping[str, str], wanted: Filter) -> Sequence[Row]:
    """The cases of whoever has a document that ends like this; that somebody searched so is noted."""
    tail = asked.get("q", "")
    if wanted.after or not DOCUMENT.fullmatch(tail):
        return ()
    found = visit.house.ledger.by_document(tail, PAGE)
    # How long the end was, never the end itself.
    visit.note("document", detail=f"{len(tail)} → {len(found)}")
    return found


def _head(asked: Mapping[str, str], wanted: Filter, order: Order) -> Head:
    """The head of a column; the one the list is sorted by turns it round."""
    here = wanted.order is order
    turned = {"sort": order.value, "down": "1" if here and not wanted.descending else ""}
    query = query_of({name: value for name, value in {**asked, **turned}.items() if value})
    return Head(query, ("descending" if wanted.descending else "ascending") if here else "")
