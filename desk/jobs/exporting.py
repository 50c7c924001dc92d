"""The ledger, or the cases of a list, as a spreadsheet."""

from collections.abc import Mapping, Sequence
from typing import Any

from desk.asking import filter_of
from desk.batch import refs_of
from desk.jobs.errand import Errand
from desk.outtake.ledger import export

#: What a ledger is written as.
FORMATS = ("xlsx", "csv")


def write_ledger(errand: Errand) -> None:
    """Write the cases that whoever asked sees, one row a case."""
    wanted = errand.wanted
    suffix = f".{wanted['format']}"
    errand.told(0, 0)
    refs = _refs(errand, wanted)
    place = errand.folder.new_place(suffix)
    exported = export(errand.house.office, refs, place, lambda done: errand.told(done, len(refs)))
    errand.said |= {"cases": exported.cases, "left_out": exported.left_out, "more": list(exported.more[:20])}
    errand.result = errand.folder.made(place, f"台账-{errand.job.ask.at:%Y-%m-%d}{suffix}")


def _refs(errand: Errand, wanted: Mapping[str, Any]) -> Sequence[str]:
    """The cases that were chosen, as far as they are in sight; else those of the list."""
    ledger = errand.house.ledger
    if "refs" in wanted:
        return [row.ref for row in ledger.rows_of(wanted["refs"])]
    return refs_of(errand.house, filter_of(wanted, ledger.units()))
