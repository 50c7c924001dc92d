"""Imports that somebody may take back: their own, and for who sees the whole office every one."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import NamedTuple

from desk.office import House
from workflow.casework import Actor
from workflow.duties import Duty
from workflow.errors import NotFound
from workflow.people import check_duty


class Batch(NamedTuple):
    """An import: its number, its file, who brought it in and when, how many cases, and when it was undone."""

    number: int
    file: str
    by: str
    at: datetime
    cases: int
    undone_at: datetime | None


def batches(house: House, actor: Actor) -> Sequence[Batch]:
    """The imports somebody may look at, the latest first."""
    told = [Batch(*told) for told in house.ledger.imports()]
    whole = house.ledger.scope.admits(min(house.ledger.units()))
    seen = (one for one in reversed(told) if whole or one.by == actor.name)
    return [one._replace(at=_in_utc(one.at)) for one in seen]


def batch(house: House, actor: Actor, number: int) -> tuple[Batch, Sequence[str]]:
    """An import that could be undone, with the cases it has brought.

    Raises:
        NotFound: there is none, it was undone, or one of its cases is out of sight.
    """
    found = next((one for one in batches(house, actor) if one.number == number), None)
    refs = house.ledger.imported_refs(number) if found else ()
    if found is None or found.undone_at or len(house.ledger.rows_of(refs)) != len(refs):
        raise NotFound("no_import", "There is no import {number} that could be undone.", number=number)
    return found, sorted(refs)


def undo(house: House, actor: Actor, number: int, now: datetime) -> int:
    """Take out again what an import brought; how many cases.

    Raises:
        NotFound: there is no such import in sight.
        Refused: somebody has worked on one of its cases since, or the actor is not there for it.
    """
    check_duty(actor, Duty.IMPORT)
    batch(house, actor, number)
    return house.ledger.undo_import(number, actor.name, now)


def _in_utc(moment: datetime) -> datetime:
    """SQLite gives back instants that are UTC without saying so."""
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
