"""The sheet 复议诉讼: reviews, suits and complaints, one row each."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from desk.intake.cells import Cells, Fault
from desk.intake.headings import NO_SYNONYMS, Layout, Synonyms, tidy
from desk.intake.sheet import Sheet
from desk.intake.words import PROCEEDING_KINDS, PROCEEDING_RESULTS, ProceedingKind, ProceedingResult
from workflow.errors import BadInput, Refused

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
class Proceeding:
    """A review, a suit or a complaint over a case; one without a day of decision is still pending."""

    ref: str
    kind: ProceedingKind
    filed: date
    decided: date | None
    result: ProceedingResult
    note: str


def read_proceedings(
    sheet: Sheet, refs: Collection[str], synonyms: Synonyms = NO_SYNONYMS
) -> tuple[list[Proceeding], list[Fault]]:
    """The proceedings of a sheet, and what is wrong with its cells; `refs` are the cases there will be.

    Raises:
        BadInput: a heading is missing.
    """
    layout, found = _layout(sheet, synonyms), list[Proceeding]()
    faults: list[Fault] = []
    for row in sheet.rows:
        cells = Cells(layout, row, sheet.name, sheet.epoch)
        cells.check_values()
        proceeding = _read(cells, refs)
        if proceeding and not cells.faults:
            found.append(proceeding)
        faults += cells.faults
    return found, faults


def keep_proceedings(proceedings: Sequence[Proceeding]) -> None:
    """Keep the proceedings with their cases.

    Raises:
        Refused: there are some, and no place for them yet.
    """
    if proceedings:
        raise Refused(
            "no_proceedings",
            "The sheet 复议诉讼 has {n} rows; this version cannot keep them yet. Take the sheet out first.",
            n=len(proceedings),
        )


def _layout(sheet: Sheet, synonyms: Synonyms) -> Layout:
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


def _read(cells: Cells, refs: Collection[str]) -> Proceeding | None:
    for name in REQUIRED:
        if not cells.text(name):
            cells.fault(name, BadInput("cell_empty_here", "The cell is empty; every row needs it."))
    ref, kind = cells.text("ref"), cells.word("kind", PROCEEDING_KINDS)
    filed, decided = cells.day("filed"), cells.day("decided")
    result = cells.word("result", PROCEEDING_RESULTS) or ProceedingResult.PENDING
    if ref and ref not in refs:
        cells.fault(
            "ref", BadInput("unknown_ref", "There is no case {ref}, nor is there a row of it.", ref=ref)
        )
    if filed and decided and decided < filed:
        message = BadInput(
            "out_of_order",
            "{day} lies before {earlier} ({heading}).",
            day=decided,
            earlier=filed,
            heading=COLUMNS["filed"][0],
        )
        cells.fault("decided", message)
    if (decided is None) != (result is ProceedingResult.PENDING):
        cells.fault(
            "result", BadInput("result_disagrees", "A result and its day stand together, or neither.")
        )
    if not (kind and filed):
        return None
    note = "\n".join(filter(None, (cells.text("note"), cells.unknown())))
    return Proceeding(ref, kind, filed, decided, result, note)
