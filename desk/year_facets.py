"""What the tables count a case by, from its copies."""

from dataclasses import replace

from workflow.copies import Copies
from workflow.question import Facets


def facets_of(copies: Copies) -> tuple[Facets, ...]:
    """What a case is counted by: once, and once more for each notice that was the last word of a year."""
    counted = copies.counted_on.year if copies.counted_on else None
    first = Facets(
        copies.received_on.year,
        counted,
        copies.counted_outcome,
        copies.timeliness,
        copies.kind,
        copies.channel,
    )
    return (first, *(replace(first, notice=year) for year in copies.unanswered_notices))
