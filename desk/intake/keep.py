"""Writing what was planned: every case, or none."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from desk.intake.plan import Plan, Planned
from workflow.casework import Actor, Office
from workflow.errors import BadInput, Refused
from workflow.ledger import Ledger
from workflow.machine import may


def write(
    office: Office,
    plan: Plan,
    actor: Actor,
    *,
    now: datetime,
    progress: Callable[[int], None] | None = None,
) -> int:
    """Keep every case of a plan in one transaction; how many. New units hang under the root.

    `progress` is called after each case with the number kept so far.

    Raises:
        BadInput: the plan has faults.
        Refused: the actor may not take an action that a row tells of.
        Conflict: somebody took one of the references since the plan was made.
    """
    if plan.faults:
        raise BadInput("ledger_has_faults", "{count} cells must be mended first.", count=len(plan.faults))
    _check_roles(plan, actor)
    # Numbers of the office's own come first, so that no number made for a row without one takes theirs.
    rows = sorted(plan.rows, key=lambda row: not row.ref)
    with office.ledger.transaction():
        units = _units(office.ledger, plan)
        for done, row in enumerate(rows, start=1):
            _keep(office.ledger, row, units[row.unit], actor, now)
            if progress:
                progress(done)
    return len(rows)


def _keep(ledger: Ledger, row: Planned, unit: int, actor: Actor, now: datetime) -> None:
    entries = [replace(entry, by=actor.name, recorded_at=now) for entry in row.entries]
    ledger.add(replace(row.request, unit=unit), entries, row.copies, row.next_alert_on, row.ref)


def _units(ledger: Ledger, plan: Plan) -> dict[str, int]:
    units = ledger.units()
    root = min(units)
    known = {unit.name: unit.id for unit in units.values()}
    return known | {name: ledger.add_unit(name, parent=root).id for name in plan.new_units}


def _check_roles(plan: Plan, actor: Actor) -> None:
    for action in dict.fromkeys(entry.action for row in plan.rows for entry in row.entries):
        if not may(action, actor.roles):
            raise Refused(
                "role_not_allowed",
                "{name} may not take the action {action}.",
                name=actor.name,
                action=action.value,
            )
