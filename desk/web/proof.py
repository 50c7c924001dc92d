"""The proof of a case's alerts, on a page of its own."""

from zoneinfo import ZoneInfo

from fastapi import APIRouter, FastAPI, Request, Response

from desk.proof_words import messages_of, moment_words, remarks, told_outside
from desk.web.page import render
from desk.web.visit import Visiting
from desk.words import threshold_words
from workflow.casework import look
from workflow.proof import proof

router = APIRouter()


def register(app: FastAPI) -> None:
    """Add this page."""
    app.include_router(router)


@router.get("/cases/{ref}/alerts")
def alerts_page(request: Request, visit: Visiting, ref: str) -> Response:
    """Each threshold of a case: when it was owed and raised, how late and why, and what is to come."""
    office, zone = visit.house.office, ZoneInfo(visit.house.config.office.timezone)
    done, lang = look(office, ref), visit.display.lang
    visit.note("case", ref)
    told = told_outside(visit.house, ref)
    rows = [
        (
            one.alert,
            threshold_words(lang, one.alert.threshold),
            moment_words(zone, one.raised.raised_at) if one.raised else "",
            list(remarks(lang, zone, one, messages_of(told, ref, one))),
        )
        for one in proof(office, done.record, visit.today, zone)
    ]
    return render(request, "alerts.html", visit, done=done, rows=rows)
