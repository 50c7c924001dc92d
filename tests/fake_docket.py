"""Reviews, suits and complaints over the cases of a memory."""

from workflow.docket import DocketRow
from workflow.question import Facets, ProceedingFacets

#: A year after any that is asked for.
ALWAYS = 9999


def told_of(one) -> ProceedingFacets:
    """What the tables ask of a proceeding."""
    decided = None if one.decided_on is None else one.decided_on.year
    return ProceedingFacets(one.kind, one.result, one.filed_on.year, decided)


def years_of(facets: Facets) -> range:
    """The years a line of the tally matters to."""
    if facets.notice is not None:
        return range(facets.notice, facets.notice + 1)
    told = facets.proceeding
    first, last = (told.filed, told.decided) if told else (facets.received, facets.counted)
    return range(first, (last or ALWAYS) + 1)


class MemoryDocket:
    """What the port `Docket` promises, kept by a ledger in memory."""

    def docket(self, wanted):
        rows = [
            DocketRow(kept.record.ref, kept.row.unit, kept.row.applicant, one)
            for kept in self._in_order()
            for one in kept.copies.proceedings
        ]
        after = [row for row in rows if (row.ref, row.proceeding.line) > wanted.after]
        return [row for row in after if _fits(row, wanted)][: wanted.limit]


def _fits(row: DocketRow, wanted) -> bool:
    one = row.proceeding
    told = told_of(one)
    return (
        (not wanted.units or row.unit in wanted.units)
        and (not wanted.kinds or one.kind in wanted.kinds)
        and (not wanted.pending or one.decided_on is None)
        and (wanted.due_before is None or (one.due_on is not None and one.due_on < wanted.due_before))
        and (wanted.year is None or told.filed <= wanted.year <= (told.decided or ALWAYS))
    )
