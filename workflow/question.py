"""A question asked of the cases of a year, so that a store can answer with a number or with the list."""

from dataclasses import dataclass

from workflow.vocabulary import (
    ApplicantKind,
    Channel,
    Outcome,
    ProceedingKind,
    ProceedingResult,
    Timeliness,
    Word,
)


class Measure(Word):
    """What about a year is asked.

    A case counts once: new in the year of its receipt, closed in the year its clock was first stopped, open
    on 31 December in between. So new + carried in = closed + carried out, whatever happened.
    """

    NEW = "new", "本年新收"
    CARRIED_IN = "carried_in", "上年结转"
    CLOSED = "closed", "本年办结"
    CARRIED_OUT = "carried_out", "结转下年度"
    UNANSWERED_NOTICE = "unanswered_notice", "年末仍在补正"
    FILED = "filed", "本年提起"
    DECIDED = "decided", "本年审结"
    PENDING = "pending", "年末尚未审结"


#: What counts proceedings over cases, each once in a measure, and not the cases themselves.
OF_PROCEEDINGS = frozenset({Measure.FILED, Measure.DECIDED, Measure.PENDING})


@dataclass(frozen=True, slots=True)
class ProceedingFacets:
    """What the tables ask of a review, a suit or a complaint; `filed` and `decided` are years."""

    kind: ProceedingKind
    result: ProceedingResult
    filed: int
    decided: int | None


@dataclass(frozen=True, slots=True)
class Facets:
    """What the tables ask of a case: cases with the same facets are counted together.

    `counted` is the year of the day the clock was first stopped. With `notice` set, the line stands for the
    clarification notices that were the last word of that year, and is counted for nothing else; with
    `proceeding` set, for the proceedings over such cases.
    """

    received: int
    counted: int | None
    outcome: Outcome | None
    timeliness: Timeliness | None
    kind: ApplicantKind
    channel: Channel
    notice: int | None = None
    proceeding: ProceedingFacets | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """Which cases of a year a cell counts, or which proceedings over them; an empty set asks for any."""

    measure: Measure
    outcomes: frozenset[Outcome] = frozenset()
    kinds: frozenset[ApplicantKind] = frozenset()
    channels: frozenset[Channel] = frozenset()
    timeliness: frozenset[Timeliness] = frozenset()
    proceedings: frozenset[ProceedingKind] = frozenset()
    results: frozenset[ProceedingResult] = frozenset()

    def asks_for(self, facets: Facets, year: int) -> bool:
        """Whether cases with these facets are among those asked for."""
        return (
            _in_measure(self.measure, facets, year)
            and (not self.outcomes or facets.outcome in self.outcomes)
            and (not self.kinds or facets.kind in self.kinds)
            and (not self.channels or facets.channel in self.channels)
            and (not self.timeliness or facets.timeliness in self.timeliness)
            and (facets.proceeding is None or self._asks_for_proceeding(facets.proceeding))
        )

    def _asks_for_proceeding(self, told: ProceedingFacets) -> bool:
        return (not self.proceedings or told.kind in self.proceedings) and (
            not self.results or told.result in self.results
        )


def _in_measure(measure: Measure, facets: Facets, year: int) -> bool:
    if facets.proceeding is not None:
        return _in_docket(measure, facets.proceeding, year)
    if (facets.notice is not None) != (measure is Measure.UNANSWERED_NOTICE):
        return False
    match measure:
        case Measure.NEW:
            return facets.received == year
        case Measure.CARRIED_IN:
            return facets.received < year and (facets.counted is None or facets.counted >= year)
        case Measure.CLOSED:
            return facets.counted == year
        case Measure.CARRIED_OUT:
            return facets.received <= year and (facets.counted is None or facets.counted > year)
        case Measure.UNANSWERED_NOTICE:
            return facets.notice == year
        case _:
            return False


def _in_docket(measure: Measure, told: ProceedingFacets, year: int) -> bool:
    match measure:
        case Measure.FILED:
            return told.filed == year
        case Measure.DECIDED:
            return told.decided == year
        case Measure.PENDING:
            return told.filed <= year and (told.decided is None or told.decided > year)
        case _:
            return False
