"""Which alerts a deadline owes as of a day: asked of the state, never of the exact day."""

from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice

from workflow.clock import Deadline
from workflow.vocabulary import DeadlineKind
from workflow.workdays import Workdays

AlertKey = tuple[str, int, date, int]

#: Deadlines whose missing hurts the office: they ring every working day until somebody acts.
RING_ON = (DeadlineKind.REPLY, DeadlineKind.REVIEW_REPLY, DeadlineKind.EVIDENCE)


@dataclass(frozen=True, slots=True)
class AlertPolicy:
    """When the office wants to be told.

    `days_before` counts working days before the last day, 0 being that day itself. A day for the reply, for
    the answer to a review or for evidence that has passed rings on every working day after it.
    """

    days_before: tuple[int, ...] = (10, 5, 3, 1, 0)


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
    """Every alert a deadline will ever owe, in order of day; without end for a reply nobody gives."""
    # A pause that began when the day had passed does not silence the bell.
    due = deadline.due_on or deadline.missed_on
    if due is None or not deadline.running:
        return
    for days in sorted(set(policy.days_before), reverse=True):
        owed_on = workdays.back(due, days)
        # A threshold that lay before the period began was never crossed.
        if owed_on > deadline.since or days == 0:
            yield Alert(deadline.kind, deadline.line, due, days, owed_on)
    late, day = 0, due
    while deadline.kind in RING_ON and day < workdays.last:
        late, day = late + 1, workdays.add(day, 1)
        yield Alert(deadline.kind, deadline.line, due, -late, day)
