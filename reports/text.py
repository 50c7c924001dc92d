"""A table for a terminal, as the official one looks on paper."""

from collections.abc import Mapping, Sequence

from reports.checks import BEFORE, LESS, Check, Figure
from reports.cjk import pad, width_of, wrap
from reports.count import Table
from reports.grid import OF_WHICH, Grid, Row, grids
from reports.ruled import Ruled, RuledRow, draw, natural_width

#: The heads of what is set beside the figures: as published, and whether the two agree.
PUBLISHED, AGREES = "公布数", "核对"
DIFFERS = "不符"
#: What a failing identity is: a soft one may fail honestly.
_STRENGTH = {"hard": "不成立", "soft": "提示"}
#: How the sides stand to each other when an identity fails.
FAILING = {"=": "≠", "<=": ">", ">=max": "<", "whole": "<"}
#: So many figures of a side are named; the checks of the workbook have them all.
_FEW = 8


def as_text(
    table: Table, beside: Mapping[str, Figure] | None = None, *, unit: str = "", width: int = 100
) -> str:
    """The table in ruled lines, not wider than `width`.

    `beside` gives published figures by the code of the line: they stand in a column of their own beside the
    total, with a mark where they differ.
    """
    found = [(grid, _ruled(grid, beside or {})) for grid in grids(table)]
    room = min(width, max(natural_width(ruled) for _, ruled in found))
    lines = [pad(f"{unit}{table.year}年{table.form.title}", room, "^").rstrip()]
    for grid, ruled in found:
        lines += ["", grid.title] if grid.title else []
        lines += draw(ruled, room)
    return "\n".join([*lines, *_under(table, room)]) + "\n"


def shown(figure: Figure | None) -> str:
    """A figure as it is printed: money keeps its decimals, as far as they say something.

    >>> shown(12), shown(0.295), shown(22.0), shown(None)
    ('12', '0.295', '22', '')
    """
    if figure is None:
        return ""
    return str(figure) if isinstance(figure, int) else f"{figure:.6f}".rstrip("0").rstrip(".")


def _ruled(grid: Grid, beside: Mapping[str, Figure]) -> Ruled:
    compared = any(row.code in beside for row in grid.rows)
    units = ("单位",) if grid.units else ()
    extra = (PUBLISHED, AGREES) if compared else ()
    groups = ("",) * (1 + len(units)) + tuple(head.group for head in grid.heads) + ("",) * len(extra)
    return Ruled(
        caption=grid.caption,
        heads=(grid.stub, *units, *(head.wording for head in grid.heads), *extra),
        groups=groups,
        aligns="<" + "^" * len(units) + ">" * len(grid.heads) + (">^" if compared else ""),
        rows=tuple(_row(grid, row, beside if compared else None) for row in grid.rows),
    )


def _row(grid: Grid, row: Row, beside: Mapping[str, Figure] | None) -> RuledRow:
    unit = (row.unit,) if grid.units else ()
    figures = tuple(map(shown, row.figures))
    indent = 2 * row.depth + (width_of(OF_WHICH) if row.hangs else 0)
    compared = () if beside is None else _compared(row, beside.get(row.code))
    apart = row.depth == 0 and any(other.depth for other in grid.rows)
    return RuledRow(row.wording, indent, (*unit, *figures, *compared), apart)


def _compared(row: Row, published: Figure | None) -> tuple[str, str]:
    return shown(published), DIFFERS if published not in (None, row.figures[-1]) else ""


def _under(table: Table, room: int) -> list[str]:
    """The notes, what the makers must know, how many identities hold, and those that do not."""
    failing = [check for check in table.checks if not check.holds]
    said = [f"注{n}：{note}" for n, note in enumerate(table.notes, start=1)]
    said += table.remarks
    said.append(f"勾稽关系：{len(table.checks)}项，成立{len(table.checks) - len(failing)}项。")
    said += [fault_of(table, check) for check in failing]
    return [line for text in said for line in wrap(text, room)]


def fault_of(table: Table, check: Check) -> str:
    """What does not hold, where, the figures of both sides as they stand, and how that may be honest."""
    columns = [column for line in table.form.lines.values() for column in line.columns if column.kinds]
    places = {code: line.wording for code, line in table.form.lines.items()}
    places |= {column.code: column.wording for column in columns}
    where = f"（{places[check.at]}）" if check.at in places else ""
    figures = f"{shown(check.left)} {FAILING[check.op]} {shown(check.right)}"
    sides = f"（{_side(check.lefts)} {FAILING[check.op]} {_side(check.rights)}）" if check.rights else ""
    why = f"{check.why}。" if check.why else ""
    return f"{check.id} {_STRENGTH[check.strength]}：{check.text}{where}。现为 {figures}{sides}。{why}"


def _side(names: Sequence[str]) -> str:
    """The figures of a side by their names, a few of them; the total of a line goes by its code."""
    told = [_named(name) for name in names[:_FEW]]
    return "、".join([*told, *(["…"] if len(names) > _FEW else [])])


def _named(name: str) -> str:
    """How a figure is called.

    >>> _named("3.7/total"), _named("<4/natural"), _named("-T2.20.1.gf/本年废止件数")
    ('3.7', '上年4/natural', '减T2.20.1.gf/本年废止件数')
    """
    bare = name.lstrip(BEFORE + LESS)
    signs = "减" * (LESS in name[:2]) + "上年" * (BEFORE in name[:2])
    return signs + bare.removesuffix("/total")
