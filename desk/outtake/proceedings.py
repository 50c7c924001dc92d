"""The reviews, suits and complaints over a case as rows of the sheet 复议诉讼."""

from collections.abc import Iterator, Mapping, Sequence

from desk.outtake.paper import Cell
from workflow.corrections import as_corrected
from workflow.entries import Entry, in_legal_order
from workflow.law import Law
from workflow.ledger import Record
from workflow.machine import ABOUT_PROCEEDINGS
from workflow.proceedings import Proceeding, proceedings_of
from workflow.vocabulary import Action

A = Action
#: What a row tells of each entry; one with more facts is more than its row.
TOLD: Mapping[Action, frozenset[str]] = {
    A.FILE_PROCEEDING: frozenset({"proceeding_kind", "note"}),
    A.DECIDE_PROCEEDING: frozenset({"proceeding", "proceeding_result"}),
}


def pleaded(law: Law, record: Record) -> tuple[list[Sequence[Cell]], bool]:
    """The rows of a case, as they were written down, and whether it holds more of them than rows can tell."""
    if not any(entry.action in ABOUT_PROCEEDINGS for entry in record.entries):
        return [], False
    entries = in_legal_order(as_corrected(record.entries))
    statute = law.regime(entries[0].on)
    told = proceedings_of(entries, statute, law.workdays(statute))
    return [[record.ref, *_cells(one)] for one in told], any(map(_is_more, entries))


def _cells(one: Proceeding) -> Iterator[Cell]:
    yield from (one.kind.zh, one.filed.on)
    yield one.decided.on if one.decided else None
    yield one.result.zh
    yield str(one.filed.facts.get("note", "")).strip()


def _is_more(entry: Entry) -> bool:
    if entry.action not in ABOUT_PROCEEDINGS:
        return False
    return entry.irregular or bool(entry.facts.keys() - TOLD.get(entry.action, frozenset()))
