"""The survey of a year: read from the entries of its cases, one after the other."""

from collections import Counter
from collections.abc import Iterator

from workflow.case import Case
from workflow.casework import Office
from workflow.corrections import as_corrected
from workflow.ledger import Record
from workflow.question import Measure, Question
from workflow.reckoning import ENDLESS, Pause, Period
from workflow.survey import Survey
from workflow.vocabulary import Action
from workflow.weighing import recall

#: How many cases are listed at a time.
PAGE = 500


def survey(office: Office, year: int, units: frozenset[int]) -> Survey:
    """What a year was like in some units, or in all: every case received or closed in it, or charged for."""
    months, topics, days = [0] * 12, Counter[str](), Counter[int]()
    charged, paid, limit = list[int](), list[int](), 0
    for record, case in _cases(office, year, units):
        if case.received_on.year == year:
            months[case.received_on.month - 1] += 1
            topics[record.request.topic] += 1
        if case.counted_on and case.counted_on.year == year:
            days[days_used(case)] += 1
            limit = max(limit, case.statute.reply_days)
        charged += _amounts(record, Action.CHARGE_FEE, year)
        paid += _amounts(record, Action.PAY_FEE, year)
    return Survey(
        months=tuple(months),
        topics=dict(topics.most_common()),
        days=dict(sorted(days.items())),
        limit=limit,
        fees_charged=len(charged),
        fen_charged=sum(charged),
        fees_paid=len(paid),
        fen_paid=sum(paid),
    )


def days_used(case: Case) -> int:
    """The working days a closed case had used when it was first closed, those of its pauses taken out."""
    closed = case.counted_on.toordinal() if case.counted_on else 0
    period = next((p for p in case.clock.periods if p.stopped == closed), case.clock.periods[-1])
    used = case.clock.workdays.between_ordinals(period.day_zero, closed)
    return used - len(_paused(case, period, closed))


def _paused(case: Case, period: Period, closed: int) -> set[int]:
    """The working days of a period, up to its close, that pauses took out of it."""
    found = {
        day
        for pause in case.clock.pauses
        for day in range(max(pause.after, period.day_zero) + 1, min(_end(pause), closed) + 1)
        if pause.excludes
    }
    workdays = case.clock.workdays
    return {day for day in found if workdays.between_ordinals(day - 1, day)}


def _end(pause: Pause) -> int:
    return ENDLESS if pause.last is None else pause.last


def _cases(office: Office, year: int, units: frozenset[int]) -> Iterator[tuple[Record, Case]]:
    """Every case that was open in the year: each was new in it, or carried into it."""
    for measure in (Measure.NEW, Measure.CARRIED_IN):
        after = ""
        while page := office.ledger.cases(Question(measure), year, units, after, PAGE):
            for row in page:
                record = office.ledger.read(row.ref)
                yield record, recall(office.law, record)
            after = page[-1].ref


def _amounts(record: Record, action: Action, year: int) -> list[int]:
    """The amounts in fen of what was charged, or paid, in a year."""
    return [
        entry.facts.get("amount", 0)
        for entry in as_corrected(record.entries)
        if entry.action is action and entry.on.year == year and not entry.irregular
    ]
