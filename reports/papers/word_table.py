"""A ruled table as Word wants it: every cell of every row told, the spanned ones too."""

from collections.abc import Iterator, Sequence
from xml.sax.saxutils import escape

from reports.spans import Cell, Cells, Role, Spanned, placed, turned
from reports.text import shown

NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
#: In twentieths of a point, a millimetre and a character of the table.
_MILLIMETRE, _CHARACTER = 1440 / 25.4, 180

_BORDERS = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)
_SIDES = '<w:left w:w="40" w:type="dxa"/><w:right w:w="40" w:type="dxa"/>'
#: How the words of a cell stand.
_STANDS = {Role.HEAD: "center", Role.NAME: "left", Role.UNIT: "center", Role.FIGURE: "center"}


def table_xml(table: Spanned) -> str:
    """The table; one that must stand whole on a page keeps its rows together, a list repeats its head."""
    widths = [round(width * _MILLIMETRE) for width in table.widths]
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return (
        f'<w:tbl xmlns:w="{NAMESPACE}">'
        f'<w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:jc w:val="center"/>'
        f'<w:tblBorders>{_BORDERS}</w:tblBorders><w:tblLayout w:type="fixed"/>'
        f"<w:tblCellMar>{_SIDES}</w:tblCellMar></w:tblPr><w:tblGrid>{grid}</w:tblGrid>"
        f"{''.join(_rows(table, widths))}</w:tbl>"
    )


def _rows(table: Spanned, widths: Sequence[int]) -> Iterator[str]:
    rows = (*turned(table), *table.body)
    for n, cells in enumerate(_every(rows)):
        head = n < len(table.head)
        kept = head or (not table.listed and n < len(rows) - 1)
        told = "".join(
            _cell(widths[col : col + cell.across], cell, begins, kept) for col, cell, begins in cells
        )
        yield f"<w:tr><w:trPr><w:cantSplit/>{'<w:tblHeader/>' if head else ''}</w:trPr>{told}</w:tr>"


def _every(rows: Sequence[Cells]) -> list[list[tuple[int, Cell, bool]]]:
    """The cells of each row by their column, with those that go on from above, whose words are said there."""
    found: list[list[tuple[int, Cell, bool]]] = [[] for _ in rows]
    for row, col, cell in placed(rows):
        for below in range(cell.down):
            found[row + below].append((col, cell, below == 0))
    return [sorted(cells, key=lambda told: told[0]) for cells in found]


def _cell(widths: Sequence[int], cell: Cell, begins: bool, kept: bool) -> str:
    span = f'<w:gridSpan w:val="{cell.across}"/>' if cell.across > 1 else ""
    merge = ('<w:vMerge w:val="restart"/>' if begins else "<w:vMerge/>") if cell.down > 1 else ""
    words = (cell.words or shown(cell.figure)) if begins else ""
    keep = "<w:keepNext/>" if kept else ""
    indent = f'<w:ind w:left="{cell.indent * _CHARACTER}"/>' if cell.indent else ""
    style = "ReportHead" if cell.role is Role.HEAD else "ReportCell"
    lines = "<w:br/>".join(f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in words.split("\n"))
    run = f"<w:r>{lines}</w:r>" if words else ""
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{sum(widths)}" w:type="dxa"/>{span}{merge}'
        '<w:vAlign w:val="center"/></w:tcPr>'
        f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{keep}{indent}<w:jc w:val="{_STANDS[cell.role]}"/></w:pPr>'
        f"{run}</w:p></w:tc>"
    )
