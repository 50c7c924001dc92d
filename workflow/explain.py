"""A clock that explains itself: every day from receipt to the last, and why it counts or does not."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from workflow.clock import Clock
from workflow.entries import Entry
from workflow.proceedings import Proceeding
from workflow.reckoning import Pause, Period
from workflow.sentences import Sentence
from workflow.vocabulary import Action, Word
from workflow.workdays import Reason, Workdays


class DayMark(Word):
    """What a day is to the count."""

    ZERO = "zero", "起算日，不计入"
    COUNTED = "counted", "计入"
    EXCLUDED = "excluded", "不计入期限"
    OFF = "off", "非工作日"
    DEFERRED = "deferred", "延迟答复"
    PAST = "past", "已过期限"
    MOVED = "moved", "末日顺延"


@dataclass(frozen=True, slots=True)
class DayLine:
    """One day of the reckoning: `counted` of `total` working days are used by its end.

    `why` says what the calendar makes of the day, `sentence` which words of the law decide, and `acts` what
    happened on it.
    """

    on: date
    mark: DayMark
    counted: int
    total: int
    why: Reason
    sentence: Sentence
    acts: tuple[Action, ...]
    is_due: bool


def explain(clock: Clock) -> Iterator[DayLine]:
    """The days of every period from its day zero to its end: a stop or a restart, and at last the reply day.

    While the reply day is unknown the days run to the last thing that happened.
    """
    for period, following in zip(clock.periods, [*clock.periods[1:], None], strict=True):
        if following:
            yield from _period(
                clock, period, min(following.day_zero - 1, period.stopped or date.max.toordinal())
            )
        else:
            last = clock.reply.due_on or max(entry.on for entry in clock.steps)
            yield from _period(clock, period, last.toordinal())


def explain_response(one: Proceeding, workdays: Workdays) -> Iterator[DayLine]:
    """The days the office has to answer a proceeding, from that of the copy on; none without a limit."""
    counted, acts = 0, (one.filed, *filter(None, (one.responded, one.decided)))
    if one.limit is None or one.due_on is None:
        return
    for day in range(one.received_on.toordinal(), one.due_on.toordinal() + 1):
        on = date.fromordinal(day)
        if on == one.received_on:
            mark = DayMark.ZERO
        elif one.limit.working and not workdays.is_workday(on):
            mark = DayMark.OFF
        else:
            mark = DayMark.COUNTED if counted < one.limit.days else DayMark.MOVED
        counted += mark is DayMark.COUNTED
        why, sentence = workdays.explain(on), one.limit.sentence
        yield DayLine(on, mark, counted, one.limit.days, why, sentence, _acts(acts, on), on == one.due_on)


def _period(clock: Clock, period: Period, last: int) -> Iterator[DayLine]:
    total, counted = period.days + period.extension, 0
    due = clock.reply.due_on.toordinal() if period is clock.periods[-1] and clock.reply.due_on else None
    for day in range(period.day_zero, max(last, period.day_zero) + 1):
        mark, sentence = _mark(clock, period, day, counted)
        counted += mark is DayMark.COUNTED
        on = date.fromordinal(day)
        why = clock.workdays.explain(on)
        yield DayLine(on, mark, counted, total, why, sentence, _acts(clock.steps, on), day == due)


def _mark(clock: Clock, period: Period, day: int, counted: int) -> tuple[DayMark, Sentence]:
    rule = clock.statute.clock[Action.RECEIVE]
    if day == period.day_zero:
        return DayMark.ZERO, rule.sentence
    if not clock.workdays.is_workday(date.fromordinal(day)):
        return DayMark.OFF, rule.sentence
    pause = next((p for p in clock.pauses if _excludes(p, day)), None)
    if pause is not None:
        return DayMark.EXCLUDED, clock.statute.clock[pause.entry.action].sentence
    if counted == period.days + period.extension:
        mark = DayMark.DEFERRED if period.until and day <= period.until else DayMark.PAST
        return mark, (clock.statute.clock[Action.DEFER] if mark is DayMark.DEFERRED else rule).sentence
    extended = counted >= period.days
    return DayMark.COUNTED, (clock.statute.clock[Action.EXTEND] if extended else rule).sentence


def _excludes(pause: Pause, day: int) -> bool:
    return pause.excludes and day > pause.after and (pause.last is None or day <= pause.last)


def _acts(steps: tuple[Entry, ...], on: date) -> tuple[Action, ...]:
    return tuple(entry.action for entry in steps if entry.on == on)
