"""The list of requests: what is asked stands in the address, and each page begins after the last."""

from collections.abc import Mapping
from datetime import date
from urllib.parse import urlencode

from fastapi import APIRouter, FastAPI, Request, Response

from desk.web.lights import row_light
from desk.web.page import render
from desk.web.visit import Visiting
from workflow.errors import BadFacts
from workflow.ledger import Filter, Unit
from workflow.people import below
from workflow.values import read_day
from workflow.vocabulary import State

router = APIRouter()
PAGE = 50
#: What a list can be asked for in its address, and how long a value may be.
ASKED, LONGEST = ("q", "state", "unit", "due_before", "open_only"), 200


def register(app: FastAPI) -> None:
    """Add this page."""
    app.include_router(router)


@router.get("/cases")
def list_page(
    request: Request,
    visit: Visiting,
) -> Response:
    """Requests, a page at a time."""
    law, lang, ledger = visit.house.office.law, visit.display.lang, visit.house.ledger
    asked = {name: request.query_params.get(name, "")[:LONGEST] for name in ASKED}
    units = ledger.units()
    rows = ledger.rows(_filter(asked, units, request.query_params.get("after", "")))
    lit = [
        (row, row_light(lang, row, law.workdays(law.regime(row.received_on)), visit.today))
        for row in rows[:PAGE]
    ]
    kept = {name: value for name, value in asked.items() if value}
    more = urlencode(kept | {"after": rows[PAGE - 1].ref}) if len(rows) > PAGE else ""
    return render(
        request, "cases.html", visit, rows=lit, asked=asked, more=more, states=tuple(State), units=units
    )


def _filter(asked: Mapping[str, str], units: Mapping[int, Unit], after: str) -> Filter:
    unit = asked["unit"]
    return Filter(
        state=_state(asked["state"]),
        units=below(units, int(unit)) if unit.isdecimal() and int(unit) in units else frozenset(),
        due_before=_day(asked["due_before"]),
        words=asked["q"],
        open_only=bool(asked["open_only"]),
        after=after,
        limit=PAGE + 1,
    )


def _state(word: str) -> State | None:
    try:
        return State.of(word) if word else None
    except ValueError:
        raise BadFacts("bad_filter", "The filter cannot be read: {value}.", value=word) from None


def _day(text: str) -> date | None:
    try:
        return read_day(text) if text else None
    except ValueError:
        raise BadFacts("bad_filter", "The filter cannot be read: {value}.", value=text) from None
