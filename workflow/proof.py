"""The proof of alerts: each threshold of a case, when it was owed and raised, how late, and why."""

from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, tzinfo

from workflow.alerts import Alert, AlertKey, AlertPolicy, owed
from workflow.casework import Office
from workflow.clock import Deadline
from workflow.errors import CaseworkError
from workflow.ledger import Raised, Record
from workflow.sweeps import Silence
from workflow.vocabulary import Word
from workflow.weighing import recall
from workflow.workdays import Workdays
from workflow.yearly import reports_owed


class Standing(Word):
    """How a threshold stands."""

    RAISED = "raised", "已提醒"
    SUPERSEDED = "superseded", "已被后一次提醒取代"
    OWED = "owed", "应提未提"
    TO_COME = "to_come", "未到"


class Cause(Word):
    """Why an alert was raised later than the day it was owed on."""

    ENTERED_LATE = "entered_late", "录入时已过应提醒日"
    CALENDAR = "calendar", "其间加入了放假安排"
    SILENT = "silent", "没有人在提醒"
    NOT_ON_RECORD = "not_on_record", "没有记录"


@dataclass(frozen=True, slots=True)
class Reason:
    """A cause: a silence from `since` to `until`; else what happened at `until`, the entry by its `line`."""

    cause: Cause
    since: datetime | None = None
    until: datetime | None = None
    line: int = 0


@dataclass(frozen=True, slots=True)
class Proven:
    """A threshold and what became of it.

    `raised` is missing where it is yet to be raised. `by` is the threshold that superseded it. `moved_to` is
    the last day its deadline has now, where that is another.
    """

    alert: Alert
    standing: Standing
    raised: Raised | None = None
    reasons: tuple[Reason, ...] = ()
    by: int | None = None
    moved_to: date | None = None


def proof(office: Office, record: Record, today: date, zone: tzinfo) -> list[Proven]:
    """Every threshold that was raised for a case, is owed, or is to come; in order of the day it was owed on.

    Days begin in `zone`. Of the thresholds after a missed day the next one stands for all.

    Raises:
        Broken: an entry holds what nobody can have entered.
    """
    case = recall(office.law, record)
    workdays = office.law.workdays(case.statute)
    raised = office.ledger.alerts(record)
    history = _History(office, record, raised, zone)
    last_days = {(one.kind, one.line): _last_day(one) for one in case.clock.deadlines}
    proven = [
        _past(one, raised, tuple(history.reasons(one)), last_days.get((one.alert.kind, one.alert.line)))
        for one in raised
    ]
    known = {one.alert.key for one in raised}
    proven += _coming(case.clock.deadlines, known, workdays, office.policy, today)
    return sorted(proven, key=lambda one: one.alert.owed_on)


def proof_of_unit(office: Office, unit: int, today: date, zone: tzinfo) -> list[Proven]:
    """Every threshold that was raised of a unit itself, is owed, or is to come: as `proof` of a case."""
    raised = office.ledger.office_alerts.of(unit)
    workdays = office.law.workdays(office.law.regime(today))
    silences = _silences(office, [_beginning(one.alert, zone) for one in raised if _is_late(one)])
    proven = [_past(one, raised, _reasons_of_unit(one, silences, zone), None) for one in raised]
    known = {one.alert.key for one in raised}
    owing = [due for owner, due in reports_owed(office.law, office.ledger, today) if owner.id == unit]
    proven += _coming(owing, known, workdays, office.policy, today)
    return sorted(proven, key=lambda one: one.alert.owed_on)


def _coming(
    deadlines: Iterable[Deadline],
    known: Container[AlertKey],
    workdays: Workdays,
    policy: AlertPolicy,
    today: date,
) -> Iterator[Proven]:
    """The thresholds that have not been raised."""
    tomorrow = workdays.add(today, 1)
    for deadline in deadlines:
        for alert in owed(deadline, workdays, policy, max(_last_day(deadline) or today, tomorrow)):
            if alert.key not in known:
                yield Proven(alert, Standing.OWED if alert.owed_on <= today else Standing.TO_COME)


def _reasons_of_unit(one: Raised, silences: Sequence[Silence], zone: tzinfo) -> tuple[Reason, ...]:
    if not _is_late(one):
        return ()
    found = tuple(_silent(one, silences, _beginning(one.alert, zone)))
    return found or (Reason(Cause.NOT_ON_RECORD),)


def _is_late(one: Raised) -> bool:
    return one.raised_on > one.alert.owed_on


def _beginning(alert: Alert, zone: tzinfo) -> datetime:
    """The first moment of the day on which an alert was owed."""
    return datetime.combine(alert.owed_on, time(), zone)


def _silences(office: Office, late: Sequence[datetime]) -> Sequence[Silence]:
    """The silences that can have made alerts late that were owed from these moments on."""
    return office.ledger.sweeps.silences(min(late), limit=1000)[::-1] if late else ()


def _silent(one: Raised, silences: Sequence[Silence], begun: datetime) -> Iterator[Reason]:
    for silence in silences:
        if silence.until > begun and silence.since < one.raised_at:
            yield Reason(Cause.SILENT, silence.since, silence.until)


def _last_day(deadline: Deadline) -> date | None:
    return deadline.due_on or deadline.missed_on


def _past(one: Raised, raised: Sequence[Raised], reasons: tuple[Reason, ...], now: date | None) -> Proven:
    place = one.alert.key[:3]
    by = next(
        (
            other.alert.threshold
            for other in raised
            if one.superseded
            and not other.superseded
            and other.alert.key[:3] == place
            and other.raised_at == one.raised_at
        ),
        None,
    )
    return Proven(
        one.alert,
        Standing.SUPERSEDED if one.superseded else Standing.RAISED,
        one,
        reasons,
        by,
        now if now != one.alert.due_on else None,
    )


class _History:
    """What can make an alert late: entries, notices, silences."""

    def __init__(self, office: Office, record: Record, raised: Sequence[Raised], zone: tzinfo) -> None:
        self._office, self._record, self._zone = office, record, zone
        late = [_beginning(one.alert, zone) for one in raised if _is_late(one)]
        self._notices = office.ledger.noticed_at() if late else ()
        self._silences = _silences(office, late)

    def reasons(self, one: Raised) -> Iterator[Reason]:
        """Why an alert was late; nothing where it was not."""
        if not _is_late(one):
            return
        found = list(self._found(one))
        yield from found or [Reason(Cause.NOT_ON_RECORD)]

    def _found(self, one: Raised) -> Iterator[Reason]:
        begun = _beginning(one.alert, self._zone)
        line, known_at = self._known(one)
        if known_at > begun:
            yield Reason(Cause.ENTERED_LATE, until=known_at, line=line)
            begun = known_at
        for at in self._notices:
            if begun < at <= one.raised_at:
                yield Reason(Cause.CALENDAR, until=at)
        yield from _silent(one, self._silences, begun)

    def _known(self, one: Raised) -> tuple[int, datetime]:
        """Since which entry the deadline stood as the alert had it, up to the ring; the first where none."""
        entries = self._record.entries
        since = entries[0]
        for entry in reversed([entry for entry in entries if entry.recorded_at <= one.raised_at]):
            if not self._stood(one.alert, entry.line):
                break
            since = entry
        return since.line, since.recorded_at

    def _stood(self, alert: Alert, line: int) -> bool:
        """Whether the deadline of an alert was its own once there were this many entries."""
        then = replace(self._record, entries=self._record.entries[:line])
        try:
            deadlines = recall(self._office.law, then).clock.deadlines
        except CaseworkError:
            return False
        place = (alert.kind, alert.line, alert.due_on)
        return any((each.kind, each.line, _last_day(each)) == place for each in deadlines)
