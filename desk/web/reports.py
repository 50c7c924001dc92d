"""The year on pages: its official table, every number of which opens its cases."""

from http import HTTPStatus
from urllib.parse import urlencode

from fastapi import APIRouter, FastAPI, Request, Response
from fastapi.responses import RedirectResponse

from desk.web import (
    reports_cells,
    reports_charts,
    reports_figures,
    reports_freezing,
    reports_units,
    reports_words,
)
from desk.web.reports_files import LAYOUTS, file_of
from desk.web.reports_place import FIRST, LAST, Asked, Here, page_of
from desk.web.reports_table import ruled
from desk.web.visit import Visiting
from desk.yearend import failing, frozen_table, set_aside, table_of
from reports.spans import Place
from reports.text import fault_of
from workflow.duties import Duty
from workflow.errors import BadFacts
from workflow.people import check_duty

router = APIRouter()
#: Up to this month the year before is the one being reported (《政府信息公开条例》第四十九条: 每年1月31日前).
REPORTING = 3


def register(app: FastAPI) -> None:
    """Add these pages."""
    for room in (
        reports_cells,
        reports_charts,
        reports_figures,
        reports_freezing,
        reports_units,
        reports_words,
    ):
        app.include_router(room.router)
    app.include_router(router)


@router.get("/reports")
def choose(visit: Visiting, year: str = "", form: str = "", unit: str = "") -> Response:
    """To a year: the one that was chosen, else the one that is being reported."""
    check_duty(visit.actor, Duty.COUNT)
    today = visit.today
    wanted = year or str(today.year if today.month > REPORTING else today.year - 1)
    if wanted not in map(str, range(FIRST, LAST + 1)):
        raise BadFacts("bad_filter", "The filter cannot be read: {value}.", value=wanted)
    asked = urlencode({name: value for name, value in (("form", form), ("unit", unit)) if value})
    return RedirectResponse(f"/reports/{wanted}" + (f"?{asked}" if asked else ""), HTTPStatus.SEE_OTHER)


@router.get("/reports/{year}")
def year_page(request: Request, visit: Visiting, here: Here, live: str = "") -> Response:
    """The table of a year, frozen or counted anew; one that contradicts itself is a draft for the screen."""
    frozen = None if live else frozen_table(here.year)
    table = frozen or table_of(here.year)
    return page_of(
        request,
        visit,
        here,
        "year.html",
        table=table,
        tables=ruled(table, lambda at: _cell(here, at)),
        frozen=here.year.held,
        live=frozen is None,
        running=visit.today.year <= here.year.year,
        aside=() if frozen else set_aside(here.year),
        hard=[fault_of(table, check) for check in failing(table)],
        soft=[fault_of(table, one) for one in table.checks if not one.holds and one.strength != "hard"],
        layouts=tuple(LAYOUTS),
    )


@router.get("/reports/{year}/files/{layout}")
def year_file(visit: Visiting, here: Here, layout: str) -> Response:
    """The table of a year, frozen or counted, as a file."""
    frozen = frozen_table(here.year)
    table = frozen or table_of(here.year)
    return file_of(here.year, table, layout, visit.today, frozen=frozen is not None)


def _cell(here: Asked, at: Place) -> str:
    code, column = at
    return here.at(f"cells/{code}", column=column)
