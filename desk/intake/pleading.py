"""The rows of the sheet 复议诉讼 joined to the cases they are over, and replayed with them."""

from collections.abc import Container, Sequence
from dataclasses import dataclass, field, replace

from desk.intake.cells import Cells, Fault
from desk.intake.headings import COLUMNS as OF_REQUESTS
from desk.intake.headings import Synonyms
from desk.intake.planning import Planned
from desk.intake.proceedings import COLUMNS, Pleaded, out_of_order, read_layout, read_pleaded, same_as
from desk.intake.row import Saying
from desk.intake.sheet import Sheet
from workflow.casework import Act, Office, first_alert_on, look
from workflow.copies import copies_of
from workflow.entries import Entry
from workflow.errors import BadInput, CaseworkError, Refused
from workflow.facts import read_facts
from workflow.replay import replay
from workflow.vocabulary import Action

A = Action


def read_pleading(
    office: Office, sheet: Sheet | None, synonyms: Synonyms, as_recorded: Saying | None
) -> "Pleading":
    """The rows of the sheet, each waiting for its case.

    Raises:
        BadInput: a heading is missing.
    """
    pleading = Pleading(office, as_recorded)
    if sheet is None:
        return pleading
    layout = read_layout(sheet, synonyms)
    for row in sheet.rows:
        cells = Cells(layout, row, sheet.name, sheet.epoch)
        pleading.waiting.setdefault(cells.text("ref"), []).append((cells, read_pleaded(cells)))
    return pleading


#: A row of the sheet, and the proceeding it tells of where it can be read.
Waiting = tuple[Cells, Pleaded | None]


@dataclass(slots=True)
class Pleading:
    """The joining while it runs: `waiting` are the rows by the case they are over.

    With `as_recorded`, which words it, a day that lies before the one it follows is an irregularity: the row
    is read as if it were that day.
    """

    office: Office
    as_recorded: Saying | None
    waiting: dict[str, list[Waiting]] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    imported: int = 0

    def join(self, cases: Sequence[Planned]) -> list[Planned]:
        """The cases to come with the proceedings over them, or with the faults of those gathered."""
        return [self._with_proceedings(case) if case.ref in self.waiting else case for case in cases]

    def finish(self, refused: Container[str]) -> None:
        """Hold what is left against the cases there are; `refused` are the rows that cannot be imported."""
        kept = {row.ref for row in self.office.ledger.rows_of(set(self.waiting))}
        for ref, rows in self.waiting.items():
            there = _pleaded_of(self.office, ref) if ref in kept else []
            for cells, told in rows:
                if ref in kept:
                    _compare(cells, told, there)
                elif ref:
                    cells.fault("ref", _no_case(ref, refused))
                self.faults += cells.faults

    def _with_proceedings(self, case: Planned) -> Planned:
        joined = case
        for cells, told in self.waiting.pop(case.ref):
            if told:
                joined = self._replayed(cells, told, joined)
            self.faults += cells.faults
        return joined

    def _replayed(self, cells: Cells, told: Pleaded, case: Planned) -> Planned:
        entries = [*case.entries]
        told = self._in_order(cells, told, entries)
        if cells.faults:
            return case
        line = len(entries) + 1
        facts = {"proceeding_kind": told.kind.value} | ({"note": told.note} if told.note else {})
        entries.append(_entry(line, Act(A.FILE_PROCEEDING, told.filed, facts)))
        if told.decided:
            result = {"proceeding": line, "proceeding_result": told.result.value}
            entries.append(_entry(line + 1, Act(A.DECIDE_PROCEEDING, told.decided, result)))
        try:
            replayed = replay(self.office.law, entries, recorded=len(case.entries))
        except Refused as refusal:
            cells.fault("filed", refusal)
            return case
        self.imported += 1
        return replace(
            case,
            entries=tuple(entries),
            copies=copies_of(replayed),
            next_alert_on=first_alert_on(self.office, replayed),
        )

    def _in_order(self, cells: Cells, told: Pleaded, entries: list[Entry]) -> Pleaded:
        """The row with its days after each other, as far as they may be put so."""
        received = entries[0].on
        if told.filed < received:
            message = out_of_order(told.filed, received, OF_REQUESTS["received"][0])
            self._remark(cells, "filed", message, entries)
            told = replace(told, filed=received)
        if told.decided and told.decided < told.filed:
            message = out_of_order(told.decided, told.filed, COLUMNS["filed"][0])
            self._remark(cells, "decided", message, entries)
            told = replace(told, decided=told.filed)
        return told

    def _remark(self, cells: Cells, name: str, message: CaseworkError, entries: list[Entry]) -> None:
        """Keep before the eyes of all what cannot have been so; without `as_recorded` it is a fault."""
        if self.as_recorded is None:
            cells.fault(name, message)
            return
        reason = f"{cells.layout.headings[cells.layout.places[name]]}：{self.as_recorded(message)}"
        entries.append(_entry(len(entries) + 1, Act(A.ANNOTATE, entries[0].on, {"irregular": reason})))


def _entry(line: int, act: Act) -> Entry:
    return Entry(line, act.action, act.on, read_facts(act.action, act.facts))


def _pleaded_of(office: Office, ref: str) -> list[Pleaded]:
    """The proceedings of a case in the ledger, as a row would tell them."""
    return [
        Pleaded(ref, one.kind, one.filed.on, one.decided.on if one.decided else None, one.result, "")
        for one in look(office, ref).case.proceedings
    ]


def _no_case(ref: str, refused: Container[str]) -> BadInput:
    if ref in refused:
        return BadInput("ref_refused", "The row of {ref} has faults of its own.", ref=ref)
    return BadInput("unknown_ref", "There is no case {ref}, nor is there a row of it.", ref=ref)


def _compare(cells: Cells, told: Pleaded | None, there: list[Pleaded]) -> None:
    """A case that is there already has the proceeding, or it is for a clerk to record it."""
    if told is None:
        return
    at = same_as(there, told)
    if at is not None:
        there.pop(at)
        return
    fault = BadInput(
        "proceeding_not_there",
        "{ref} is in the ledger already, without this as it stands here: foi proceeding records it.",
        ref=told.ref,
    )
    cells.fault("kind", fault)
