"""A ledger comes in by a page: first tried, with every fault named, then brought in."""

from collections.abc import Callable
from functools import partial
from typing import Any

from desk.intake.batches import source_of
from desk.intake.cells import Fault
from desk.intake.headings import read_synonyms
from desk.intake.keep import Keeping, Kept, Memory
from desk.intake.own_words import as_typed, read_own_words
from desk.intake.pieces import bring_in_by_pieces
from desk.intake.plan import Book, Plan, plan, read_ledger
from desk.intake.workbook import is_workbook
from desk.jobs.errand import Errand
from desk.moved_words import changed_words
from desk.office import now
from desk.outtake.given_back import give_back
from desk.year_told import changed
from workflow.errors import BadInput

#: So many faults stand on the page; all stand in the file that is given back.
MOST = 100


def try_it(errand: Errand) -> None:
    """Work everything out and write nothing; where there are faults the ledger is given back with them."""
    data, book = _opened(errand)
    keeping = Keeping(errand.house.office, errand.actor, now(), None)
    many = book.requests.at_most
    found = _work_out(errand, book, lambda done: errand.told(done, many))(keep=keeping.check_roles)
    errand.said |= _told(errand, found)
    if found.faults:
        _give_back(errand, data, book, found)


def bring_in(errand: Errand) -> None:
    """Look through the ledger once more, then bring it in by pieces.

    Raises:
        BadInput: it has faults; what came in before them stays, until it is undone.
    """
    data, book = _opened(errand)
    many = book.requests.at_most
    before = errand.job.said
    errand.said |= {name: before[name] for name in ("import", "cases") if name in before}
    found = _work_out(errand, book, lambda done: errand.told(done, 2 * many))(keep=lambda _: None)
    _check(found)

    def after(kept: Kept) -> None:
        """Prove, in the piece's own transaction, that nobody else is at it."""
        errand.said |= {"import": kept.number, "cases": kept.cases}
        errand.house.ledger.jobs.say(errand.job.id, errand.job.holder, errand.said)

    found, kept = bring_in_by_pieces(
        errand.house.office,
        _work_out(errand, book, lambda done: errand.told(many + done, 2 * many)),
        errand.actor,
        now=now(),
        memory=Memory(errand.house.ledger, source_of(data, errand.job.ask.source.name)),
        so_far=Kept(errand.said.get("cases", 0), errand.said.get("import")),
        after=after,
    )
    errand.said |= _told(errand, found) | {"import": kept.number, "cases": kept.cases}
    moved = list(changed(errand.house, errand.house.ledger.written()))
    errand.said["mind"] = list(changed_words(errand.lang, moved))
    _check(found)


def _opened(errand: Errand) -> tuple[bytes, Book]:
    source, known = errand.job.ask.source, errand.house.config.ledger
    data = errand.folder.read(source)
    errand.told(0, 0)
    synonyms, own = read_synonyms(as_typed(known.headings)), read_own_words(as_typed(known.values))
    return data, read_ledger(data, source.name, synonyms, own)


def _work_out(errand: Errand, book: Book, progress: Callable[[int], None]) -> partial[Plan]:
    return partial(
        plan,
        errand.house.office,
        book,
        create_units=bool(errand.wanted.get("create_units")),
        as_recorded=errand.say if errand.wanted.get("as_recorded") else None,
        imports=errand.house.ledger,
        progress=progress,
    )


def _check(found: Plan) -> None:
    if found.faults:
        raise BadInput("ledger_has_faults", "{count} cells must be mended first.", count=len(found.faults))


def _give_back(errand: Errand, data: bytes, book: Book, found: Plan) -> None:
    suffix = ".xlsx" if is_workbook(data) else ".csv"
    place = errand.folder.new_place(suffix)
    many = book.requests.at_most
    give_back(place, book, found.faults, errand.say, lambda done: errand.told(done, many))
    stem = errand.job.ask.source.name.rpartition(".")[0] or errand.job.ask.source.name
    errand.result = errand.folder.made(place, f"{stem}-错误{suffix}")


def _told(errand: Errand, found: Plan) -> dict[str, Any]:
    """What the page says of a plan."""
    return {
        "cases": found.cases,
        "there": found.already_there,
        "proceedings": found.proceedings,
        "irregular": len(found.irregular),
        "assumed": len(found.assumed),
        "new_units": list(found.new_units),
        "unknown_columns": list(found.unknown_columns),
        "hidden_rows": len(found.hidden_rows),
        "hidden_columns": list(found.hidden_columns),
        "other_sheets": list(found.other_sheets),
        "fault_count": len(found.faults),
        "faults": [_fault(errand, fault) for fault in found.faults[:MOST]],
    }


def _fault(errand: Errand, fault: Fault) -> dict[str, Any]:
    return {
        "place": "!".join(filter(None, (fault.sheet, fault.cell))) or str(fault.row),
        "column": fault.column,
        "value": fault.value[:60],
        "message": errand.say(fault.message),
    }
