"""A year's report as plain data for a paper: what `year.typ` is told."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from reports.charts import Chart
from reports.drawing import as_svg
from reports.report import CHARTS, Part, Report, parts
from reports.spans import Cell, Role, Spanned, turned
from reports.text import shown

#: The paper of a report, and that of a single chart.
YEAR = Path(__file__).parent / "year.typ"
CHART = Path(__file__).parent / "chart.typ"


def as_inputs(report: Report, families: Mapping[str, Any]) -> dict[str, str]:
    """What `year.typ` is given; `families` are the fonts for the text, the title and the headings.

    Nothing in it is ever read as markup.
    """
    told = {
        "title": report.title,
        "unit": report.author,
        "parts": [_part(part) for part in parts(report)],
        "charts_title": CHARTS,
        "charts": [_chart(chart) for chart in report.charts],
        "fonts": dict(families),
    }
    return {"report": json.dumps(told, ensure_ascii=False)}


def _part(part: Part) -> dict[str, Any]:
    tables = [_table(table) for table in part.tables]
    return {"title": part.title, "words": part.words, "tables": tables, "notes": part.notes}


def _table(table: Spanned) -> dict[str, Any]:
    return {
        "widths": table.widths,
        "listed": table.listed,
        "head": [[_cell(cell) for cell in row] for row in turned(table)],
        "body": [[_cell(cell) for cell in row] for row in table.body],
    }


def _cell(cell: Cell) -> dict[str, Any]:
    words = shown(cell.figure) if cell.role is Role.FIGURE else cell.words
    told = {"words": words, "role": cell.role.value, "indent": cell.indent}
    return told | {"down": cell.down, "across": cell.across}


def _chart(chart: Chart) -> dict[str, Any]:
    return {
        "title": f"{chart.title}（{chart.unit}）",
        "note": chart.note,
        "kind": chart.kind,
        "unit": chart.unit,
        "rows": [[label, str(figure)] for label, figure in zip(chart.labels, chart.figures, strict=True)],
        "spoken": f"{chart.title}的条形图，数字见图旁的表。",
        "svg": as_svg(chart),
    }
