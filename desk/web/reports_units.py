"""The units below and what they come to; their tables handed out, and taken in."""

from http import HTTPStatus

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from desk.web.download import file_answer
from desk.web.posted import text
from desk.web.reports_files import LAYOUTS
from desk.web.reports_place import Asked, Here, page_of
from desk.web.taking import fault_status
from desk.web.upload import Sent, file_of
from desk.web.visit import Visit, Visiting
from desk.year_hand_in import File, Letter, hand_in
from desk.year_units import rolled
from reports.count import column_of
from reports.text import shown
from reports.why import label
from reports.words_figures import closed_figure, received_figure
from workflow.again import until_kept
from workflow.duties import DUTIES, Duty
from workflow.errors import BadFacts, CaseworkError, NotFound
from workflow.ledger import Unit
from workflow.people import check_duty

router = APIRouter()


@router.get("/reports/{year}/units")
def units_page(request: Request, visit: Visiting, here: Here) -> Response:
    """The units right below with how far they have come, their sum, and whether it is the table above."""
    return _page(request, visit, here, {})


@router.get("/reports/{year}/hand-out")
def hand_out(visit: Visiting, here: Here) -> Response:
    """The frozen table as a file for the unit above."""
    held = here.year.held
    if held is None:
        raise NotFound("not_frozen", "The table of {year} has not been frozen.", year=here.year.year)
    data = visit.house.ledger.file(held.content)
    return file_answer(data, LAYOUTS["json"], f"table-{here.year.year}.json")


@router.post("/reports/{year}/units")
def take_in(request: Request, visit: Visiting, form: Sent, here: Here) -> Response:
    """Take in the table of a unit that keeps its cases elsewhere, once it is proved."""
    check_duty(visit.actor, Duty.FIGURES)
    typed = {name: text(form, name) for name in ("whose", "sha256", "reason")}
    try:
        sent = file_of(form)
        file = File(sent.filename or "", sent.file.read())
        below = {str(line.unit.id): line.unit for line in rolled(here.year).lines[1:]}
        if typed["whose"] not in below:
            raise BadFacts("which_unit", "Say whose table it is.")
        unit, letter = below[typed["whose"]], Letter(typed["sha256"], typed["reason"])
        _hand_in(visit, unit, file, letter)
    except CaseworkError as fault:
        return _page(request, visit, here, typed, fault=fault, status=fault_status(fault))
    return RedirectResponse(here.at("units"), HTTPStatus.SEE_OTHER)


@until_kept
def _hand_in(visit: Visit, unit: Unit, file: File, letter: Letter) -> None:
    with visit.house.ledger.transaction():
        hand_in(visit.house, unit, file, letter, visit.actor, now=visit.now)


def _page(
    request: Request,
    visit: Visit,
    here: Asked,
    typed: dict[str, str],
    *,
    fault: CaseworkError | None = None,
    status: int = HTTPStatus.OK,
) -> Response:
    form, found = here.year.form, rolled(here.year)
    return page_of(
        request,
        visit,
        here,
        "year_units.html",
        status=status,
        lines=[
            (line, shown(received_figure(form, line.cells)), shown(closed_figure(form, line.cells)))
            for line in found.lines
        ],
        total=(shown(received_figure(form, found.sum)), shown(closed_figure(form, found.sum))),
        differing=[
            (one.code, label(form, one.code), column_of(form, one.code, one.column).wording, one.was, one.now)
            for one in found.differing
        ],
        below=[(str(line.unit.id), line.unit.name) for line in found.lines[1:]],
        held=here.year.held,
        may=bool(visit.actor.roles & set(DUTIES[Duty.FIGURES])),
        typed=typed,
        fault=fault,
    )
