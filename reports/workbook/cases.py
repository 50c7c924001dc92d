"""The sheet of cases (明细): each with the lines of the form that count it, or a proceeding over it."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import NamedTuple

from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from reports.asking import askers
from reports.form import Form
from reports.workbook.looks import Looks
from workflow.errors import Refused
from workflow.question import Facets

SHEET = "明细"
#: Between the codes of lines.
AND = "、"
#: A sheet has 1,048,576 rows, one of them the head.
MOST = 1_048_575

_COLUMNS = (
    ("登记号", 16),
    ("收到日期", 12),
    ("来件方式", 10),
    ("申请人类别", 14),
    ("状态", 14),
    ("答复结果", 26),
    ("办结日期", 12),
    ("办理时限", 10),
    ("计入行次", 24),
    ("计入说明", 90),
)


class Case(NamedTuple):
    """A case of the year. `facets` are what it is counted by: its own, then one a notice or proceeding.

    `why` says in a sentence where it is counted, and what for.
    """

    ref: str
    received: date
    state: str  # in Chinese
    closed: date | None
    facets: tuple[Facets, ...]
    why: str


class Told(NamedTuple):
    """What the facets of a case say in its row."""

    channel: str
    kind: str
    outcome: str
    timeliness: str
    lines: str


def write_cases(book: Workbook, look: Looks, form: Form, year: int, cases: Iterable[Case]) -> None:
    """The sheet, row by row as the cases come; it can be filtered, and its head stays in sight.

    Raises:
        Refused: there are more cases than a sheet has rows.
    """
    sheet = book.add_worksheet(SHEET)
    _set_up(sheet, look)
    tell = _teller(form, year)
    text, day = look.text, look.day
    row = 0
    for row, case in enumerate(cases, start=1):
        if row > MOST:
            raise Refused("too_many_cases", "A sheet holds {most} cases at most.", most=MOST)
        told = tell(case.facets)
        sheet.write_string(row, 0, case.ref, text)
        sheet.write_datetime(row, 1, case.received, day)
        sheet.write_string(row, 2, told.channel, text)
        sheet.write_string(row, 3, told.kind, text)
        sheet.write_string(row, 4, case.state, text)
        sheet.write_string(row, 5, told.outcome, text)
        if case.closed:
            sheet.write_datetime(row, 6, case.closed, day)
        sheet.write_string(row, 7, told.timeliness, text)
        sheet.write_string(row, 8, told.lines, text)
        sheet.write_string(row, 9, case.why, look.sentence)
    sheet.autofilter(0, 0, max(row, 1), len(_COLUMNS) - 1)


def counted_in(form: Form, year: int) -> Callable[[Facets], list[str]]:
    """What tells the lines of a form that count a case of these facets, in their order; sums are left out."""
    every, order = askers(form), {code: n for n, code in enumerate(form.lines)}

    def lines(facets: Facets) -> list[str]:
        places = {place for asker in every for place in asker.counting(facets, year)}
        return sorted((place for place in places if isinstance(place, str)), key=order.__getitem__)

    return lines


def _teller(form: Form, year: int) -> Callable[[tuple[Facets, ...]], Told]:
    """Reckons once for all cases that are alike."""
    lines, known = counted_in(form, year), dict[tuple[Facets, ...], Told]()

    def tell(facets: tuple[Facets, ...]) -> Told:
        if facets not in known:
            known[facets] = _told(facets[0], [line for one in facets for line in lines(one)])
        return known[facets]

    return tell


def _told(facets: Facets, lines: Iterable[str]) -> Told:
    outcome = facets.outcome.zh if facets.outcome else ""
    timeliness = facets.timeliness.zh if facets.timeliness else ""
    return Told(facets.channel.zh, facets.kind.zh, outcome, timeliness, AND.join(lines))


def _set_up(sheet: Worksheet, look: Looks) -> None:
    sheet.set_paper(9)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    sheet.freeze_panes(1, 1)
    for col, (head, width) in enumerate(_COLUMNS):
        sheet.set_column(col, col, width)
        sheet.write_string(0, col, head, look.head)
