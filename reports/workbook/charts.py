"""The sheet of charts: every chart's figures, and a chart of the spreadsheet's own over them."""

from collections.abc import Iterable
from typing import Any

from xlsxwriter.workbook import Workbook

from reports.charts import Chart
from reports.report import CHARTS
from reports.workbook.looks import Looks

#: A chart takes so many rows, of twenty pixels each.
_ROWS, _PIXELS = 17, 20
_FONT = {"name": "宋体", "size": 9}
_BAR, _WHITE, _INK = "#5A5A5A", "#FFFFFF", "#000000"


def write_charts(book: Workbook, look: Looks, charts: Iterable[Chart]) -> None:
    """The sheet, each chart to the right of its figures."""
    sheet = book.add_worksheet(CHARTS)
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.set_column(0, 0, 22)
    sheet.set_column(1, 1, 8)
    row = 0
    for chart in charts:
        sheet.write_string(row, 0, f"{chart.title}（{chart.unit}）", look.section)
        sheet.write_string(row + 1, 0, chart.kind, look.head)
        sheet.write_string(row + 1, 1, chart.unit, look.head)
        for n, (label, figure) in enumerate(zip(chart.labels, chart.figures, strict=True), start=row + 2):
            sheet.write_string(n, 0, label, look.names[0])
            sheet.write_number(n, 1, figure, look.figure)
        last = row + 1 + len(chart.labels)
        drawn = _drawn(book, chart, row + 2, last)
        drawn.set_size({"width": 560, "height": (_ROWS - 2) * _PIXELS})
        sheet.insert_chart(row, 3, drawn, {"description": f"{chart.title}。{chart.note}"})
        if chart.note:
            sheet.write_string(last + 1, 0, chart.note, look.text)
        row = max(row + _ROWS, last + 4)


def _drawn(book: Workbook, chart: Chart, first: int, last: int) -> Any:
    drawn = book.add_chart({"type": "bar" if chart.lying else "column"})
    apart = range(len(chart.labels) - chart.apart, len(chart.labels))
    white = {"fill": {"color": _WHITE}, "border": {"color": _INK}}
    drawn.add_series(
        {
            "categories": [CHARTS, first, 0, last, 0],
            "values": [CHARTS, first, 1, last, 1],
            "fill": {"color": _BAR},
            "border": {"color": _INK},
            "points": [white if n in apart else None for n in range(len(chart.labels))]
            if chart.apart
            else [],
            "data_labels": {"value": True, "font": _FONT},
            "gap": 60,
        }
    )
    drawn.set_title({"name": chart.title, "name_font": {"name": "宋体", "size": 12}})
    drawn.set_legend({"none": True})
    # Lying bars are read from above; the scale stays below them.
    lying = {"reverse": True, "crossing": "max"} if chart.lying else {}
    drawn.set_x_axis({"num_font": _FONT, **lying})
    drawn.set_y_axis(
        {"num_font": _FONT, "min": 0, "major_gridlines": {"visible": True, "line": {"color": "#D9D9D9"}}}
    )
    return drawn
