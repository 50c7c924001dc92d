"""The sheet on which an office writes the figures that no case can tell."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, BinaryIO

from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from reports.checks import Figure
from reports.line import FigureType
from reports.workbook.looks import looks

SHEET = "填报"
#: What stands above the headings: whose sheet it is.
YEAR, FORM, UNIT = "年份", "表式", "单位"
CODE, COLUMN, FIGURE = "代码", "栏目", "本年数"
HEADS = (CODE, "指标", COLUMN, "计量单位", "上年数", FIGURE, "说明")
_WIDTHS = (13, 44, 24, 10, 12, 14, 40)
_HEADS_AT = 3

# fmt: off
#: How a figure of each type is to be written, and what a spreadsheet lets in.
_TYPES = {
    FigureType.COUNT:  ("整数",               {"validate": "integer", "criteria": ">=", "value": 0}),
    FigureType.CHANGE: ("整数，减少的写负数", {"validate": "integer", "criteria": ">=", "value": -(10**9)}),
    FigureType.AMOUNT: ("万元，至多两位小数", {"validate": "decimal", "criteria": ">=", "value": 0}),
}
# fmt: on


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryLine:
    """A figure to be entered; `carried` is what it is where nobody enters it."""

    code: str
    name: str
    column: str
    unit: str
    type: FigureType
    before: Figure | None = None
    now: Figure | None = None
    carried: Figure | None = None


def write_entry_sheet(out: BinaryIO, year: int, form: str, unit: str, lines: Iterable[EntryLine]) -> None:
    """The sheet: what the figures are, those of the year before, and an empty cell for each."""
    book = Workbook(out, {"strings_to_formulas": False, "strings_to_urls": False})
    look, sheet = looks(book), book.add_worksheet(SHEET)
    _set_up(sheet, year, form, unit, look)
    for row, line in enumerate(lines, start=_HEADS_AT + 1):
        for col, words in enumerate((line.code, line.name, line.column, line.unit)):
            sheet.write_string(row, col, words, look.names[0])
        for col, figure in ((4, line.before), (5, line.now)):
            if figure is None:
                sheet.write_blank(row, col, None, look.figure)
            else:
                sheet.write_number(row, col, figure, look.figure)
        written, allowed = _TYPES[line.type]
        sheet.data_validation(row, 5, row, 5, {**allowed, "error_title": FIGURE, "error_message": written})
        empty = "" if line.carried is None else f"；空着即为{line.carried}（上年结转得出）"
        sheet.write_string(row, 6, written + empty, look.names[0])
    book.close()


def _set_up(sheet: Worksheet, year: int, form: str, unit: str, look: Any) -> None:
    sheet.set_paper(9)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(_HEADS_AT)
    sheet.freeze_panes(_HEADS_AT + 1, 2)
    sheet.write_string(0, 0, f"{unit}{year}年政府信息公开统计填报表", look.section)
    for col, (name, told) in enumerate(((YEAR, str(year)), (FORM, form), (UNIT, unit))):
        sheet.write_string(1, 2 * col, name, look.text)
        sheet.write_string(1, 2 * col + 1, told, look.text)
    sheet.write_string(
        2, 0, f"只填“{FIGURE}”一栏；空着的不改。上面三项和“{CODE}”“{COLUMN}”请不要动。", look.text
    )
    for col, (head, width) in enumerate(zip(HEADS, _WIDTHS, strict=True)):
        sheet.set_column(col, col, width)
        sheet.write_string(_HEADS_AT, col, head, look.head)
