"""A year frozen, and what counts otherwise since."""

from collections.abc import Callable
from datetime import datetime
from http import HTTPStatus

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse
from starlette.datastructures import FormData

from desk.moved_words import moved_row
from desk.web.posted import Posted, text
from desk.web.reports_place import Asked, Here, page_of
from desk.web.taking import fault_status
from desk.web.visit import Visit, Visiting
from desk.year_changes import Changed, since_frozen
from desk.year_moved import MovedCell
from desk.year_place import Year
from desk.year_units import check_units
from desk.yearend import failing, freeze, restate, table_of
from reports.count import column_of
from reports.form import Form
from reports.text import fault_of, shown
from reports.why import label
from workflow.casework import Actor
from workflow.duties import DUTIES, Duty
from workflow.errors import CaseworkError
from workflow.people import check_duty
from workflow.yearbook import Frozen

router = APIRouter()
#: So many cases, and so many figures, are listed; the command line has them all.
MOST = 200


@router.get("/reports/{year}/changes")
def changes_page(request: Request, visit: Visiting, here: Here) -> Response:
    """What has moved since the year was frozen; where it has not been, what freezing it means."""
    return _page(request, visit, here)


@router.post("/reports/{year}/freeze")
def freeze_year(request: Request, visit: Visiting, form: Posted, here: Here) -> Response:
    """Freeze the table of a year as it is published."""
    return _freeze(request, visit, form, here, freeze)


@router.post("/reports/{year}/restate")
def restate_year(request: Request, visit: Visiting, form: Posted, here: Here) -> Response:
    """Freeze the table anew; the one published before stays on record."""
    return _freeze(request, visit, form, here, restate)


def _freeze(
    request: Request,
    visit: Visit,
    form: FormData,
    here: Asked,
    act: Callable[[Year, Actor, str, datetime], Frozen],
) -> Response:
    check_duty(visit.actor, Duty.FREEZE)
    signed_by = text(form, "signed_by")
    try:
        if not text(form, "with_unfrozen"):
            check_units(here.year)
        act(here.year, visit.actor, signed_by or visit.actor.name, visit.now)
    except CaseworkError as fault:
        return _page(request, visit, here, signed_by=signed_by, fault=fault, status=fault_status(fault))
    return RedirectResponse(here.at("changes"), HTTPStatus.SEE_OTHER)


def _page(
    request: Request,
    visit: Visit,
    here: Asked,
    *,
    signed_by: str = "",
    fault: CaseworkError | None = None,
    status: int = HTTPStatus.OK,
) -> Response:
    year, lang = here.year, visit.display.lang
    found = since_frozen(year) if year.held else Changed((), ())
    now = table_of(year)
    return page_of(
        request,
        visit,
        here,
        "year_changes.html",
        status=status,
        frozen=year.held,
        kept=list(reversed(visit.house.ledger.frozen(year.root.id, year.year))),
        cases=[(one, moved_row(lang, one)) for one in found.moved[:MOST]],
        cells=[_cell(year.form, one) for one in found.cells[:MOST]],
        more=max(len(found.moved), len(found.cells)) > MOST,
        hard=[fault_of(now, check) for check in failing(now)],
        may=bool(visit.actor.roles & set(DUTIES[Duty.FREEZE])),
        running=visit.today.year <= year.year,
        signed_by=signed_by,
        fault=fault,
    )


def _cell(form: Form, one: MovedCell) -> tuple[str, str, str, str, str]:
    column = column_of(form, one.code, one.column)
    return one.code, label(form, one.code), column.wording, shown(one.was), shown(one.now)
