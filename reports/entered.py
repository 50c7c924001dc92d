"""Figures that no case can tell: where a form wants them, how they may be written, what is carried over."""

import re
from collections.abc import Iterator
from unicodedata import normalize

from reports.checks import Cells, Figure, figure_named, in_line
from reports.form import Form
from reports.line import BY_HAND, Column, FigureType, Line
from workflow.errors import BadFacts

#: What money is counted in.
MONEY = "万元"
#: No office has so many of anything.
_MOST = 10**15

# fmt: off
#: How a figure of each type is written.
_WRITTEN = {
    FigureType.COUNT:  re.compile(r"\d{1,3}(?:,\d{3})+|\d+"),
    FigureType.CHANGE: re.compile(r"-?(?:\d{1,3}(?:,\d{3})+|\d+)"),
    FigureType.AMOUNT: re.compile(r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d{1,2})?"),
}
# fmt: on


def to_be_entered(form: Form) -> Iterator[tuple[Line, Column]]:
    """Every figure that the office enters, in the order of the form."""
    for line in form.lines.values():
        if line.kind in BY_HAND:
            yield from ((line, column) for column in line.columns)


def read_figure(text: str, column: Column) -> Figure:
    """A figure as it is typed, full width and thousands apart as people do.

    Raises:
        BadFacts: it is no figure of the type the form wants; what would be right.
    """
    typed = re.sub(r"\s", "", normalize("NFKC", text))
    if not _WRITTEN[column.type].fullmatch(typed) or abs(float(typed.replace(",", ""))) >= _MOST:
        match column.type:
            case FigureType.COUNT:
                raise BadFacts("bad_figure", "“{text}” is no whole number from 0, like 12.", text=text)
            case FigureType.CHANGE:
                raise BadFacts("bad_figure", "“{text}” is no whole number, like 12 or -3.", text=text)
            case FigureType.AMOUNT:
                raise BadFacts(
                    "bad_figure",
                    "“{text}” is no amount in 万元 with two decimals at most, like 12.50.",
                    text=text,
                )
    bare = typed.replace(",", "")
    return float(bare) if "." in bare and not float(bare).is_integer() else int(float(bare))


def carried(form: Form, entered: Cells, before: Cells) -> dict[str, dict[str, Figure]]:
    """The figures that follow from the year before and from those entered, where nobody has entered them."""
    found: dict[str, dict[str, Figure]] = {}
    for line, column in to_be_entered(form):
        if not column.carried or column.code in entered.get(line.code, {}):
            continue
        # What was entered of the line counts; what was not is nought, as in the table.
        known = {line.code: {other.code: 0 for other in line.columns} | dict(entered.get(line.code, {}))}
        parts = [figure_named(name, known, before) for name in in_line(column.carried, line.code)]
        total = sum(part for part in parts if part is not None)
        if None not in parts and total >= 0:
            found.setdefault(line.code, {})[column.code] = total
    return found
