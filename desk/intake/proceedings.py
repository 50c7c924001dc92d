"""The sheet 复议诉讼: reviews, suits and complaints, one row each."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from desk.intake.cells import Cells
from desk.intake.headings import NO_SYNONYMS, Layout, Synonyms, tidy
from desk.intake.sheet import Sheet
from desk.intake.words import PROCEEDING_KINDS, PROCEEDING_RESULTS
from workflow.errors import BadInput
from workflow.vocabulary import ProceedingKind, ProceedingResult

# fmt: off
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "ref":     ("登记号", "编号", "流水号", "事项流水号"),
    "kind":    ("类型", "类别"),
    "filed":   ("提起日期", "申请日期", "起诉日期"),
    "decided": ("审结日期", "结案日期"),
    "result":  ("结果", "审理结果"),
    "note":    ("备注",),
}
# fmt: on
REQUIRED = ("ref", "kind", "filed")
_FIELDS = {name: field for field, names in COLUMNS.items() for name in names}


@dataclass(frozen=True, slots=True)
class Pleaded:
    """A row of the sheet; one without a day of decision is still pending."""

    ref: str
    kind: ProceedingKind
    filed: date
    decided: date | None
    result: ProceedingResult
    note: str


def read_layout(sheet: Sheet, synonyms: Synonyms = NO_SYNONYMS) -> Layout:
    """Find the fields among the headings of the sheet.

    Raises:
        BadInput: a heading is missing.
    """
    names = tuple(tidy(heading) for heading in sheet.headings)
    places: dict[str, int] = {}
    for at, name in enumerate(names):
        field = _FIELDS.get(synonyms.get(name, name), "")
        if field:
            places.setdefault(field, at)
    missing = tuple(COLUMNS[field][0] for field in REQUIRED if field not in places)
    if missing and any(sheet.rows):
        raise BadInput(
            "missing_headings_in",
            "The sheet {sheet} lacks these headings: {headings}.",
            sheet=sheet.name,
            headings=missing,
        )
    unknown = tuple(at for at in range(len(names)) if at not in places.values())
    return Layout(names, places, unknown, (), ())


def read_pleaded(cells: Cells) -> Pleaded | None:
    """Read every cell of a row; None, and faults with the cells, where one cannot be read."""
    cells.check_values()
    for name in REQUIRED:
        if not cells.text(name):
            cells.fault(name, BadInput("cell_empty_here", "The cell is empty; every row needs it."))
    kind = cells.word("kind", PROCEEDING_KINDS)
    filed, decided = cells.day("filed"), cells.day("decided")
    result = cells.word("result", PROCEEDING_RESULTS) or ProceedingResult.PENDING
    if (decided is None) != (result is ProceedingResult.PENDING):
        cells.fault(
            "result", BadInput("result_disagrees", "A result and its day stand together, or neither.")
        )
    if cells.faults or not (kind and filed):
        return None
    note = "\n".join(filter(None, (cells.text("note"), cells.unknown())))
    return Pleaded(cells.text("ref"), kind, filed, decided, result, note)


def out_of_order(day: date, earlier: date, heading: str) -> BadInput:
    """The fault of a day that lies before the one it follows."""
    return BadInput(
        "out_of_order", "{day} lies before {earlier} ({heading}).", day=day, earlier=earlier, heading=heading
    )


def same_as(rows: Sequence[Pleaded], wanted: Pleaded) -> int | None:
    """The place of a row that says the same of a case, its note apart; None where there is none."""
    alike = (wanted.kind, wanted.filed, wanted.decided, wanted.result)
    places = (n for n, row in enumerate(rows) if (row.kind, row.filed, row.decided, row.result) == alike)
    return next(places, None)
