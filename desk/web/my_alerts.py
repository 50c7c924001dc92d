"""My alerts (我的提醒): what was raised to whoever looks, the latest first, read and unread."""

from http import HTTPStatus
from zoneinfo import ZoneInfo

from fastapi import APIRouter, Depends, FastAPI, Request, Response
from fastapi.responses import RedirectResponse

from desk.proof_words import moment_words
from desk.web.numbers import Beyond, Number, whole
from desk.web.page import render
from desk.web.posted import Posted, posted, text
from desk.web.visit import Visiting
from desk.words import threshold_words

router = APIRouter()
PAGE = 50


def register(app: FastAPI) -> None:
    """Add this page."""
    app.include_router(router)


@router.get("/alerts")
def alerts_page(request: Request, visit: Visiting, before: Beyond = 0) -> Response:
    """What was raised to the visitor."""
    found = visit.house.ledger.personal_alerts.page(visit.person.login, before, PAGE + 1)
    zone, lang = ZoneInfo(visit.house.config.office.timezone), visit.display.lang
    rows = [
        (
            one,
            threshold_words(lang, one.raised.alert.threshold - one.raised.late_by),
            moment_words(zone, one.raised.raised_at),
        )
        for one in found[:PAGE]
    ]
    more = found[PAGE - 1].number if len(found) > PAGE else 0
    return render(request, "my_alerts.html", visit, rows=rows, more=more)


@router.post("/alerts/read")
def read_all(visit: Visiting, form: Posted) -> Response:
    """Mark as read everything up to the last alert that was shown."""
    visit.house.ledger.personal_alerts.read_all(visit.person.login, whole(text(form, "last")), visit.now)
    return RedirectResponse("/alerts", HTTPStatus.SEE_OTHER)


@router.post("/alerts/{number}/read", dependencies=[Depends(posted)])
def read(visit: Visiting, number: Number) -> Response:
    """Mark one as read."""
    visit.house.ledger.personal_alerts.read(visit.person.login, number, visit.now)
    return RedirectResponse("/alerts", HTTPStatus.SEE_OTHER)
