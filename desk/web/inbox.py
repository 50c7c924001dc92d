"""今天要办: what is overdue, due today, due soon, and waiting for a signature; oldest first."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from fastapi import APIRouter, FastAPI, Request, Response

from desk.web.lights import Light, row_light
from desk.web.page import render
from desk.web.visit import Visit, Visiting
from desk.words import SOON
from workflow.documents import Document, DocumentFilter
from workflow.ledger import Filter, Row
from workflow.vocabulary import DocumentStatus

router = APIRouter()
#: How many cases of one kind are shown; the list has the rest.
MOST = 50


def register(app: FastAPI) -> None:
    """Add this page."""
    app.include_router(router)


@dataclass(frozen=True, slots=True)
class Pile:
    """Cases that wait for the same thing; `more` where not all are shown."""

    title: str
    empty: str
    rows: Sequence[tuple[Row, Light | None]]
    more: bool


@router.get("/")
def inbox(request: Request, visit: Visiting) -> Response:
    """The page a clerk begins the day with."""
    words, today = visit.display.words, visit.today
    law = visit.house.office.law
    soon = law.workdays(law.regime(today)).add(today, SOON)
    due = sorted(_due_by(visit, soon), key=lambda row: (_last_day(row), row.ref))
    overdue = [row for row in due if _last_day(row) < today]
    due_today = [row for row in due if _last_day(row) == today]
    later = [row for row in due if _last_day(row) > today]
    piles = (
        _pile(visit, words("Overdue"), words("Nothing is overdue."), overdue),
        _pile(visit, words("Due today"), words("Nothing is due today."), due_today),
        _pile(visit, words("Due within three working days"), words("Nothing is due soon."), later),
    )
    return render(request, "inbox.html", visit, piles=piles, to_sign=_to_sign(visit))


DAY = timedelta(days=1)


def _due_by(visit: Visit, last: date) -> list[Row]:
    """Every running reply due on that day or before."""
    wanted = Filter(due_before=last + DAY, open_only=True, limit=500)
    found: list[Row] = []
    while page := visit.house.ledger.rows(wanted):
        found += page
        wanted = replace(wanted, after=page[-1].ref)
    return found


def _last_day(row: Row) -> date:
    return row.reply.due_on or row.reply.missed_on or date.max


def _pile(visit: Visit, title: str, empty: str, rows: Sequence[Row]) -> Pile:
    law = visit.house.office.law
    lit = [
        (row, row_light(visit.display.lang, row, law.workdays(law.regime(row.received_on)), visit.today))
        for row in rows[:MOST]
    ]
    return Pile(title, empty, lit, len(rows) > MOST)


def _to_sign(visit: Visit) -> Sequence[Document]:
    """The drafts that wait for a head's signature, where the office wants one."""
    if not visit.house.config.signoff.needed:
        return ()
    wanted = DocumentFilter(statuses=frozenset({DocumentStatus.DRAFT}), limit=MOST)
    return visit.house.ledger.document_page(wanted)
