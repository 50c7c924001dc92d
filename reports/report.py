"""A year's report: its words, its tables and its charts, in the order in which they are printed."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from reports.charts import Chart
from reports.count import Table
from reports.printable import printable
from reports.spans import Spanned, spanned

#: What a report is called that has words and not only tables (国办公开办函〔2021〕30号).
WORDED = "政府信息公开工作年度报告"
#: The heading over the charts.
CHARTS = "附图"

_NUMBERED = re.compile("[一二三四五六七八九十]+(?=、)")
_NUMERALS = "一二三四五六七八九十"


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What a unit reports of a year; `words` are paragraphs by the title of their section.

    `day` stands in the properties of the files: the same report gives the same bytes.
    """

    table: Table
    unit: str
    day: date
    words: Mapping[str, Sequence[str]] = field(default_factory=dict)
    charts: tuple[Chart, ...] = ()

    @property
    def author(self) -> str:
        """The unit, as it may be printed."""
        return printable(self.unit)

    @property
    def title(self) -> str:
        """What stands above the report."""
        form = self.table.form.title
        return f"{self.author}{self.table.year}年{WORDED if self.words else form}"


@dataclass(frozen=True, slots=True)
class Part:
    """A section of a report: what it says, then its tables, and under the last table of all the notes."""

    title: str
    words: tuple[str, ...]
    tables: tuple[Spanned, ...]
    notes: tuple[str, ...]


def parts(report: Report) -> list[Part]:
    """The sections in the order of their numbers; a table without a number is the annex and comes last."""
    words = {printable(title): told for title, told in report.words.items()}
    tables: dict[str, list[Spanned]] = {}
    title = ""
    for table in spanned(report.table):
        title = table.title or title
        tables.setdefault(title, []).append(table)
    # The annex has a heading only where words stand before it; else the title of the report is its own.
    annex = report.table.form.title if report.words else ""
    titles = sorted({**words, **tables}, key=_place)
    last = max(tables, key=_place)
    return [
        Part(
            title or annex,
            tuple(filter(None, map(printable, words.get(title, ())))),
            tuple(tables.get(title, ())),
            notes(report.table) if title == last else (),
        )
        for title in titles
    ]


def notes(table: Table) -> tuple[str, ...]:
    """What is said under the tables."""
    return tuple(f"注{n}：{note}" for n, note in enumerate(table.notes, start=1))


def _place(title: str) -> tuple[int, int]:
    """By number; then what has none; then the annex. Up to 十九, which no report reaches."""
    found = _NUMBERED.match(title)
    if not found:
        return (2 if not title else 1), 0
    ten, one = (found[0][:1] == "十", found[0].removeprefix("十"))
    return 0, 10 * ten + (_NUMERALS.index(one[0]) + 1 if one else 0)
