"""The ledger, or the cases of a list, as a spreadsheet."""

from desk.batch import refs_of
from desk.jobs.errand import Errand
from desk.jobs.filtered import filter_of
from desk.outtake.ledger import export

#: What a ledger is written as.
FORMATS = ("xlsx", "csv")


def write_ledger(errand: Errand) -> None:
    """Write the cases that whoever asked sees, one row a case."""
    wanted = errand.wanted
    suffix = f".{wanted['format']}"
    errand.told(0, 0)
    refs = refs_of(errand.house, filter_of(wanted, errand.house.ledger.units()))
    place = errand.folder.new_place(suffix)
    exported = export(errand.house.office, refs, place, lambda done: errand.told(done, len(refs)))
    errand.said |= {"cases": exported.cases, "left_out": exported.left_out, "more": list(exported.more[:20])}
    errand.result = errand.folder.made(place, f"台账-{errand.job.ask.at:%Y-%m-%d}{suffix}")
