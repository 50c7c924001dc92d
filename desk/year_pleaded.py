"""How a year counts the reviews, suits and complaints over its cases."""

from collections.abc import Iterator
from dataclasses import replace

from desk.year_moved import Counted
from desk.year_parts import Parts
from desk.year_place import Year
from workflow.copies import ProceedingCopy
from workflow.docket import DocketFilter
from workflow.vocabulary import ProceedingResult

#: How many are listed at a time.
PAGE = 500


def pleaded(year: Year, made_of: Parts) -> Iterator[tuple[str, Counted]]:
    """How each proceeding of a year is counted: those filed by its end and not decided before it.

    Those of a unit that has its table are counted as it has them.
    """
    for held in made_of.held:
        whose = f"{held.unit.name}：" if held.frozen.handed_in else ""
        yield from ((whose + name, told) for name, told in held.content.get("proceedings", {}).items())
    wanted = DocketFilter(year=year.year, units=made_of.units(year), limit=PAGE)
    while page := year.house.ledger.docket(wanted):
        for row in page:
            yield name_of(row.ref, row.proceeding), as_pleaded(row.proceeding, year.year)
        wanted = replace(wanted, after=(page[-1].ref, page[-1].proceeding.line))


def name_of(ref: str, one: ProceedingCopy) -> str:
    """A proceeding by its case and the entry of its filing: 2026-0001/5."""
    return f"{ref}/{one.line}"


def pleads_in(one: ProceedingCopy, year: int) -> bool:
    """Whether a proceeding is counted in a year at all."""
    return one.filed_on.year <= year and (one.decided_on is None or one.decided_on.year >= year)


def as_pleaded(one: ProceedingCopy, year: int) -> Counted:
    """What decides where a proceeding is counted; one decided later was still pending."""
    decided = one.decided_on is not None and one.decided_on.year <= year
    return {
        "proceeding_kind": str(one.kind),
        "filed_on": str(one.filed_on),
        "decided_on": str(one.decided_on) if decided else None,
        "proceeding_result": str(one.result if decided else ProceedingResult.PENDING),
    }
