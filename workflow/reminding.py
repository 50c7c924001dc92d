"""The sweep: every alert that is owed is raised, once, however often and however late somebody looks."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from workflow.again import until_kept
from workflow.alerts import next_alert_on, owed
from workflow.case import Case
from workflow.casework import Office
from workflow.errors import CaseworkError, ClockBehind, Conflict
from workflow.ledger import Ledger, Raised, Record
from workflow.renewing import renew
from workflow.weighing import recall
from workflow.yearly import TellUnit, ring_year

#: Cases swept in one transaction; a chunk that fails is taken again case by case.
CHUNK = 200

#: Raises what some cases owe, in one transaction.
Ring = Callable[[Sequence[str]], list[Raised]]
#: Told of each case for which alerts are raised, in the transaction that raises them.
Tell = Callable[[Record, Case, Sequence[Raised]], None]


@dataclass(slots=True)
class Sweep:
    """What a sweep raised of cases, and of units themselves, and which cases it could not read."""

    raised: list[Raised] = field(default_factory=list)
    failed: list[tuple[str, CaseworkError]] = field(default_factory=list)
    yearly: list[Raised] = field(default_factory=list)


def remind(
    office: Office, today: date, now: datetime, tell: Tell | None = None, tell_unit: TellUnit | None = None
) -> Sweep:
    """Raise every alert owed by the end of `today` that has not been raised; `tell` hears of each of a case.

    Each case is reckoned again from its entries; the copies only say where to look, and those of other rules
    are written anew, for they may say it wrongly. One bad case stops nobody else: it is named in `failed`,
    and looked at again by the next sweep.

    Raises:
        ClockBehind: the machine's clock has gone back, so that no case can be written to.
    """

    @until_kept
    def ring(refs: Sequence[str]) -> list[Raised]:
        with office.ledger.transaction():
            return [
                one for ref in refs for one in _ring_case(office, office.ledger.read(ref), today, now, tell)
            ]

    sweep = Sweep()
    _raise_due(office.ledger, ring, today, sweep)
    if office.ledger.behind(None, 1):
        sweep.failed += renew(office).failed
        _raise_due(office.ledger, ring, today, sweep)
    sweep.yearly = ring_year(office, today, now, tell_unit)
    office.ledger.sweeps.note(now)
    return sweep


def _raise_due(ledger: Ledger, ring: Ring, today: date, sweep: Sweep) -> None:
    after = None
    while batch := ledger.due(today, after, CHUNK):
        day, last, _ = batch[-1]
        after = (day, last)
        refs = [ref for _, _, ref in batch]
        try:
            sweep.raised += ring(refs)
        except ClockBehind:
            raise
        except CaseworkError:
            _one_by_one(ring, refs, sweep)


def _one_by_one(ring: Ring, refs: Sequence[str], sweep: Sweep) -> None:
    for ref in refs:
        try:
            sweep.raised += ring([ref])
        except Conflict:
            continue  # another bell has it, or somebody has just written to it: the next sweep looks again
        except CaseworkError as fault:
            sweep.failed.append((ref, fault))


def _ring_case(office: Office, record: Record, today: date, now: datetime, tell: Tell | None) -> list[Raised]:
    case = recall(office.law, record)
    workdays = office.law.workdays(case.statute)
    known = {past.alert.key for past in office.ledger.alerts(record)}
    fresh: list[Raised] = []
    for deadline in case.clock.deadlines:
        alerts = [a for a in owed(deadline, workdays, office.policy, today) if a.key not in known]
        # Of several thresholds crossed unseen only the last tells anything: the others are kept, superseded.
        fresh += [
            Raised(record.ref, alert, today, now, workdays.between(alert.owed_on, today), alert is not last)
            for last in alerts[-1:]
            for alert in alerts
        ]
    known |= {alert.alert.key for alert in fresh}
    following = next_alert_on(case.clock.deadlines, workdays, office.policy, known)
    if office.ledger.raise_alerts(record, fresh, following) < len(fresh):
        raise Conflict("rung_already", "{ref}: another bell rings at this moment.", ref=record.ref)
    if fresh and tell is not None:
        tell(record, case, fresh)
    return fresh
