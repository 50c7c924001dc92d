"""Reviews, suits and complaints over a case, read from its entries: filed, answered, decided."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from workflow.entries import Entry
from workflow.responses import ResponseLimit
from workflow.statute import Statute
from workflow.vocabulary import Action, ProceedingKind, ProceedingResult
from workflow.workdays import Workdays

A = Action
#: What the office and the body do in a proceeding that was filed.
STEPS = frozenset({A.RESPOND, A.DECIDE_PROCEEDING})


@dataclass(frozen=True, slots=True)
class Proceeding:
    """What an applicant turned to, as far as the entries tell: how it was `filed` and what came of it.

    `limit` is how long the office has to answer it and `due_on` the last day of that; None where the law sets
    no limit. `reopened` is the entry that took the request up again because of it.
    """

    filed: Entry
    limit: ResponseLimit | None = None
    due_on: date | None = None
    responded: Entry | None = None
    decided: Entry | None = None
    reopened: Entry | None = None

    @property
    def line(self) -> int:
        """The entry that tells of the filing: what the proceeding is known by in its case."""
        return self.filed.line

    @property
    def kind(self) -> ProceedingKind:
        """What the applicant turned to."""
        return ProceedingKind.of(self.filed.facts["proceeding_kind"])

    @property
    def received_on(self) -> date:
        """The day the copy reached the office, day zero of its answer.

        Where nobody says it is the day of filing: the answer is then due too early, never too late.
        """
        day: date = self.filed.facts.get("received", self.filed.on)
        return day

    @property
    def result(self) -> ProceedingResult:
        """How it ended, if it has."""
        if self.decided is None:
            return ProceedingResult.PENDING
        return ProceedingResult.of(self.decided.facts["proceeding_result"])

    @property
    def steps(self) -> tuple[int, ...]:
        """The entries of its answer and its decision, by line."""
        return tuple(entry.line for entry in (self.responded, self.decided) if entry)

    @property
    def awaited(self) -> bool:
        """Whether the office is still to answer it."""
        return self.responded is None and self.decided is None

    @property
    def unmended(self) -> bool:
        """Whether it overturned the reply and nobody has taken the request up again."""
        return self.result is ProceedingResult.CORRECTED and self.reopened is None


#: Proceedings by the line of the entry that tells of their filing.
Proceedings = dict[int, Proceeding]


def follow(known: Proceedings, entry: Entry, statute: Statute, workdays: Workdays) -> None:
    """Let one entry have its effect on the proceedings of its case.

    Raises:
        LookupError: it answers or decides what is not open.
    """
    match entry.action:
        case A.FILE_PROCEEDING:
            known[entry.line] = _filed(entry, statute, workdays)
        case A.RESPOND:
            meant = meant_by(known, entry)[0]
            known[meant.line] = replace(meant, responded=entry)
        case A.DECIDE_PROCEEDING:
            meant = meant_by(known, entry)[0]
            known[meant.line] = replace(meant, decided=entry)
        case A.REOPEN:
            named = entry.facts.get("proceeding")
            for line, one in known.items():
                if line == named or (named is None and one.unmended):
                    known[line] = replace(one, reopened=entry)


def proceedings_of(entries: Iterable[Entry], statute: Statute, workdays: Workdays) -> tuple[Proceeding, ...]:
    """The proceedings that entries tell of, corrected and given in legal order."""
    known: Proceedings = {}
    for entry in entries:
        if not entry.irregular:
            follow(known, entry, statute, workdays)
    return in_order(known)


def in_order(known: Mapping[int, Proceeding]) -> tuple[Proceeding, ...]:
    """Proceedings as they were written down."""
    return tuple(known[line] for line in sorted(known))


def meant_by(known: Mapping[int, Proceeding], entry: Entry) -> Sequence[Proceeding]:
    """The proceedings an answer or a decision may mean: one, unless it says too little or none is open."""
    named = entry.facts.get("proceeding")
    return [one for one in known.values() if named in (None, one.line) and _is_open(one, entry.action)]


def no_occasion(known: Iterable[Proceeding]) -> frozenset[Action]:
    """The acts that none of the proceedings gives occasion for."""
    told = tuple(known)
    if not told:  # most cases, at every step of their replay
        return STEPS
    return frozenset(action for action in STEPS if not any(_is_open(one, action) for one in told))


def _is_open(one: Proceeding, action: Action) -> bool:
    return one.awaited if action is A.RESPOND else one.decided is None


def _filed(entry: Entry, statute: Statute, workdays: Workdays) -> Proceeding:
    filed = Proceeding(entry)
    limit = statute.response(filed.kind, filed.received_on, simple=entry.facts.get("simple", False))
    if limit is None:
        return filed
    return replace(filed, limit=limit, due_on=_last_day(limit, filed.received_on, workdays))


def _last_day(limit: ResponseLimit, received: date, workdays: Workdays) -> date:
    """民事诉讼法 第八十五条: 期间届满的最后一日是法定休假日的，以法定休假日后的第一日为期间届满的日期."""
    if limit.working:
        return workdays.add(received, limit.days)
    return workdays.add(received + timedelta(limit.days), 0)
