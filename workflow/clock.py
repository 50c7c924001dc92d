"""The statutory clock: read from the entries, never stored as the truth."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from workflow.entries import Entry
from workflow.reckoning import Pause, Period, Reckoning
from workflow.sentences import Sentence
from workflow.statute import Statute
from workflow.vocabulary import Action, DeadlineKind, Party
from workflow.workdays import Workdays

A, D = Action, DeadlineKind

#: Which deadline what was asked of somebody sets.
ASKED = {A.ASK_CLARIFICATION: D.CLARIFICATION, A.CHARGE_FEE: D.FEE, A.CONSULT: D.THIRD_PARTY}
OPINION_DUE = {Party.THIRD_PARTY: D.THIRD_PARTY, Party.CO_AUTHOR: D.CO_AUTHOR}


@dataclass(frozen=True, slots=True)
class Deadline:
    """The last day of a period.

    `due_on` is None while the end of a pause cannot be known; `missed_on` is then the reply day that had
    passed before the pause began, if one had. `since` is the day zero of the period and `line` the entry that
    began it; `running` tells whether somebody is still expected to act.
    """

    kind: DeadlineKind
    line: int
    since: date
    due_on: date | None
    sentence: Sentence
    provisional: bool
    running: bool
    missed_on: date | None = None


@dataclass(frozen=True, slots=True)
class Clock:
    """What the entries say about time.

    `deadlines` has the reply first; `first_limit` is the reply day had nobody extended it. `periods`,
    `pauses` and `steps` are the reckoning itself, from which every day can be explained.
    """

    deadlines: tuple[Deadline, ...]
    first_limit: date | None
    stopped_on: date | None
    periods: tuple[Period, ...]
    pauses: tuple[Pause, ...]
    steps: tuple[Entry, ...]
    statute: Statute
    workdays: Workdays

    @property
    def reply(self) -> Deadline:
        """The deadline of the reply."""
        return self.deadlines[0]


def read_clock(statute: Statute, workdays: Workdays, entries: Sequence[Entry]) -> Clock:
    """Work out the deadlines from what happened, the entries given in legal order.

    The reckoning is a fold: each action has one of six effects, and the statute says which. A pause keeps the
    days already used; a restart forgets them.
    """
    reckoning = Reckoning(statute, workdays)
    for entry in entries:
        reckoning.take(entry)
    return clock_of(reckoning)


def clock_of(reckoning: Reckoning) -> Clock:
    """The clock as a reckoning now stands."""
    first, stopped = reckoning.reply_due(extended=False), reckoning.stopped
    return Clock(
        deadlines=deadlines_of(reckoning),
        first_limit=date.fromordinal(first) if first else None,
        stopped_on=date.fromordinal(stopped) if stopped else None,
        periods=tuple(reckoning.periods),
        pauses=tuple(reckoning.pauses),
        steps=tuple(reckoning.steps),
        statute=reckoning.statute,
        workdays=reckoning.workdays,
    )


def deadlines_of(reckoning: Reckoning) -> tuple[Deadline, ...]:
    """The deadlines as a reckoning now stands, the reply first."""
    return (
        _reply(reckoning),
        *_notice(reckoning),
        *_asked(reckoning),
        *_responses(reckoning),
        *_own(reckoning),
    )


def _reply(reckoning: Reckoning) -> Deadline:
    period, due, missed = reckoning.periods[-1], reckoning.reply_due(), reckoning.reply_missed()
    due_on = date.fromordinal(due) if due else None
    return Deadline(
        kind=D.REPLY,
        line=period.line,
        since=date.fromordinal(period.day_zero),
        due_on=due_on,
        sentence=reckoning.statute.clock[A.RECEIVE].sentence,
        provisional=due_on is not None and reckoning.workdays.is_provisional(due_on),
        running=reckoning.stopped is None,
        missed_on=date.fromordinal(missed) if missed else None,
    )


def _notice(reckoning: Reckoning) -> Iterator[Deadline]:
    """The day by which unclear words must be asked about, where the statute sets one."""
    due = reckoning.notice_due()
    if due is None:
        return
    line, zero = reckoning.notice_zero
    sentence = reckoning.statute.limits[D.CLARIFICATION_NOTICE.value].sentence
    yield _dated(
        reckoning, D.CLARIFICATION_NOTICE, line, (zero, due), sentence, running=not reckoning.examined
    )


def _asked(reckoning: Reckoning) -> Iterator[Deadline]:
    """The days given to others: to clarify, to pay, to say whether they agree."""
    for pause in reckoning.pauses:
        entry, zero = pause.entry, pause.entry.on.toordinal()
        due, kind = reckoning.asked_due(pause), ASKED[entry.action]
        if entry.action is A.CONSULT and pause.party in OPINION_DUE:
            due, kind, zero = pause.cap, OPINION_DUE[pause.party], pause.after
        if due is not None:
            limit = reckoning.statute.limits.get(kind.value)
            sentence = limit.sentence if limit else reckoning.statute.clock[entry.action].sentence
            yield _dated(reckoning, kind, entry.line, (zero, due), sentence, running=pause.ended is None)


def _responses(reckoning: Reckoning) -> Iterator[Deadline]:
    """The days by which the office must answer reviews and prove its case, whatever became of the request."""
    for one in reckoning.proceedings.values():
        if one.limit and one.due_on:
            yield Deadline(
                kind=one.limit.deadline,
                line=one.line,
                since=one.received_on,
                due_on=one.due_on,
                sentence=one.limit.sentence,
                provisional=reckoning.workdays.is_provisional(one.due_on),
                running=one.awaited,
            )


def _own(reckoning: Reckoning) -> Iterator[Deadline]:
    """The office's own days, told while they run: no law sets them, or asks what became of them."""
    given, answered = reckoning.handed_out, reckoning.answered
    if given and reckoning.workdays.first <= given.facts["until"] <= reckoning.workdays.last:
        sentence = reckoning.statute.clock[A.ASSIGN].sentence
        yield Deadline(D.HAND_OUT, given.line, given.on, given.facts["until"], sentence, False, True)
    limit = reckoning.statute.limits.get(D.SERVICE.value)
    if answered and limit:
        zero = answered.on.toordinal()
        due = reckoning.limit_day(zero, limit) or zero
        days, line = (zero, due), answered.line
        yield _dated(reckoning, D.SERVICE, line, days, limit.sentence, running=True)


def _dated(
    reckoning: Reckoning,
    kind: DeadlineKind,
    line: int,
    days: tuple[int, int],
    sentence: Sentence,
    *,
    running: bool,
) -> Deadline:
    since, due_on = date.fromordinal(days[0]), date.fromordinal(days[1])
    provisional = reckoning.workdays.is_provisional(due_on)
    return Deadline(kind, line, since, due_on, sentence, provisional, running and reckoning.stopped is None)
