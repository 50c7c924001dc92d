"""The letters that wait, pile by pile, and every other one by search."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from urllib.parse import urlencode

from fastapi import APIRouter, FastAPI, Request, Response

from desk.letterbox import waits_to_be_served
from desk.web.letters_view import Line, day_asked, every, line_of, waits_for
from desk.web.numbers import Beyond, whole
from desk.web.page import render
from desk.web.visit import Visit, Visiting
from workflow.casework import look
from workflow.documents import Document, DocumentFilter
from workflow.errors import BadFacts, NotFound, mark
from workflow.ledger import Unit
from workflow.machine import may
from workflow.people import below
from workflow.vocabulary import Action, DocumentStatus

router = APIRouter()
S = DocumentStatus
#: How many letters a page shows, and how many each pile does where all stand on one page.
PAGE, FEW = 50, 10
#: What the search can be asked for in its address, and how long a value may be.
ASKED, LONGEST = ("q", "status", "unit", "issued_on"), 200


def register(app: FastAPI) -> None:
    """Add this page."""
    app.include_router(router)


@dataclass(frozen=True, slots=True)
class Kind:
    """What letters wait for: its word in an address, its title, and what is said where none waits."""

    name: str
    title: str
    empty: str


# fmt: off
MINE = Kind("mine", mark("For you to sign"), mark("No letter waits for your signature."))
SIGN = Kind("sign", mark("For another to sign"), mark("No letter waits for another's signature."))
ISSUE = Kind("issue", mark("To issue"), mark("No letter waits to be issued. Draft it from its request."))
SERVE = Kind("serve", mark("To serve"), mark("No reply waits to be served. Once issued it stands here."))
# fmt: on
KINDS = {kind.name: kind for kind in (MINE, SIGN, ISSUE, SERVE)}


@dataclass(frozen=True, slots=True)
class Pile:
    """Letters that wait for the same thing; `more` leads to the next page of them."""

    kind: Kind
    lines: Sequence[Line]
    more: str


@router.get("/letters")
def letters_page(request: Request, visit: Visiting, after: Beyond = 0) -> Response:
    """The piles; one of them a page at a time; or what a search finds."""
    asked = {name: request.query_params.get(name, "")[:LONGEST].replace("\0", "") for name in ASKED}
    wanted = request.query_params.get("pile", "")
    if any(asked.values()):
        piles = [_found(visit, asked, after)]
    elif wanted:
        piles = [_pile(visit, _kind(wanted), PAGE, after)]
    else:
        piles = [_pile(visit, kind, FEW) for kind in _order(visit)]
    return render(
        request,
        "letters.html",
        visit,
        piles=piles,
        asked=asked,
        statuses=tuple(S),
        units=visit.house.ledger.units(),
    )


def _kind(name: str) -> Kind:
    if name not in KINDS:
        raise NotFound("no_page", "There is no such page.")
    return KINDS[name]


def _order(visit: Visit) -> Sequence[Kind]:
    """The piles, what waits for the visitor first; none for signing where nobody must sign."""
    if not visit.house.config.signoff.needed:
        return (ISSUE, SERVE)
    return (MINE, SIGN, ISSUE, SERVE) if may(Action.ANSWER, visit.actor.roles) else (ISSUE, SERVE, SIGN)


def _pile(visit: Visit, kind: Kind, limit: int, after: int = 0) -> Pile:
    wanted, belongs = _asked_of(visit, kind)
    waiting = filter(belongs, every(visit, replace(wanted, after=after)))
    documents = list(islice(waiting, limit + 1))
    # The short pile of the first page goes on, on a page of its own, after its last letter.
    more = urlencode({"pile": kind.name, "after": documents[limit - 1].id}) if len(documents) > limit else ""
    return Pile(kind, [line_of(visit, document) for document in documents[:limit]], more)


def _asked_of(visit: Visit, kind: Kind) -> tuple[DocumentFilter, Callable[[Document], bool]]:
    """Where the letters of a pile are found, and which of those belong to it."""
    if kind is SERVE:
        issued = DocumentFilter(statuses=frozenset({S.ISSUED}), unserved=True)
        return issued, lambda document: waits_to_be_served(look(visit.house.office, document.ref), document)
    if kind is ISSUE:
        ready = {S.SIGNED} if visit.house.config.signoff.needed else {S.DRAFT, S.SIGNED}
        return DocumentFilter(statuses=frozenset(ready)), lambda _: True
    drafts = DocumentFilter(statuses=frozenset({S.DRAFT}))
    return drafts, lambda document: waits_for(visit, document) is (kind is MINE)


def _found(visit: Visit, asked: Mapping[str, str], after: int) -> Pile:
    """What a search finds, oldest first."""
    units = visit.house.ledger.units()
    documents = visit.house.ledger.document_page(_filter(asked, units, after))
    kept = {name: value for name, value in asked.items() if value}
    more = urlencode(kept | {"after": documents[PAGE - 1].id}) if len(documents) > PAGE else ""
    found = Kind("", mark("Found"), mark("No letter is like that."))
    return Pile(found, [line_of(visit, document) for document in documents[:PAGE]], more)


def _filter(asked: Mapping[str, str], units: Mapping[int, Unit], after: int) -> DocumentFilter:
    unit, status = whole(asked["unit"]), asked["status"]
    if status and status not in list(S):
        raise BadFacts("bad_filter", "The filter cannot be read: {value}.", value=status)
    return DocumentFilter(
        statuses=frozenset({S.of(status)} if status else ()),
        units=below(units, unit) if unit in units else frozenset(),
        issued_on=day_asked(asked["issued_on"]),
        words=asked["q"],
        after=after,
        limit=PAGE + 1,
    )
