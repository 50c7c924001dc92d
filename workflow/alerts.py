"""Which alerts a deadline owes as of a day: asked of the state, never of the exact day."""

from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import islice

from workflow.clock import Deadline
from workflow.vocabulary import DeadlineKind
from workflow.watching import WATCHED, Rank, Step
from workflow.workdays import Workdays

AlertKey = tuple[str, int, date, int]

#: Deadlines that ring on every working day after they were missed, until somebody acts.
RING_ON = tuple(kind for kind, watch in WATCHED.items() if watch.rings_on)


@dataclass(frozen=True, slots=True)
class AlertPolicy:
    """When the office wants to be told, and who as well once a deadline comes near.

    Days are working days before the last day, 0 being that day itself, negative after it: `days_before` those
    of the reply, `kinds` those of other deadlines, where they are not those of `WATCHED`.
    """

    days_before: tuple[int, ...] = WATCHED[DeadlineKind.REPLY].days
    kinds: Mapping[DeadlineKind, tuple[int, ...]] = field(default_factory=dict)
    escalation: tuple[Step, ...] = ()

    def days(self, kind: DeadlineKind) -> frozenset[int]:
        """The days on which the office is told of a deadline; whoever is to be told as well has theirs."""
        usual = self.days_before if kind is DeadlineKind.REPLY else WATCHED[kind].days
        steps = (step.when for step in self.escalation) if WATCHED[kind].own else ()
        return frozenset((*self.kinds.get(kind, usual), *steps))

    def ranks(self, kind: DeadlineKind, left: int) -> tuple[Rank, ...]:
        """Who is told as well of a deadline with so many working days left, negative once it has passed.

        Those of every step crossed so far, so that a gap skips nobody.
        """
        crossed = (step.to for step in self.escalation if left <= step.when)
        return tuple(dict.fromkeys(crossed)) if WATCHED[kind].own else ()


@dataclass(frozen=True, slots=True)
class Alert:
    """One crossed threshold: `threshold` working days before the last day, negative after it.

    It was owed on `owed_on`; the key (case, kind, line, due_on, threshold) is raised once.
    """

    kind: DeadlineKind
    line: int
    due_on: date
    threshold: int
    owed_on: date

    @property
    def key(self) -> AlertKey:
        """What makes the alert itself within its case."""
        return (self.kind.value, self.line, self.due_on, self.threshold)


def owed(deadline: Deadline, workdays: Workdays, policy: AlertPolicy, today: date) -> list[Alert]:
    """The alerts a running deadline has come to owe by the end of `today`, oldest first."""
    found = []
    for alert in _thresholds(deadline, workdays, policy):
        if alert.owed_on > today:
            break
        found.append(alert)
    return found


def next_alert_on(
    deadlines: Iterable[Deadline], workdays: Workdays, policy: AlertPolicy, raised: Container[AlertKey]
) -> date | None:
    """The first day on which one of the deadlines owes an alert that has not been raised."""
    days = []
    for deadline in deadlines:
        fresh = (alert for alert in _thresholds(deadline, workdays, policy) if alert.key not in raised)
        days += [alert.owed_on for alert in islice(fresh, 1)]
    return min(days, default=None)


def _thresholds(deadline: Deadline, workdays: Workdays, policy: AlertPolicy) -> Iterator[Alert]:
    """Every alert a deadline will ever owe, in order of day; without end where it rings on."""
    # A pause that began when the day had passed does not silence the bell.
    due = deadline.due_on or deadline.missed_on
    if due is None or not deadline.running:
        return
    days = policy.days(deadline.kind)
    for before in sorted((n for n in days if n >= 0), reverse=True):
        owed_on = workdays.back(due, before)
        # A threshold that lay before the period began was never crossed.
        if owed_on > deadline.since or before == 0:
            yield Alert(deadline.kind, deadline.line, due, before, owed_on)
    rings_on = deadline.kind in RING_ON
    late, day, last = 0, due, -min(days, default=0)
    while (rings_on or late < last) and day < workdays.last:
        late, day = late + 1, workdays.add(day, 1)
        if rings_on or -late in days:
            yield Alert(deadline.kind, deadline.line, due, -late, day)
