"""A year's report as a piece of HTML for the website of the office."""

from collections.abc import Iterable, Iterator
from html import escape

from reports.charts import Chart
from reports.drawing import as_svg
from reports.report import CHARTS, Report, parts
from reports.spans import Cell, Role, Spanned
from reports.text import shown

#: Draws a name in: a style would be the business of the page.
_INDENT = "\u3000"


def as_html(report: Report) -> str:
    """The report as one `section` that brings no script, no style and no address and needs none.

    Tables say which cells are heads of what; every chart is drawn inline, its figures in a table beside it.
    It begins with a heading of the second level. All that was written by people is escaped.
    """
    return "\n".join(_section(report)) + "\n"


def _section(report: Report) -> Iterator[str]:
    yield '<section lang="zh-CN">'
    yield f"<h2>{escape(report.title)}</h2>"
    for part in parts(report):
        if part.title:
            yield f"<h3>{escape(part.title)}</h3>"
        yield from (f"<p>{escape(words)}</p>" for words in part.words)
        for table in part.tables:
            yield from _table(table, part.title or report.title)
        yield from (f"<p>{escape(note)}</p>" for note in part.notes)
    if report.charts:
        yield f"<h3>{CHARTS}</h3>"
        for chart in report.charts:
            yield from _figure(chart)
    yield "</section>"


def _table(table: Spanned, title: str) -> Iterator[str]:
    yield "<table>"
    yield f"<caption>{escape(title)}</caption>"
    yield "<thead>"
    yield from (f"<tr>{''.join(map(_head, row))}</tr>" for row in table.head)
    yield "</thead>"
    yield "<tbody>"
    yield from (f"<tr>{''.join(map(_cell, row))}</tr>" for row in table.body)
    yield "</tbody>"
    yield "</table>"


def _head(cell: Cell) -> str:
    return f'<th scope="col"{_spans(cell)}>{escape(cell.words)}</th>'


def _cell(cell: Cell) -> str:
    if cell.role is not Role.NAME:
        return f"<td>{escape(cell.words) or shown(cell.figure)}</td>"
    return f'<th scope="row"{_spans(cell)}>{_INDENT * cell.indent}{escape(cell.words)}</th>'


def _spans(cell: Cell) -> str:
    down = f' rowspan="{cell.down}"' if cell.down > 1 else ""
    return f' colspan="{cell.across}"{down}' if cell.across > 1 else down


def _figure(chart: Chart) -> Iterator[str]:
    yield "<figure>"
    yield f"<figcaption>{escape(chart.title)}（{escape(chart.unit)}）{escape(chart.note)}</figcaption>"
    yield as_svg(chart)
    yield "<table>"
    yield f"<caption>{escape(chart.title)}</caption>"
    heads = "".join(f'<th scope="col">{escape(head)}</th>' for head in (chart.kind, chart.unit))
    yield f"<thead><tr>{heads}</tr></thead>"
    yield f"<tbody>{''.join(_rows(chart.labels, chart.figures))}</tbody>"
    yield "</table>"
    yield "</figure>"


def _rows(labels: Iterable[str], figures: Iterable[int]) -> Iterator[str]:
    for label, figure in zip(labels, figures, strict=True):
        yield f'<tr><th scope="row">{escape(label)}</th><td>{figure}</td></tr>'
