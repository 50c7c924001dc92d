"""The sheet of checks (勾稽关系): every identity with both its sides, reckoned again by the spreadsheet."""

from collections.abc import Iterator, Sequence

from xlsxwriter.workbook import Workbook

from reports.checks import OPS, Check, Figure
from reports.count import Table
from reports.spans import Place
from reports.workbook.looks import Looks
from reports.workbook.sums import Spots, ranges

SHEET = "勾稽关系"
HOLDS, FAILS = "成立", "不成立"
#: What an identity is: a soft one may fail honestly.
_STRENGTH = {"hard": "应当成立", "soft": "提示"}
# fmt: off
#: How the sides are to stand to each other: as it is printed, as it is reckoned, and how each side is.
_SIGNS = {
    "=":     ("＝", "=",  "SUM", "SUM"),
    "<=":    ("≤", "<=", "SUM", "SUM"),
    ">=max": ("≥", ">=", "SUM", "MAX"),
    "whole": ("≥", ">=", "MIN", ""),
}
# fmt: on
_HEADS = ("编号", "关系", "性质", "位置", "左边", "", "右边", "结果", "不成立也可能属实的原因")
_WIDTHS = (8, 46, 10, 22, 10, 4, 10, 10, 40)


def write_checks(book: Workbook, look: Looks, table: Table, spots: Spots) -> None:
    """The sheet; a side is a formula over the figures where that gives the very value."""
    sheet = book.add_worksheet(SHEET)
    sheet.set_paper(9)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    sheet.freeze_panes(1, 0)
    for col, (head, width) in enumerate(zip(_HEADS, _WIDTHS, strict=True)):
        sheet.set_column(col, col, width)
        sheet.write_string(0, col, head, look.head)
    for row, check in enumerate(table.checks, start=1):
        sign, compared, _, _ = _SIGNS[check.op]
        words = (check.id, check.text, _STRENGTH[check.strength], _place(table, check))
        for col, told in enumerate(words):
            sheet.write_string(row, col, told, look.names[0])
        left, right = _sides(table, check, spots)
        for col, formula, figure in ((4, left, check.left), (6, right, check.right)):
            if formula:
                sheet.write_formula(row, col, formula, look.figure, figure)
            else:
                sheet.write_number(row, col, figure, look.figure)
        sheet.write_string(row, 5, sign, look.middle)
        at = row + 1
        result = f'=IF(E{at}{compared}G{at},"{HOLDS}","{FAILS}")'
        if check.op == "whole":
            sheet.write_string(row, 7, HOLDS if check.holds else FAILS, look.middle)
        else:
            sheet.write_formula(row, 7, result, look.middle, HOLDS if check.holds else FAILS)
        sheet.write_string(row, 8, check.why, look.names[0])


def _place(table: Table, check: Check) -> str:
    """Where it was tried, in the words of the form."""
    lines = table.form.lines
    if check.at in lines:
        return lines[check.at].wording
    columns = (column for line in lines.values() for column in line.columns if column.kinds)
    return next((column.wording for column in columns if column.code == check.at), "总计")


def _sides(table: Table, check: Check, spots: Spots) -> tuple[str, str]:
    """Both sides as formulas; "" where none gives the value: figures of the year before stand nowhere."""
    _, _, left, right = _SIGNS[check.op]
    left_of, right_of, _ = OPS[check.op]
    lefts, rights = _places(check.lefts, spots), _places(check.rights, spots)
    return (
        _formula(left, lefts, spots) if lefts and left_of(_known(table, lefts)) == check.left else "",
        _formula(right, rights, spots) if rights and right_of(_known(table, rights)) == check.right else "",
    )


def _places(names: Sequence[str], spots: Spots) -> list[Place]:
    """Where the figures of a side stand; nowhere if one of them does not."""
    places = [(code, column) for code, _, column in (name.partition("/") for name in names)]
    return places if all(at in spots for at in places) else []


def _known(table: Table, places: Sequence[Place]) -> list[Figure]:
    return [table.cells[code][column] for code, column in places]


def _formula(function: str, places: list[Place], spots: Spots) -> str:
    return f"={function}({','.join(_named(places, spots))})"


def _named(places: Sequence[Place], spots: Spots) -> Iterator[str]:
    found = [spots[place] for place in places]
    for name in ranges(found):
        yield f"'{found[0].sheet}'!{name}"
