"""The sheet of figures to be entered: given out, and read back when it is filled in."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path

from desk.intake.cells import Fault, column_letter, valueless
from desk.intake.sheet import Row
from desk.intake.workbook import read_worksheets
from desk.year_own import last_own
from desk.year_place import Year
from reports.checks import Figure
from reports.count import enterable
from reports.entered import MONEY, carried, read_figure, to_be_entered
from reports.line import FigureType
from reports.why import label
from reports.workbook.entry_sheet import (
    CODE,
    COLUMN,
    FIGURE,
    FORM,
    SHEET,
    UNIT,
    YEAR,
    EntryLine,
    write_entry_sheet,
)
from workflow.errors import BadInput, CaseworkError
from workflow.yearbook import figures_of

#: A line without columns of its own has one, which nobody names.
_ONLY = "total"


@dataclass(slots=True)
class Filled:
    """What a sheet says: its figures, and the cells that must be mended."""

    figures: dict[str, dict[str, Figure]] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)


def entry_lines(year: Year) -> Iterator[EntryLine]:
    """The figures a year wants entered, each with last year's and with what it is by now."""
    last, entered = last_own(year), figures_of(year.house.ledger.entered(year.place))
    follow = carried(year.form, entered, last)
    for line, column in to_be_entered(year.form):
        yield EntryLine(
            code=line.code,
            name=label(year.form, line.code),
            column="" if column.code == _ONLY else column.wording,
            unit=MONEY if column.type is FigureType.AMOUNT else line.unit,
            type=column.type,
            before=last.get(line.code, {}).get(column.code),
            now=entered.get(line.code, {}).get(column.code),
            carried=follow.get(line.code, {}).get(column.code),
        )


def sheet_of(year: Year) -> bytes:
    """The sheet of a year, as a workbook."""
    out = BytesIO()
    write_entry_sheet(out, year.year, year.form.name, year.root.name, entry_lines(year))
    return out.getvalue()


def give_sheet(year: Year, path: Path) -> None:
    """Write the sheet of a year.

    Raises:
        BadInput: the file cannot be written.
    """
    try:
        path.write_bytes(sheet_of(year))
    except OSError as fault:
        raise BadInput("unwritable", "{path} cannot be written: {fault}", path=path, fault=fault) from None


def read_sheet(year: Year, data: bytes, filename: str) -> Filled:
    """The figures of a filled sheet; cells left empty say nothing.

    Raises:
        BadInput: it is no such sheet, or that of another year, form or unit.
    """
    rows = read_worksheets(data, filename).get(SHEET)
    every = list(rows or ())
    heads = next(
        (row for row in every if {CODE, COLUMN, FIGURE} <= {cell.strip() for cell in row.cells}), None
    )
    if heads is None:
        raise BadInput("no_entry_sheet", "{file} is no sheet from `foi report sheet`.", file=filename)
    _check_whose(year, [row for row in every if row.number < heads.number], filename)
    at = {cell.strip(): place for place, cell in enumerate(heads.cells)}
    filled = Filled()
    for row in every:
        if row.number > heads.number:
            _take(year, row, at, filled)
    return filled


def _check_whose(year: Year, above: Iterable[Row], filename: str) -> None:
    cells = [cell.strip() for row in above for cell in row.cells]
    told = {name: cells[cells.index(name) + 1] for name in (YEAR, FORM, UNIT) if name in cells[:-1]}
    ours = {YEAR: str(year.year), FORM: year.form.name, UNIT: year.root.name}
    for name, right in ours.items():
        if told.get(name, "") != right:
            raise BadInput(
                "sheet_of_another",
                "{file} is the sheet of another: {name} is “{told}”, not “{right}”.",
                file=filename,
                name=name,
                told=told.get(name, ""),
                right=right,
            )


def _take(year: Year, row: Row, at: Mapping[str, int], filled: Filled) -> None:
    """The figure of a row, or what is wrong with it, each by the cell it stands in."""
    code, column, figure = (_cell(row.cells, at[name]) for name in (CODE, COLUMN, FIGURE))
    place = at[FIGURE]
    try:
        if place in row.valueless:
            raise valueless(row.valueless[place])
        if not figure:
            return
        place = at[CODE]
        year.form.line(code)
        place = at[COLUMN]
        found = enterable(year.form, code, column or _ONLY)
        place = at[FIGURE]
        filled.figures.setdefault(code, {})[found.code] = read_figure(figure, found)
    except CaseworkError as fault:
        said = _cell(row.cells, place)
        name = next(name for name, where in at.items() if where == place)
        filled.faults.append(Fault(row.number, name, said, fault, SHEET, column_letter(place)))


def _cell(cells: Sequence[str], place: int) -> str:
    return cells[place].strip() if place < len(cells) else ""
