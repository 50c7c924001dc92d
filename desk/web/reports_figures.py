"""The figures of a year that no case can tell: typed on a form, or taken from a filled sheet."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from http import HTTPStatus

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from desk.intake.cells import Fault
from desk.web.download import file_answer
from desk.web.posted import Posted, fields
from desk.web.reports_files import LAYOUTS
from desk.web.reports_place import Asked, Here, page_of
from desk.web.taking import fault_status
from desk.web.upload import Sent, file_of
from desk.web.visit import Visit, Visiting
from desk.year_entered import OwnFigure, Source, own_figures_told
from desk.year_place import Year
from desk.year_sheet import read_sheet, sheet_of
from desk.yearend import enter, frozen_table, table_of
from reports.checks import Figure
from reports.entered import MONEY, read_figure
from reports.line import FigureType
from reports.text import fault_of, shown
from reports.why import label
from workflow.duties import DUTIES, Duty
from workflow.errors import BadInput, CaseworkError, mark
from workflow.people import check_duty

router = APIRouter()
SOURCES = {
    Source.ENTERED: mark("entered"),
    Source.CARRIED: mark("carried over"),
    Source.MISSING: mark("not entered: 0"),
}


@dataclass(frozen=True, slots=True)
class Row:
    """A figure on the form: the name of its field, what it is, and how it stands."""

    name: str
    line: str
    column: str
    unit: str
    told: OwnFigure
    source: str


@dataclass(slots=True)
class Typed:
    """What a form or a sheet has said: its figures, and what is wrong with it by field."""

    values: Mapping[str, str] = field(default_factory=dict)
    figures: dict[str, dict[str, Figure]] = field(default_factory=dict)
    wrong: dict[str, CaseworkError] = field(default_factory=dict)


@router.get("/reports/{year}/figures")
def figures_page(request: Request, visit: Visiting, here: Here) -> Response:
    """Every figure that the unit itself enters, with last year's, and what of it contradicts the rest."""
    return _page(request, visit, here, Typed())


@router.post("/reports/{year}/figures")
def enter_figures(request: Request, visit: Visiting, form: Posted, here: Here) -> Response:
    """Keep the figures that are other than they were: all of them, or none."""
    check_duty(visit.actor, Duty.FIGURES)
    typed = _read(here.year, fields(form))
    if typed.wrong:
        return _page(request, visit, here, typed, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    return _keep(request, visit, here, typed)


@router.get("/reports/{year}/sheet")
def give_sheet(here: Here) -> Response:
    """The sheet to be filled in."""
    name = f"figures-{here.year.year}.xlsx"
    return file_answer(sheet_of(here.year), LAYOUTS["xlsx"], name)


@router.post("/reports/{year}/sheet")
def take_sheet(request: Request, visit: Visiting, form: Sent, here: Here) -> Response:
    """Keep the figures of a filled sheet; one wrong cell, and none is kept."""
    check_duty(visit.actor, Duty.FIGURES)
    try:
        sent = file_of(form)
        name = sent.filename or ""
        filled = read_sheet(here.year, sent.file.read(), name)
        if not filled.faults and not filled.figures:
            raise BadInput("sheet_is_empty", "{file}: no figure is filled in.", file=name)
    except CaseworkError as fault:
        return _page(request, visit, here, Typed(), fault=fault, status=fault_status(fault))
    if filled.faults:
        status = HTTPStatus.UNPROCESSABLE_ENTITY
        return _page(request, visit, here, Typed(), cells=filled.faults, status=status)
    return _keep(request, visit, here, Typed(figures=filled.figures))


def _keep(request: Request, visit: Visit, here: Asked, typed: Typed) -> Response:
    try:
        enter(here.year, typed.figures, visit.actor, visit.now)
    except CaseworkError as fault:
        return _page(request, visit, here, typed, fault=fault, status=fault_status(fault))
    kept = sum(map(len, typed.figures.values()))
    return RedirectResponse(here.at("figures", kept=kept), HTTPStatus.SEE_OTHER)


def _read(year: Year, values: Mapping[str, str]) -> Typed:
    """The figures of a form that are other than they were; a field left empty says nothing."""
    typed = Typed(values)
    for row in _rows(year):
        text, now = values.get(row.name, ""), row.told
        if not text or (now.source is Source.ENTERED and text == shown(now.figure)):
            continue
        try:
            figure = read_figure(text, now.column)
        except CaseworkError as fault:
            typed.wrong[row.name] = fault
        else:
            typed.figures.setdefault(now.line.code, {})[now.column.code] = figure
    return typed


def _rows(year: Year) -> list[Row]:
    return [
        Row(
            name=f"f{n}",
            line=label(year.form, told.line.code),
            column="" if told.column.code == "total" else told.column.wording,
            unit=MONEY if told.column.type is FigureType.AMOUNT else told.line.unit,
            told=told,
            source=SOURCES[told.source],
        )
        for n, told in enumerate(own_figures_told(year))
    ]


def _page(
    request: Request,
    visit: Visit,
    here: Asked,
    typed: Typed,
    *,
    cells: list[Fault] | None = None,
    fault: CaseworkError | None = None,
    status: int = HTTPStatus.OK,
) -> Response:
    table = frozen_table(here.year) or table_of(here.year)
    kept = request.query_params.get("kept", "")
    return page_of(
        request,
        visit,
        here,
        "year_figures.html",
        status=status,
        rows=_rows(here.year),
        shown=shown,
        typed=typed,
        cells=cells or (),
        fault=fault,
        kept=kept if kept.isdecimal() and len(kept) < 4 else "",
        may=bool(visit.actor.roles & set(DUTIES[Duty.FIGURES])) and here.year.held is None,
        frozen=here.year.held,
        failing=[fault_of(table, check) for check in table.checks if not check.holds],
    )
