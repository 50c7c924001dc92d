"""A table somebody published, read from the file it came in: workbook, JSON or CSV."""

import json
from collections.abc import Sequence

from desk.intake.workbook import is_workbook, read_worksheets
from reports.published import Published, read_csv, read_json, read_rows
from reports.workbook.sheets import OTHER_SHEETS
from workflow.errors import BadInput


def read_published(data: bytes, filename: str) -> Published:
    """A published table.

    Raises:
        BadInput: the file cannot be read, or no official form is recognised in it.
        NotFound: it names a form, or a line, that there is none of.
    """
    if is_workbook(data):
        return read_rows(table_rows(data, filename))
    text = read_text(data, filename)
    if not filename.lower().endswith(".json"):
        return read_csv(text)
    try:
        return read_json(json.loads(text))
    except ValueError as fault:
        raise BadInput("unreadable", "{path} cannot be read: {fault}", path=filename, fault=fault) from None


def table_rows(data: bytes, filename: str) -> list[Sequence[str]]:
    """The rows of the sheets of a workbook that hold official tables: not those of its cases and checks."""
    sheets = read_worksheets(data, filename)
    return [row.cells for name, every in sheets.items() if name not in OTHER_SHEETS for row in every]


def read_text(data: bytes, filename: str) -> str:
    """A text in one of the two encodings that offices write.

    Raises:
        BadInput: it is in neither.
    """
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise BadInput("unreadable", "{path} cannot be read: {fault}", path=filename, fault="UTF-8, GB18030")
