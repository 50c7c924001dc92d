"""今天要办: what is overdue, due today, due soon, and waiting for a signature; oldest first."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import islice
from urllib.parse import urlencode

from fastapi import APIRouter, FastAPI, Request, Response

from desk.web.letters_view import waiting_for
from desk.web.listed import Listed, listed
from desk.web.own_days import given, reports
from desk.web.page import render
from desk.web.saved import pinned
from desk.web.visit import Visit, Visiting
from desk.words import SOON
from letters.kept import recall
from workflow.arrivals import ArrivalFilter
from workflow.documents import Document
from workflow.listing import Filter, Order

router = APIRouter()
#: How many cases of one kind are shown, and how many are counted; the list has the rest.
MOST, MOST_COUNTED = 50, 1000
DAY = timedelta(days=1)


def register(app: FastAPI) -> None:
    """Add this page."""
    app.include_router(router)


@dataclass(frozen=True, slots=True)
class Pile:
    """Cases that wait for the same thing: how many, the oldest, and the query of the list of all."""

    title: str
    empty: str
    rows: Sequence[Listed]
    count: str
    more: str


@router.get("/")
def inbox(request: Request, visit: Visiting) -> Response:
    """The page a clerk begins the day with."""
    words, today = visit.display.words, visit.today
    law = visit.house.office.law
    soon = law.workdays(law.regime(today)).add(today, SOON)
    waiting = Filter(order=Order.DUE, limit=MOST)
    overdue = replace(waiting, due_before=today)
    due_today = replace(waiting, due_from=today, due_before=today + DAY)
    later = replace(waiting, due_from=today + DAY, due_before=soon + DAY)
    piles = (
        _pile(visit, words("Overdue"), words("Nothing is overdue."), overdue),
        _pile(visit, words("Due today"), words("Nothing is due today."), due_today),
        _pile(visit, words("Due within three working days"), words("Nothing is due soon."), later),
    )
    return render(
        request, "inbox.html", visit,
        piles=piles, to_sign=_to_sign(visit), waiting=_waiting(visit), kept=pinned(visit),
        given=given(visit, MOST), reports=reports(visit),
    )  # fmt: skip


def _pile(visit: Visit, title: str, empty: str, wanted: Filter) -> Pile:
    """The oldest of a pile; the rest is only counted, and only as far as anybody would go through it."""
    ledger = visit.house.ledger
    rows = listed(visit, ledger.rows(wanted))
    if len(rows) < MOST:
        return Pile(title, empty, rows, str(len(rows)), "")
    found = ledger.count(wanted, MOST_COUNTED)
    days = {"due_from": wanted.due_from, "due_before": wanted.due_before, "sort": wanted.order.value}
    more = urlencode({name: day for name, day in days.items() if day})
    count = f"{found}+" if found == MOST_COUNTED else str(found)
    return Pile(title, empty, rows, count, more if found > MOST else "")


def _waiting(visit: Visit) -> int:
    """How many arrivals are to be confirmed, as far as anybody would count them."""
    return len(visit.house.ledger.arrivals.page(ArrivalFilter(limit=MOST)))


def _to_sign(visit: Visit) -> Sequence[tuple[Document, str]]:
    """The drafts that wait for the visitor's signature, each with its title."""
    return [(each, recall(each.words).title) for each in islice(waiting_for(visit), MOST)]
