"""The single keys of the pages: one table for the page that tells them and the overlay that does."""

from fastapi import APIRouter, FastAPI, Request, Response

from desk.web.page import render
from desk.web.visit import Visiting
from workflow.errors import mark

router = APIRouter()
# fmt: off
#: (the keys one after the other, what they do, what must be on the page). `static/keys.js` does the same.
KEYS_OF_PAGES = (
    ("?",     mark("Show these keys"),             "body"),
    ("/",     mark("Search"),                      "#find"),
    ("g i",   mark("Go to today's work"),          "nav a[href='/']"),
    ("g l",   mark("Go to the list of requests"),  "nav a[href='/cases']"),
    ("n",     mark("Log a request"),               "a[href='/log']"),
    ("j",     mark("The next row"),                "main tbody th a, main tbody td a"),
    ("k",     mark("The row before"),              "main tbody th a, main tbody td a"),
    ("o",     mark("Open the row (Enter, too)"),   "main tbody th a, main tbody td a"),
    ("e",     mark("The next step of the case"),   ".next a.btn-primary"),
)
# fmt: on


def register(app: FastAPI) -> None:
    """Add this page."""
    app.include_router(router)


@router.get("/keys")
def keys_page(request: Request, visit: Visiting) -> Response:
    """All keys, and the switch that turns them off; the overlay takes its table from here."""
    return render(request, "keys.html", visit, keys=KEYS_OF_PAGES)
