"""Writing what was planned: every case, or none."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from desk.intake.batches import Imports, Source
from desk.intake.plan import Plan, Planned
from desk.intake.proceedings import keep_proceedings
from workflow.casework import Actor, Office
from workflow.errors import BadInput, Refused
from workflow.ledger import Ledger, Record
from workflow.machine import may


@dataclass(frozen=True, slots=True)
class Memory:
    """Where an import is remembered, and what it read."""

    imports: Imports
    source: Source


@dataclass(frozen=True, slots=True)
class Kept:
    """What an import wrote: how many cases, and its number where it is remembered."""

    cases: int
    number: int | None = None


def write(
    office: Office,
    plan: Plan,
    actor: Actor,
    *,
    now: datetime,
    memory: Memory | None = None,
    progress: Callable[[int], None] | None = None,
) -> Kept:
    """Keep every case of a plan in one transaction. New units hang under the root.

    One transaction, because half a ledger is worse than none: what was stopped has written nothing, and
    begins anew. `progress` is called after each case with the number kept so far.

    Raises:
        BadInput: the plan has faults.
        Refused: the actor may not take an action that a row tells of.
        Conflict: somebody took one of the references since the plan was made.
    """
    if plan.faults:
        raise BadInput("ledger_has_faults", "{count} cells must be mended first.", count=len(plan.faults))
    keep_proceedings(plan.proceedings)
    _check_roles(plan, actor)
    if not plan.rows:
        return Kept(0)
    # Numbers of the office's own come first, so that no number made for a row without one takes theirs.
    rows = sorted(plan.rows, key=lambda row: not row.ref)
    with office.ledger.transaction():
        number = _remember(memory, actor, now) if memory else None
        units = _units(office.ledger, plan)
        for done, row in enumerate(rows, start=1):
            record = _keep(office.ledger, row, units[row.unit], actor, now)
            if memory and number:
                memory.imports.keep_imported(number, row.row, record, row.digest)
            if progress:
                progress(done)
    return Kept(len(rows), number)


def _remember(memory: Memory, actor: Actor, now: datetime) -> int:
    return memory.imports.keep_import(memory.source.file, memory.source.digest, actor.name, now)


def _keep(ledger: Ledger, row: Planned, unit: int, actor: Actor, now: datetime) -> Record:
    entries = [replace(entry, by=actor.name, recorded_at=now) for entry in row.entries]
    return ledger.add(replace(row.request, unit=unit), entries, row.copies, row.next_alert_on, row.ref)


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
