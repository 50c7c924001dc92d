"""Years for programs: the official table, the cases behind a figure, why a case is counted, the calendar."""

from typing import Annotated, Any

from fastapi import APIRouter, Query
from pydantic import Field

from desk.plain import plain_row
from desk.plain_clock import plain_year
from desk.web.api import told
from desk.web.api.asked import CalendarAsked, CellAsked, WhyAsked, YearAsked, YearNumber
from desk.web.api.caller import Caller, Calling
from desk.year_cells import cell_rows, why_counted
from desk.year_place import Year
from desk.yearend import check_publishable, frozen_table, table_of
from reports.answer import as_json
from reports.form import default_form, load_form
from workflow.units import find_unit

router = APIRouter(tags=["years"])


@router.get("/years/{year}", responses={200: {"model": told.YearTold}})
def year_table(by: Calling, year: YearNumber, asked: Annotated[YearAsked, Query()]) -> Any:
    """Show the table of a year, frozen or counted from the cases."""
    place = _year(by, year, asked.form, asked.unit)
    published = None if asked.live else frozen_table(place)
    table = published or table_of(place)
    if not asked.draft:
        check_publishable(table)
    return as_json(table, place.root.name, published is not None)


@router.get("/years/{year}/cases", responses={200: {"model": told.CellCases}})
def cell(by: Calling, year: YearNumber, asked: Annotated[CellAsked, Query()]) -> Any:
    """List the cases behind a figure as they are counted now, each with why it is."""
    place = _year(by, year, asked.form, asked.unit)
    rows = cell_rows(by.lang, place, asked.cell, asked.after, asked.limit)
    return {"items": [plain_row(row) | {"why": reason} for row, reason in rows]}


@router.get("/cases/{ref}/why", responses={200: {"model": told.Whys}})
def why(by: Calling, ref: str, asked: Annotated[WhyAsked, Query()]) -> Any:
    """Say in which lines of the year's table a case is counted and why; of one cell, why there or why not."""
    items = why_counted(
        by.lang, by.house, ref, year=asked.year, form=asked.form, cell=asked.cell, this_year=by.today.year
    )
    return {"ref": ref, "items": items}


@router.get("/calendars/{year}", responses={200: {"model": told.CalendarTold}})
def calendar(
    by: Calling, year: Annotated[int, Field(ge=2000, le=2099)], asked: Annotated[CalendarAsked, Query()]
) -> Any:
    """Show a year: its holidays, its make-up working days, and how many days are worked."""
    law = by.house.office.law
    regime = law.statutes.named(asked.statute) if asked.statute else law.regime(by.today)
    return plain_year(law.workdays(regime), year)


def _year(by: Caller, year: int, form: str, unit: str) -> Year:
    return Year(by.house, find_unit(by.house.ledger, unit), load_form(form or default_form(year)), year)
