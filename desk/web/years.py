"""The years and their days off: what each day is and why, and a holiday notice that comes in."""

from calendar import monthrange
from collections.abc import Sequence
from datetime import date
from http import HTTPStatus

from fastapi import APIRouter, FastAPI, Request, Response

from desk.notices import add_notice, try_notice
from desk.office import House
from desk.web.page import render
from desk.web.posted import Posted, text
from desk.web.visit import Visit, Visiting
from workflow.duties import Duty
from workflow.errors import CaseworkError, NotFound
from workflow.people import check_duty
from workflow.proposals import Moved
from workflow.workdays import DayKind, Reason, Workdays

router = APIRouter()
#: A notice is a page, not a book.
LONGEST = 20_000
#: How many moved days the page lists; the count tells the rest.
MOST = 200
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


@router.post("/years")
def notice_in(request: Request, visit: Visiting, form: Posted) -> Response:
    """A holiday notice: first what it would move, then, once confirmed, every case reckoned again."""
    check_duty(visit.actor, Duty.SETTINGS)
    notice, sure = str(form.get("notice", ""))[: LONGEST + 1], bool(text(form, "sure"))
    try:
        whole: House = request.app.state.house()
        moved = (add_notice if sure else try_notice)(whole, notice[:LONGEST], "notice.toml", visit.actor)
    except CaseworkError as fault:
        status = HTTPStatus.UNPROCESSABLE_ENTITY
        return _page(request, visit, visit.today.year, notice=notice, fault=fault, status=status)
    if sure:
        visit.note("settings", detail=f"calendar: {len(moved)}")
    return _page(request, visit, visit.today.year, notice="" if sure else notice, moved=moved, sure=sure)


def _page(
    request: Request,
    visit: Visit,
    year: int,
    *,
    notice: str = "",
    moved: Sequence[Moved] | None = None,
    sure: bool = False,
    fault: CaseworkError | None = None,
    status: int = HTTPStatus.OK,
) -> Response:
    law = request.app.state.house().office.law
    workdays = law.workdays(law.regime(visit.today))
    if not workdays.first.year <= year <= workdays.last.year:
        raise NotFound("no_page", "There is no such page.")
    months = [_month(workdays, year, month) for month in range(1, 13)]
    return render(
        request,
        "years.html",
        visit,
        status=status,
        year=year,
        months=months,
        special=[(on, why) for month in months for on, why in month if why.kind in SPECIAL],
        workdays=sum(workdays.is_workday(on) for month in months for on, _ in month),
        published=workdays.published_through,
        kinds=DayKind,
        notice=notice,
        moved=None if moved is None else moved[:MOST],
        many=len(moved or ()),
        sure=sure,
        fault=fault,
    )  # fmt: skip


def _month(workdays: Workdays, year: int, month: int) -> list[tuple[date, Reason]]:
    days = (date(year, month, day) for day in range(1, monthrange(year, month)[1] + 1))
    return [(day, workdays.explain(day)) for day in days]
