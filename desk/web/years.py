"""The years and their days off: what each day is and why."""

from calendar import monthrange
from datetime import date

from fastapi import APIRouter, FastAPI, Request, Response

from desk.web.page import render
from desk.web.visit import Visit, Visiting
from workflow.errors import NotFound
from workflow.workdays import DayKind, Reason, Workdays

router = APIRouter()
#: The days a notice names.
SPECIAL = (DayKind.HOLIDAY, DayKind.MAKEUP)


def register(app: FastAPI) -> None:
    """Add these pages."""
    app.include_router(router)


@router.get("/years")
def this_year(request: Request, visit: Visiting) -> Response:
    """The year it is."""
    return _page(request, visit, visit.today.year)


@router.get("/years/{year}")
def year_page(request: Request, visit: Visiting, year: int) -> Response:
    """A year, month by month: working days, days off, days worked in their place."""
    return _page(request, visit, year)


def _page(request: Request, visit: Visit, year: int) -> Response:
    law = request.app.state.house().office.law
    workdays = law.workdays(law.regime(visit.today))
    if not workdays.first.year <= year <= workdays.last.year:
        raise NotFound("no_page", "There is no such page.")
    months = [_month(workdays, year, month) for month in range(1, 13)]
    return render(
        request,
        "years.html",
        visit,
        year=year,
        months=months,
        special=[(on, why) for month in months for on, why in month if why.kind in SPECIAL],
        workdays=sum(workdays.is_workday(on) for month in months for on, _ in month),
        published=workdays.published_through,
        kinds=DayKind,
    )  # fmt: skip


def _month(workdays: Workdays, year: int, month: int) -> list[tuple[date, Reason]]:
    days = (date(year, month, day) for day in range(1, monthrange(year, month)[1] + 1))
    return [(day, workdays.explain(day)) for day in days]
