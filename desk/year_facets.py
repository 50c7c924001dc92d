"""What the tables count a case by, from its copies."""

from dataclasses import replace

from workflow.copies import Copies, ProceedingCopy
from workflow.question import Facets, ProceedingFacets


def facets_of(copies: Copies) -> tuple[Facets, ...]:
    """What a case is counted by: once, and once more for each notice and each proceeding."""
    counted = copies.counted_on.year if copies.counted_on else None
    first = Facets(
        copies.received_on.year,
        counted,
        copies.counted_outcome,
        copies.timeliness,
        copies.kind,
        copies.channel,
    )
    notices = (replace(first, notice=year) for year in copies.unanswered_notices)
    return (first, *notices, *(replace(first, proceeding=_pleaded(one)) for one in copies.proceedings))


def _pleaded(one: ProceedingCopy) -> ProceedingFacets:
    decided = one.decided_on.year if one.decided_on else None
    return ProceedingFacets(one.kind, one.result, one.filed_on.year, decided)
