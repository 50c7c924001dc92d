"""A table for programs: JSON for scripts, CSV for spreadsheets."""

import csv
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from io import StringIO
from typing import Any

from reports.checks import Check
from reports.count import Table
from reports.form import Form
from reports.grid import Grid, Row, grids

#: A spreadsheet takes a text that begins so for a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\0")


def as_json(table: Table, unit: str, frozen: bool = False) -> dict[str, Any]:
    """The table as plain values: every figure by the code of its line and of its column, zeros included."""
    return {
        "year": table.year,
        "form": table.form.name,
        "unit": unit,
        "frozen": frozen,
        "cells": {code: dict(row) for code, row in table.cells.items()},
        "checks": [
            asdict(check) | {"lefts": list(check.lefts), "rights": list(check.rights)}
            for check in table.checks
        ],
    }


def table_from(form: Form, answer: Mapping[str, Any]) -> Table:
    """A table as `as_json` told it, with its notes."""
    checks = (
        Check(**{**told, "lefts": tuple(told.get("lefts", ())), "rights": tuple(told.get("rights", ()))})
        for told in answer["checks"]
    )
    notes, counted = tuple(answer.get("notes", ())), tuple(answer.get("told", ()))
    return Table(form, answer["year"], answer["cells"], tuple(checks), notes, told=counted)


def as_csv(table: Table) -> str:
    """The table as a spreadsheet reads it, its ruled tables one under the other and the notes last.

    A text that a spreadsheet would take for a formula has an apostrophe before it. The byte order mark that
    WPS and Excel want is for the writer of the file.
    """
    out = StringIO()
    rows = csv.writer(out, lineterminator="\r\n")
    for n, grid in enumerate(grids(table)):
        rows.writerows([[]] if n else [])
        rows.writerows([safe(cell) for cell in row] for row in _rows(grid))
    rows.writerows([safe(note)] for note in table.notes)
    return out.getvalue()


def safe(cell: Any) -> Any:
    """A cell as a spreadsheet may read it: a figure is a figure, a text stays a text.

    >>> safe("=1+1"), safe("当面"), safe(-3)
    ("'=1+1", '当面', -3)
    """
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell


def _rows(grid: Grid) -> Iterator[list[Any]]:
    yield from ([title] for title in (grid.title, grid.caption) if title)
    heads = [f"{head.group}·{head.wording}" if head.group else head.wording for head in grid.heads]
    yield ["代码", grid.stub, *(["单位"] if grid.units else []), *heads]
    for row in grid.rows:
        yield _cells(grid, row)


def _cells(grid: Grid, row: Row) -> list[Any]:
    unit = [row.unit] if grid.units else []
    return [row.code, row.wording, *unit, *("" if figure is None else figure for figure in row.figures)]
