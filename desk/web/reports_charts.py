"""The charts of a year as pictures, each beside a table of the same numbers."""

from collections.abc import Sequence

from fastapi import APIRouter, Request, Response

from desk.web.reports_place import Here, page_of
from desk.web.visit import Visit, Visiting
from desk.year_place import Year
from desk.year_report import report_of
from desk.yearend import frozen_table, table_of
from reports.charts import Chart
from reports.drawing import as_svg
from workflow.errors import NotFound

router = APIRouter()


@router.get("/reports/{year}/charts")
def charts_page(request: Request, visit: Visiting, here: Here) -> Response:
    """Months, channels, outcomes, topics, and the days used against the limit."""
    charts = [
        (chart, here.at(f"charts/{n}.svg"), list(zip(chart.labels, chart.figures, strict=True)))
        for n, chart in enumerate(_charts(visit, here.year))
    ]
    return page_of(request, visit, here, "year_charts.html", charts=charts)


@router.get("/reports/{year}/charts/{n}.svg")
def chart(visit: Visiting, here: Here, n: int) -> Response:
    """A chart as a picture."""
    charts = _charts(visit, here.year)
    if not 0 <= n < len(charts):
        raise NotFound("no_page", "There is no such page.")
    return Response(as_svg(charts[n]), media_type="image/svg+xml")


def _charts(visit: Visit, year: Year) -> Sequence[Chart]:
    return report_of(year, frozen_table(year) or table_of(year), (), visit.today).charts
