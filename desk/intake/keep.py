"""An import: every row of a ledger is worked out and kept, or none."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Protocol

from desk.intake.batches import Imports, Source
from desk.intake.plan import Keep, Plan
from desk.intake.planning import NO_UNIT, Planned
from workflow.again import until_kept
from workflow.casework import Actor, Office
from workflow.entries import Entry
from workflow.errors import Refused
from workflow.ledger import NewCase, Request
from workflow.machine import may
from workflow.vocabulary import Action


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


class WorkOut(Protocol):
    """A ledger that waits to be worked out: see `plan`."""

    def __call__(self, *, keep: Keep, good_rows: bool) -> Plan:
        """What the ledger says, its cases taken over by `keep`."""


@until_kept
def bring_in(
    office: Office,
    work_out: WorkOut,
    actor: Actor,
    *,
    now: datetime,
    memory: Memory | None = None,
    good_rows: bool = False,
) -> tuple[Plan, Kept]:
    """Keep every case of a ledger in one transaction; with a fault none, or with `good_rows` the others.

    One transaction, because half a ledger is worse than none: what was stopped has written nothing, and
    begins anew. The cases are written while the rows are read, so that only some of them are ever in memory.
    New units hang under the root.

    Raises:
        BadInput: the file stops being CSV somewhere in the middle.
        Refused: the actor may not take an action that a row tells of.
        Conflict: somebody took one of the references meanwhile.
    """
    keeping = Keeping(office, actor, now, memory)
    with suppress(_TakenBack), office.ledger.transaction():
        found = work_out(keep=keeping.keep, good_rows=good_rows)
        if found.faults and not good_rows:
            raise _TakenBack
        return found, Kept(keeping.cases, keeping.number)
    return found, Kept(0)


class _TakenBack(Exception):
    """Ends a transaction that must leave no trace."""


@dataclass(slots=True)
class Keeping:
    """An import while it is written."""

    office: Office
    actor: Actor
    now: datetime
    memory: Memory | None
    cases: int = 0
    number: int | None = None
    units: dict[str, int] = field(default_factory=dict)
    allowed: set[Action] = field(default_factory=set)

    def keep(self, rows: Sequence[Planned]) -> None:
        """Keep some cases, and the rows they came from."""
        if not rows:
            return
        self.check_roles(rows)
        records = self.office.ledger.add_many([self._new(row) for row in rows])
        self.cases += len(rows)
        if self.memory:
            imports, source = self.memory.imports, self.memory.source
            if self.number is None:
                self.number = imports.keep_import(source.file, source.digest, self.actor.name, self.now)
            came = [(row.row, row.digest, record) for row, record in zip(rows, records, strict=True)]
            imports.keep_imported(self.number, came)

    def _new(self, row: Planned) -> NewCase:
        by, now = self.actor.name, self.now
        entries = [Entry(e.line, e.action, e.on, e.facts, by, now) for e in row.entries]
        return NewCase(self._request(row), entries, row.copies, row.next_alert_on, row.ref)

    def _request(self, row: Planned) -> Request:
        if row.request.unit != NO_UNIT:
            return row.request
        if row.unit not in self.units:
            ledger = self.office.ledger
            self.units[row.unit] = ledger.add_unit(row.unit, parent=min(ledger.units())).id
        return replace(row.request, unit=self.units[row.unit])

    def check_roles(self, rows: Sequence[Planned]) -> None:
        """Prove that the actor may take every action that rows tell of.

        Raises:
            Refused: one of them is another's.
        """
        for action in dict.fromkeys(entry.action for row in rows for entry in row.entries):
            if action not in self.allowed and not may(action, self.actor.roles):
                raise Refused(
                    "role_not_allowed",
                    "{name} may not take the action {action}.",
                    name=self.actor.name,
                    action=action.value,
                )
            self.allowed.add(action)
