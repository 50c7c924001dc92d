"""Who is away, as the database remembers it."""

from collections.abc import Sequence
from dataclasses import asdict, replace
from datetime import date
from typing import Any

from sqlalchemy import delete, select, update
from sqlalchemy.dialects.postgresql import insert

from store.connections import Connections
from store.people_tables import ABSENCES
from store.values import moment_out
from workflow.absences import Absence, Absences, away_already
from workflow.again import until_kept

_A = ABSENCES.c


class SqlAbsences(Absences):
    """The absences of an office. Threads may share it."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    # The docstrings of these are the port's.

    def ending_from(self, day: date) -> Sequence[Absence]:  # noqa: D102
        asked = select(ABSENCES).where(_A.until >= day).order_by(_A.since, _A.login)
        with self._connections.reading() as link:
            return [_absence(row) for row in link.core.execute(asked).all()]

    @until_kept
    def keep(self, absence: Absence) -> Absence:  # noqa: D102
        told = {name: value for name, value in asdict(absence).items() if name != "id"}
        with self._connections.writing() as link:
            if absence.id:
                link.core.execute(update(ABSENCES).where(_A.id == absence.id).values(told))
                return absence
            new = insert(ABSENCES).values(told).on_conflict_do_nothing().returning(_A.id)
            made = link.core.execute(new).scalar_one_or_none()
        if made is None:
            raise away_already(absence)
        return replace(absence, id=made)

    @until_kept
    def drop(self, absence: Absence) -> None:  # noqa: D102
        with self._connections.writing() as link:
            link.core.execute(delete(ABSENCES).where(_A.id == absence.id))


def _absence(row: Any) -> Absence:
    return Absence(
        row.login, row.since, row.until, row.deputy, row.noted_by, moment_out(row.noted_at), row.id
    )
