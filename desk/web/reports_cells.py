"""The cases behind a number, each with the reason why it is counted there."""

from fastapi import APIRouter, Request, Response

from desk.web.reports_place import Here, page_of
from desk.web.visit import Visiting
from desk.year_cell import cases_behind, counted_elsewhere, story_told, why_here, why_not_there
from reports.count import column_of
from reports.why import label

router = APIRouter()
PAGE = 50


@router.get("/reports/{year}/cells/{code}")
def cell_page(
    request: Request,
    visit: Visiting,
    here: Here,
    code: str,
    *,
    column: str = "total",
    after: str = "",
    against: str = "",
) -> Response:
    """A page of the cases behind a figure as they are counted now; with `against`, why not in that line."""
    year, lang = here.year, visit.display.lang
    of = column_of(year.form, code, column)
    rows = cases_behind(year, code, column, after, PAGE + 1)
    told = []
    for row in rows[:PAGE]:
        story = story_told(visit.house, row.ref)
        there = why_not_there(lang, year.form, year.year, (against, "total"), story) if against else ""
        told.append((row, why_here(lang, year.form, year.year, story), there))
    lines = [line for line in year.form.lines.values() if line.questions]
    last = rows[:PAGE][-1].ref if rows else ""
    more = here.at(f"cells/{code}", column=column, against=against, after=last)
    return page_of(
        request,
        visit,
        here,
        "year_cell.html",
        code=code,
        column=column,
        line=label(year.form, code),
        of=of,
        rows=told,
        more=more if len(rows) > PAGE else "",
        against=against,
        lines=[(line.code, label(year.form, line.code)) for line in lines],
        elsewhere=counted_elsewhere(year),
        frozen=year.held,
    )
