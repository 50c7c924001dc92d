"""A published table held against itself, against the year before and against the words beside it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from reports.checks import Figure, tried
from reports.count import Table
from reports.form import Form
from reports.line import FigureType, LineKind
from reports.published import Published
from reports.published_wording import figure_of
from reports.words import figures_from
from reports.words_check import Unsupported, unsupported
from reports.words_figures import Year, alike
from reports.words_source import known

Found = Mapping[str, Mapping[str, Figure]]
_PER_CENT = ("%", "％", "百分之")

# fmt: off
#: What a fault of a figure is called, and said to be.
_FAULTS = {
    "missing":    "没有填写",
    "text":       "不是数字",
    "negative":   "小于零",
    "fractional": "不是整数",
}
# fmt: on


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that cannot be as it was printed.

    `id` is that of an identity, N1 for a number of the words and N2 for a share, or a word for a fault of a
    figure; `at` is `line/column`, the column or line where an identity fails, or 第n行 of the words.
    """

    id: str
    strength: str
    at: str
    left: Figure | str | None
    right: Figure | str | None
    text: str


def check_published(
    published: Published, before: Published | None = None, words: str = "", unit: str = ""
) -> list[Finding]:
    """Every fault of a published table: its figures, its identities, last year's table, its words."""
    cells = _figures(published)
    last = {} if before is None else _comparable(published.form, before)
    return [
        *_faults(published),
        *_identities(published.form, cells, last),
        *_words(published, cells, before, words, unit),
    ]


def _figures(published: Published) -> dict[str, dict[str, Figure]]:
    return {
        code: {at: figure for at, raw in row.items() if (figure := figure_of(raw)) is not None}
        for code, row in published.cells.items()
    }


def _comparable(form: Form, before: Published) -> Found:
    """The figures of the year before, as far as both forms mean the same by a code."""
    return {code: row for code, row in _figures(before).items() if alike(form, before.form, code)}


def _faults(published: Published) -> Iterator[Finding]:
    for section in published.form.sections:
        lines = [line for line in section.lines if line.columns]
        if not any(line.code in published.cells for line in lines):
            text = f"没有“{section.title or published.form.title}”"
            yield Finding("missing", "soft", lines[0].code, None, None, text)
            continue
        for line in lines:
            row = published.cells.get(line.code, {})
            for column in line.columns:
                raw = row.get(column.code, "")
                if fault := _fault(raw, column.type):
                    soft = fault == "missing" and line.kind in {LineKind.ENTERED, LineKind.OF_WHICH}
                    text = f"{line.wording}（{column.wording}）{_FAULTS[fault]}"
                    at = f"{line.code}/{column.code}"
                    yield Finding(fault, "soft" if soft else "hard", at, _said(raw), None, text)


def _fault(raw: object, wanted: FigureType) -> str:
    figure = figure_of(raw)
    if figure is None:
        return "text" if str("" if raw is None else raw).strip() else "missing"
    if figure < 0 and wanted is not FigureType.CHANGE:
        return "negative"
    if figure != int(figure) and wanted is not FigureType.AMOUNT:
        return "fractional"
    return ""


def _said(raw: object) -> Figure | str | None:
    figure = figure_of(raw)
    return str(raw) if figure is None and raw not in (None, "") else figure


def _identities(form: Form, cells: Found, before: Found) -> Iterator[Finding]:
    """Where an identity fails, each place; whole numbers are looked at figure by figure."""
    for check in tried(form, cells, before):
        if not check.holds and check.op != "whole":
            yield Finding(check.id, check.strength, check.at, check.left, check.right, check.text)


def _words(
    published: Published, cells: Found, before: Published | None, words: str, unit: str
) -> Iterator[Finding]:
    if not words:
        return
    now = Year(Table(published.form, published.year, cells, (), ()))
    then = before and Year(Table(before.form, before.year, _figures(before), (), ()))
    figures = figures_from(published.form, known(now, then or None), unit)
    for miss in unsupported(words, figures):
        identity = "N2" if any(sign in miss.shown for sign in _PER_CENT) else "N1"
        yield Finding(identity, "soft", f"第{miss.line}行", miss.shown, miss.nearest or None, _told(miss))


def _told(miss: Unsupported) -> str:
    near = f"最接近的是{miss.source}：{miss.nearest}" if miss.source else "表中没有可比的数"
    return f"文字中的“{miss.shown}”没有表中数据支持，{near}"
