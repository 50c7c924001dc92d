"""The audit: who looked at which personal data, when, and why."""

from fastapi import APIRouter, FastAPI, Request, Response

from desk.web.audit_words import what_words
from desk.web.numbers import Beyond
from desk.web.page import render
from desk.web.visit import Visiting
from workflow.duties import Duty
from workflow.people import check_duty

router = APIRouter()
PAGE = 50


def register(app: FastAPI) -> None:
    """Add this page."""
    app.include_router(router)


@router.get("/audit")
def audit(request: Request, visit: Visiting, ref: str = "", by: str = "", before: Beyond = 0) -> Response:
    """Who looked at what, the latest first."""
    check_duty(visit.actor, Duty.AUDIT)
    found = visit.house.ledger.accounts.looks(ref=ref, by=by, before=before, limit=PAGE + 1)
    more = found[PAGE - 1].number if len(found) > PAGE else 0
    return render(
        request, "audit.html", visit, looks=found[:PAGE], what=what_words, ref=ref, by=by, more=more
    )
