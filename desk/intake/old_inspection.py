"""What the records of an XLS workbook tell that calamine does not: hidden rows and columns, error values."""

import struct
from collections.abc import Iterator, Mapping
from typing import Final

from desk.intake.compound import Compound
from desk.intake.inspection import Marks, unsound
from workflow.errors import BadInput

_SHEET, _END, _PASSWORD = 0x85, 0x0A, 0x2F
_ROW, _COLUMNS, _FORMULA, _VALUE = 0x208, 0x7D, 0x06, 0x205
_HIDDEN_ROW, _HIDDEN_COLUMNS = 0x20, 0x01
#: How the result of a formula begins and ends that is an error.
_IS_ERROR, _NO_NUMBER = 2, 0xFFFF
ERRORS: Final = {
    0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!",
    0x2A: "#N/A",
}  # fmt: skip

_Record = tuple[int, bytes]


def inspect_old_sheets(data: bytes) -> Mapping[str, Marks]:
    """The marks of every sheet, by its name.

    Raises:
        BadInput: the workbook is locked, broken, forged, or older than Excel 97.
    """
    try:
        book = Compound(data).stream("Workbook")
        opening = list(_records(book, 0))
        if any(kind == _PASSWORD for kind, _ in opening):
            raise BadInput("workbook_locked", "The workbook has a password. Save it without one.")
        sheets = [_named(told) for kind, told in opening if kind == _SHEET]
        return {name: _marks(_records(book, at)) for name, at in sheets}
    except (ValueError, struct.error, IndexError) as fault:
        raise unsound() from fault


def _records(book: bytes, at: int) -> Iterator[_Record]:
    """The records of a part of the workbook, from where it begins; charts inside a sheet are parts too."""
    depth = 0
    while at + 4 <= len(book):
        kind, length = struct.unpack_from("<2H", book, at)
        depth += (kind == 0x809) - (kind == _END)
        yield kind, book[at + 4 : at + 4 + length]
        if depth == 0:
            return
        at += 4 + length
    raise ValueError(at)


def _named(told: bytes) -> tuple[str, int]:
    """The name of a sheet, and where it begins."""
    at, many, wide = struct.unpack_from("<I2xBB", told)
    name = told[8 : 8 + (2 * many if wide & 1 else many)]
    return name.decode("utf-16-le" if wide & 1 else "latin-1"), at


def _marks(records: Iterator[_Record]) -> Marks:
    marks, depth = Marks(), 0
    for kind, told in records:
        depth += (kind == 0x809) - (kind == _END)
        if depth > 1:
            continue
        if kind == _ROW and told[12] & _HIDDEN_ROW:
            marks.hidden.add(struct.unpack_from("<H", told)[0] + 1)
        elif kind == _COLUMNS and told[8] & _HIDDEN_COLUMNS:
            first, last = struct.unpack_from("<2H", told)
            marks.hidden_columns.update(range(first, last + 1))
        elif kind == _VALUE and told[7]:
            _note_error(marks, told, told[6])
        elif (
            kind == _FORMULA and told[6] == _IS_ERROR and struct.unpack_from("<H", told, 12)[0] == _NO_NUMBER
        ):
            _note_error(marks, told, told[8])
    return marks


def _note_error(marks: Marks, told: bytes, code: int) -> None:
    row, column = struct.unpack_from("<2H", told)
    marks.valueless[row + 1, column] = ERRORS.get(code, "#")
