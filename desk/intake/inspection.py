"""What the XML of a worksheet tells that its cells do not: its size, hidden rows, cells without a value.

A worksheet is searched, not parsed: two million cells are passed over in a second. Whatever is written in
a way that no spreadsheet program writes it is refused.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html import unescape

from desk.intake.package import Package
from desk.intake.sheet import UNRECKONED
from workflow.errors import BadInput

#: A sheet of so many cells, the empty ones between them included, is read.
MOST_CELLS = 12_000_000
MOST_ROWS = 250_000
MOST_COLUMNS = 300
#: The bytes of all texts of a sheet, each as often as a cell shows it.
MOST_TEXT = 1_000_000_000

_ATTRIBUTE = re.compile(rb"""([\w:]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_SHEET = re.compile(rb"<(?:\w+:)?sheet\s([^>]*)>")
_RELATION = re.compile(rb"<(?:\w+:)?Relationship\s([^>]*)>")
_COLUMNS = re.compile(rb"<(?:\w+:)?col\s([^>]*)>")
_OPENS_ROW = re.compile(rb"<(?:\w+:)?row\b([^>]*)>")
_CELL = re.compile(rb"<(?:\w+:)?c\b([^>]*?)(?:/>|>(.*?)</(?:\w+:)?c>)", re.DOTALL)
_PLACE = re.compile(rb"""<(?:\w+:)?c\b[^>]*?\br\s*=\s*["']([A-Z]{1,3})(\d{1,7})["']""")
_PLACE_AS_USUAL = re.compile(rb'<c r="([A-Z]{1,3})(\d{1,7})"')
_OPENS_CELL = re.compile(rb"<(?:\w+:)?c[\s/>]")
_HIDDEN = re.compile(rb"""\bhidden\s*=\s*["'](?:1|true)["']""")
_VALUE = re.compile(rb"<(?:\w+:)?(?:v|is)>[^<]*[^<\s]|<(?:\w+:)?t\b[^>]*>[^<]")
_VALUE_OF = re.compile(rb"<(?:\w+:)?v>([^<]*)")
_SHOWN = re.compile(rb"""\bt\s*=\s*["']s["'][^>]*>\s*<(?:\w+:)?v>(\d+)<""")
_STRING = re.compile(rb"<(?:\w+:)?si\b.*?</(?:\w+:)?si>", re.DOTALL)
_REPEATS = re.compile(
    rb"<table:table-(?:cell|row)\b[^>]*?number-(?:columns|rows)-repeated=\"(\d{4,})\"[^>]*"
    rb"(?:office:value-type|>(?:(?!</table:table-row>).)*?office:value-type)",
    re.DOTALL,
)
_SPANS_ROWS = re.compile(rb'number-rows-spanned="(?!1")\d+"')
_SAYS_ERROR = re.compile(rb'value-type="error"|<text:p>(?:#[A-Z0-9/]+[!?]?|Err:\d{3})</text:p>')
_ERROR = (b't="e"', b"t='e'")
_FORMULA = (b"<f", b":f>", b":f ")


@dataclass(slots=True)
class Marks:
    """What is remarkable in a sheet, by the numbers the spreadsheet shows; places count from 0."""

    hidden: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    valueless: dict[tuple[int, int], str] = field(default_factory=dict)  # what the cell says instead
    rows: int = 0
    columns: int = 0
    cells: int = 0


def inspect_sheets(package: Package) -> Mapping[str, Marks]:
    """The marks of every worksheet, by its name.

    Raises:
        BadInput: the workbook is unsound, or a sheet is larger than any ledger.
    """
    for name in package.parts:
        _check_part(package, name)
    targets = {a["Id"]: a["Target"] for a in _attributes(package, "xl/_rels/workbook.xml.rels", _RELATION)}
    texts = [len(text) for text in _STRING.findall(package.whole("xl/sharedStrings.xml"))]
    found = {}
    for sheet in _attributes(package, "xl/workbook.xml", _SHEET):
        id_ = next((value for name, value in sheet.items() if name.endswith(":id")), "")
        target = targets.get(id_, "").lstrip("/").removeprefix("xl/")
        if f"xl/{target}" not in package.parts:
            raise unsound()
        if target.startswith("worksheets/"):
            found[sheet["name"]] = _inspected(package, f"xl/{target}", texts)
    return found


def starts_in_1904(package: Package) -> bool:
    """Whether the days of the workbook count from 1904, as on old Apple computers."""
    properties = re.search(rb"<(?:\w+:)?workbookPr\b[^>]*>", package.whole("xl/workbook.xml"))
    return bool(properties and re.search(rb"""date1904\s*=\s*["'](?:1|true)["']""", properties[0]))


def check_open_document(package: Package) -> None:
    """Prove that an OpenDocument sheet is plain, and no trap: a cell may say that it stands a million times.

    Raises:
        BadInput: it is a trap; or cells merged over rows and error values would be read as nothing.
    """
    for name in package.parts:
        _check_part(package, name)
    content = package.whole("content.xml")
    if any(int(times) > MOST_COLUMNS for times in _REPEATS.findall(content)):
        raise _too_large()
    if _SPANS_ROWS.search(content) or _SAYS_ERROR.search(content):
        raise BadInput(
            "ods_not_plain",
            "An OpenDocument sheet with merged cells or error values cannot be read safely. Save it as XLSX.",
        )


def _check_part(package: Package, name: str) -> None:
    """Spreadsheet programs declare no entities, so whoever does means harm."""
    tail = b""
    for block in package.blocks(name):
        if name.endswith((".xml", ".rels")) and (b"<!DOCTYPE" in tail + block or b"<!ENTITY" in tail + block):
            raise unsound()
        tail = block[-16:]


def _attributes(package: Package, part: str, element: re.Pattern[bytes]) -> Iterator[dict[str, str]]:
    for found in element.findall(package.whole(part)):
        yield {n.decode(): unescape((a or b).decode()) for n, a, b in _ATTRIBUTE.findall(found)}


def _inspected(package: Package, part: str, texts: list[int]) -> Marks:
    marks, shown, longest = Marks(), 0, max(texts, default=0)
    for rows in _whole_rows(package.blocks(part)):
        if not marks.cells:
            _note_columns(marks, rows)
        _note_size(marks, rows)
        # Only where the longest text, shown by every cell, would be too much is each cell's text looked up.
        if longest * marks.cells > MOST_TEXT:
            shown += sum(texts[n] for n in map(int, _SHOWN.findall(rows)) if n < len(texts))
        if marks.rows > MOST_ROWS or marks.columns > MOST_COLUMNS or shown > MOST_TEXT:
            raise _too_large()
        if marks.rows * marks.columns > MOST_CELLS:
            raise _too_large()
        if _HIDDEN.search(rows) or any(sign in rows for sign in (*_ERROR, *_FORMULA)):
            _note_marks(marks, rows)
    return marks


def _whole_rows(blocks: Iterator[bytes]) -> Iterator[bytes]:
    """The same text, cut after the end of a row."""
    rest = b""
    for block in blocks:
        text = rest + block
        cut = text.rfind(b"row>") + len(b"row>")
        if cut < len(b"row>"):
            if len(text) > 16 << 20:
                raise unsound()
            rest = text
            continue
        yield text[:cut]
        rest = text[cut:]
    yield rest


def _note_size(marks: Marks, rows: bytes) -> None:
    places = _PLACE_AS_USUAL.findall(rows)
    if len(places) != rows.count(b"<c") or b":c" in rows:
        places = _PLACE.findall(rows)
        if len(places) != len(_OPENS_CELL.findall(rows)):
            raise unsound()
    marks.cells += len(places)
    columns, lines = {column for column, _ in places}, {row for _, row in places}
    marks.columns = max([marks.columns, *map(_column, columns)])
    marks.rows = max([marks.rows, *map(int, lines)])


def _note_columns(marks: Marks, rows: bytes) -> None:
    """Columns stand before the first row, as ranges; the last often reaches to the end of the sheet."""
    for told in _COLUMNS.findall(rows.partition(b"sheetData")[0]):
        if _HIDDEN.search(told):
            ends = {name: int(a or b) for name, a, b in _ATTRIBUTE.findall(told) if name in (b"min", b"max")}
            last = min(ends.get(b"max", 0), MOST_COLUMNS)
            marks.hidden_columns.update(range(ends.get(b"min", 1) - 1, last))


def _note_marks(marks: Marks, rows: bytes) -> None:
    for attributes, row in _each_row(rows):
        number = next((int(v or w) for n, v, w in _ATTRIBUTE.findall(attributes) if n == b"r"), 0)
        if _HIDDEN.search(attributes):
            marks.hidden.add(number)
        if not any(sign in row for sign in (*_ERROR, *_FORMULA)):
            continue
        for cell, inside in _CELL.findall(row):
            place = _PLACE.match(b"<c" + cell)
            if place is None:
                continue
            at = (int(place[2]), _column(place[1]) - 1)
            if any(sign in cell for sign in _ERROR):
                said = _VALUE_OF.search(inside)
                marks.valueless[at] = said[1].decode("utf-8", "replace") if said else "#"
            elif any(sign in inside for sign in _FORMULA) and not _has_value(cell, inside):
                marks.valueless[at] = UNRECKONED


def _each_row(rows: bytes) -> Iterator[tuple[bytes, bytes]]:
    opened = list(_OPENS_ROW.finditer(rows))
    ends = [later.start() for later in opened[1:]] + [len(rows)] * bool(opened)
    for begun, end in zip(opened, ends, strict=True):
        yield begun[1], rows[begun.end() : end]


def _has_value(cell: bytes, inside: bytes) -> bool:
    """Whether a formula has been worked out; one that gave an empty text has."""
    empty_text = b"str" in cell and re.search(rb"<(?:\w+:)?v\b", inside)
    return bool(empty_text or _VALUE.search(inside))


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def unsound() -> BadInput:
    """What is said of a workbook that no spreadsheet program has written."""
    return BadInput("workbook_unsound", "The workbook is broken or forged. Save it anew and try again.")


def _too_large() -> BadInput:
    return BadInput(
        "sheet_too_large",
        "A sheet holds more than {rows} rows, {columns} columns or {cells} cells.",
        rows=MOST_ROWS,
        columns=MOST_COLUMNS,
        cells=MOST_CELLS,
    )
