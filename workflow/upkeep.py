"""Whether what is kept beside the entries agrees with them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from workflow.case import Case
from workflow.casework import Office, first_alert_on
from workflow.copies import Copies, copies_of
from workflow.errors import Broken, CaseworkError
from workflow.filing import check_attachments, check_letters
from workflow.ledger import Ledger, Record
from workflow.weighing import recall


@dataclass(slots=True)
class Verified:
    """What a proof found: how many cases, which of them hold irregular entries, and what does not agree.

    The copies of those `behind` were reckoned by other rules than those that hold, and prove nothing yet.
    """

    cases: int = 0
    behind: int = 0
    irregular: list[str] = field(default_factory=list)
    faults: list[Broken] = field(default_factory=list)


def verify(office: Office, refs: Iterable[str] | None = None) -> Verified:
    """Prove every chain, replay every case, compare every copy, read every file again; or of some cases."""
    found = Verified()
    for ref in office.ledger.refs() if refs is None else refs:
        found.cases += 1
        try:
            office.ledger.check(ref)
            record = office.ledger.read(ref)
            case = recall(office.law, record)
            called_for, kept = copies_of(case), office.ledger.copies(record)
        except CaseworkError as fault:
            found.faults.append(_named(ref, fault))
            continue
        if office.ledger.is_behind(record):
            found.behind += 1
        else:
            found.faults += _differences(ref, called_for, kept)
            found.faults += _looks_too_late(office, record, case)
        found.faults += check_letters(office.ledger, record)
        found.faults += check_attachments(office.ledger, record)
        if called_for.irregular:
            found.irregular.append(ref)
    found.faults += _lost_tables(office.ledger)
    return found


def _lost_tables(ledger: Ledger) -> Iterator[Broken]:
    """Frozen tables whose file is missing, or not the one that was frozen."""
    for frozen in ledger.every_frozen():
        for digest in filter(None, (frozen.content, frozen.handed_in)):
            try:
                ledger.file(digest)
            except CaseworkError as fault:
                year = frozen.place.year
                yield Broken("table_broken", "The frozen table of {year}: {fault}", year=year, fault=fault)


def _named(ref: str, fault: CaseworkError) -> Broken:
    """A fault that says in which case it is."""
    if isinstance(fault, Broken) and "ref" in fault.values:
        return fault
    return Broken("case_broken", "{ref}: {fault}", ref=ref, fault=fault)


def _looks_too_late(office: Office, record: Record, case: Case) -> Iterator[Broken]:
    """Whether the sweep would come after an alert is owed."""
    owed = first_alert_on(office, case, {past.alert.key for past in office.ledger.alerts(record)})
    looks = office.ledger.next_alert_on(record)
    if owed is not None and (looks is None or looks > owed):
        yield Broken(
            "looks_too_late", "{ref}: its next alert is sought too late. Run: foi init", ref=record.ref
        )


def _differences(ref: str, called_for: Copies, kept: Copies) -> Iterator[Broken]:
    for name in Copies.__slots__:
        said, is_kept = getattr(called_for, name), getattr(kept, name)
        if said != is_kept:
            yield Broken(
                "copy_differs",
                "{ref}: {name} is kept as {kept}, the entries say {said}.",
                ref=ref,
                name=name,
                kept=is_kept,
                said=said,
            )
