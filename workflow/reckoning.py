"""The fold that turns entries into counted periods: one working part for each of the six effects."""

from dataclasses import dataclass, field
from datetime import date

from workflow.entries import Entry
from workflow.proceedings import Proceedings, follow
from workflow.statute import Limit, Statute
from workflow.vocabulary import Action, Effect, Party
from workflow.workdays import Workdays

A = Action

#: Later than any day.
ENDLESS = date.max.toordinal()
#: Which action ends what another began.
ENDS = {A.CLARIFY: A.ASK_CLARIFICATION, A.END_CONSULTATION: A.CONSULT, A.PAY_FEE: A.CHARGE_FEE}
#: What proceedings over the case hear of; they have periods of their own, beside that of the reply.
HEARD_BY_PROCEEDINGS = frozenset({A.FILE_PROCEEDING, A.RESPOND, A.DECIDE_PROCEEDING, A.REOPEN})


@dataclass(slots=True)
class Pause:
    """Days taken out of the count: those after `after`, up to and including `last` (ordinals).

    `last` is None while nobody can know it. A pause that a statute does not know `excludes` nothing, but is
    kept: the case is still waiting for somebody. `party` is whom a consultation asks, a third party where
    nobody says; `cap` is the last day the law gives it, `ended_by` the entry that ended it.
    """

    entry: Entry
    party: Party
    excludes: bool
    after: int
    cap: int | None
    ended: int | None = None
    ended_by: int = 0

    @property
    def last(self) -> int | None:
        """The last day excluded."""
        if self.ended is None:
            return self.cap
        return self.ended if self.cap is None else min(self.ended, self.cap)


@dataclass(slots=True)
class Period:
    """One count of the reply period from its day zero; `until` is the day it was deferred to.

    `stopped` is the day of the reply's service, of a withdrawal or a lapse.
    """

    line: int
    day_zero: int
    days: int
    extension: int = 0
    until: int | None = None
    stopped: int | None = None


@dataclass(slots=True)
class Reckoning:
    """The fold while it runs.

    `notice_zero` is the line and the day from which the days to ask for clarification run; `examined` tells
    whether somebody has asked, accepted or answered since. `handed_out` gave somebody a day; `answered` waits
    for its service.
    """

    statute: Statute
    workdays: Workdays
    periods: list[Period] = field(default_factory=list)
    pauses: list[Pause] = field(default_factory=list)
    steps: list[Entry] = field(default_factory=list)
    proceedings: Proceedings = field(default_factory=dict)
    notice_zero: tuple[int, int] = (0, 0)
    examined: bool = False
    stopped: int | None = None
    handed_out: Entry | None = None
    answered: Entry | None = None

    def take(self, entry: Entry) -> None:
        """Let one entry have its effect."""
        rule = self.statute.clock[entry.action]
        day = entry.on.toordinal()
        if entry.action in (A.ASK_CLARIFICATION, A.CONSULT, A.CHARGE_FEE):
            self._pause(entry, day)
            self.examined = True
        elif entry.action in ENDS:
            self._end(entry, day)
        elif entry.action in (A.ACCEPT, A.ANSWER):
            self.examined = True
        elif entry.action in HEARD_BY_PROCEEDINGS:
            follow(self.proceedings, entry, self.statute, self.workdays)
        if rule.effect in (Effect.START, Effect.RESTART):
            self._start(entry, day)
        elif rule.effect is Effect.EXTEND:
            self._extend(entry)
        elif rule.effect is Effect.STOP:
            self.stopped = self.periods[-1].stopped = day
        if rule.effect is not Effect.NONE:
            self.steps.append(entry)
        self._note_own(entry, rule.effect)

    def _note_own(self, entry: Entry, effect: Effect) -> None:
        """What the office waits for of itself: whom it gave a day, and what it has yet to serve."""
        if entry.action is A.ASSIGN:
            self.handed_out = entry if "until" in entry.facts else None
        elif entry.action is A.ANSWER:
            self.handed_out, self.answered = None, entry
        elif entry.action is A.RESPOND and self.stopped is not None:
            self.handed_out = None
        if effect in (Effect.STOP, Effect.RESTART):
            self.answered = None
        if effect is Effect.STOP:
            self.handed_out = None

    def _start(self, entry: Entry, day: int) -> None:
        # The day of receipt is day zero and is not counted; a restart forgets the days already used.
        days = self.periods[-1].days if self.periods else self.statute.reply_days
        if entry.action is A.REOPEN:
            days = entry.facts.get("days", self.statute.reply_days)
            for pause in self.pauses:
                pause.ended = pause.ended or day
        self.periods.append(Period(entry.line, day, days))
        self.stopped = None
        if entry.action is A.RECEIVE:
            self._came_in(entry, day)

    def _came_in(self, entry: Entry, day: int) -> None:
        self.notice_zero, self.examined = (entry.line, day), False

    def _pause(self, entry: Entry, day: int) -> None:
        rule = self.statute.clock[entry.action]
        if "delivered" in entry.facts:
            day = entry.facts["delivered"].toordinal()
        party = Party.of(entry.facts.get("party", "third_party"))
        cap = self.limit_day(day, rule.caps.get(party))
        after = day if rule.counts_first_day else day - 1
        self.pauses.append(Pause(entry, party, rule.effect is Effect.PAUSE, after, cap))

    def _end(self, entry: Entry, day: int) -> None:
        if entry.action is A.END_CONSULTATION:
            pause = self.find_consultation(entry)[0]
            pause.ended, pause.ended_by = day, entry.line
        else:
            self.open(ENDS[entry.action])[-1].ended = day
            if entry.action is A.CLARIFY:
                self._came_in(entry, day)

    def _extend(self, entry: Entry) -> None:
        period = self.periods[-1]
        if entry.action is A.DEFER:
            period.until = entry.facts["until"].toordinal()
        else:
            period.extension = entry.facts.get("days", 0)

    def open(self, action: Action) -> list[Pause]:
        """What this action began and nobody has ended."""
        return [p for p in self.pauses if p.ended is None and p.entry.action is action]

    def find_consultation(self, end: Entry) -> list[Pause]:
        """The open consultations an `end_consultation` may mean: one, unless it says too little."""
        if "consultation" in end.facts:
            return [p for p in self.open(A.CONSULT) if p.entry.line == end.facts["consultation"]]
        party, name = end.facts.get("party"), end.facts.get("with")
        found = [p for p in self.open(A.CONSULT) if party in (None, p.party)]
        named = [p for p in found if p.entry.facts.get("with") == name]
        unnamed = [p for p in found if "with" not in p.entry.facts]
        return found if name is None else named or unnamed

    def reply_due(self, *, extended: bool = True) -> int | None:
        """The reply day as an ordinal, with or without what was granted on top; None while it is unknown."""
        period = self.periods[-1]
        if extended and period.until is not None:
            return period.until
        if any(pause.excludes and pause.last is None for pause in self.pauses):
            return None
        return self._count(period.day_zero, period.days + (period.extension if extended else 0))

    def reply_missed(self) -> int | None:
        """The reply day that had passed before a pause of unknown end began, if one had."""
        period = self.periods[-1]
        if self.reply_due() is not None:
            return None
        return self._count(period.day_zero, period.days + period.extension)

    def _count(self, day: int, days: int) -> int | None:
        """The `days`-th counted day after `day`: working, and in no pause. Several pauses: their union.

        None where a pause of unknown end comes before it.
        """
        workdays, excluded = self.workdays, []
        for pause in self.pauses:
            last = pause.last or ENDLESS
            if pause.excludes and last > pause.after and last > day:
                excluded.append((pause.after, last))
        for after, last in sorted(excluded):
            if after > day:
                counted = workdays.between_ordinals(day, after)
                if counted >= days:
                    break
                days -= counted
            if last == ENDLESS:
                return None
            day = max(day, last)
        return workdays.add_ordinal(day, days)

    def limit_day(self, day: int, limit: Limit | None) -> int | None:
        """The last day of a limit that begins after `day`, or None where the statute has no such limit."""
        return self.workdays.add_ordinal(day, limit.days) if limit and limit.days is not None else None

    def notice_due(self) -> int | None:
        """The last day to ask for clarification, counted from receipt or from the last amended text."""
        return self.limit_day(self.notice_zero[1], self.statute.limits.get("clarification_notice"))

    def asked_due(self, pause: Pause) -> int | None:
        """The last day the applicant was given, to clarify as notified or to pay; None where none is set."""
        if pause.entry.action is A.CONSULT:
            return None
        if pause.entry.action is A.CHARGE_FEE:
            return self.limit_day(pause.entry.on.toordinal(), self.statute.limits.get("fee"))
        days = pause.entry.facts.get("answer_within_days")
        return self.workdays.add_ordinal(pause.entry.on.toordinal(), days) if days else None
