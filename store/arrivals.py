"""Arrivals in a database: the port of `workflow.arrivals`, fulfilled."""

from collections.abc import Collection, Sequence
from dataclasses import asdict, astuple, replace
from typing import Any

from sqlalchemy import ColumnElement, and_, false, insert, literal, select, tuple_, update

from store import listing
from store.arrival_tables import ARRIVAL_STEPS, ARRIVALS
from store.connections import Connections
from store.link import Link
from store.office import no_unit, units
from store.scope import NO_UNITS, Scope
from store.tables import APPLICANTS, CASES
from store.values import CHANNEL_OF, CHANNELS, moment_out
from workflow.again import until_kept
from workflow.arrivals import LEADS_TO, Arrival, ArrivalFilter, Arrivals, Standing, Step, Turn
from workflow.errors import Conflict, NotFound
from workflow.ledger import Applicant
from workflow.listing import Row

_A, _S, _C = ARRIVALS.c, ARRIVAL_STEPS.c, CASES.c
_APPLICANT = [_A[name] for name in Applicant.__slots__]


class SqlArrivals(Arrivals):
    """What came in, as the database remembers it, for somebody who sees some units. Threads may share it."""

    def __init__(self, connections: Connections, scope: Scope) -> None:
        self._connections = connections
        self._scope = scope

    # The docstrings of what follows are the port's.
    # ruff: noqa: D102

    @until_kept
    def add(self, arrival: Arrival, step: Step) -> Arrival:
        self._scope.prove(arrival.unit, no_unit(arrival.unit))
        with self._connections.writing() as link:
            if arrival.unit not in units(link):
                raise no_unit(arrival.unit)
            new = insert(ARRIVALS).values(_columns(arrival)).returning(_A.id)
            kept = replace(arrival, number=link.core.execute(new).scalar_one())
            link.core.execute(insert(ARRIVAL_STEPS).values(_step_columns(kept, step)))
        return kept

    def read(self, number: int) -> Arrival:
        with self._connections.reading() as link:
            row = link.core.execute(select(ARRIVALS).where(_A.id == number)).one_or_none()
        if row is None:
            raise _no_arrival(number)
        self._scope.prove(row.unit_id, _no_arrival(number))
        return _arrival(row)

    def steps(self, number: int) -> Sequence[Step]:
        asked = select(ARRIVAL_STEPS).join(ARRIVALS, _A.id == _S.arrival_id).where(_A.id == number)
        with self._connections.reading() as link:
            rows = link.core.execute(asked.where(*self._seen(_A.unit_id)).order_by(_S.line)).all()
        return [Step(Turn.of(row.turn), row.on, row.by, moment_out(row.at), row.reason) for row in rows]

    def page(self, wanted: ArrivalFilter) -> Sequence[Arrival]:
        asked = [tuple_(_A.arrived_on, _A.id) > tuple_(*map(literal, wanted.after)), *self._seen(_A.unit_id)]
        if wanted.standing is not None:
            asked.append(_A.standing == wanted.standing.value)
        ordered = select(ARRIVALS).where(*asked).order_by(_A.arrived_on, _A.id).limit(wanted.limit)
        with self._connections.reading() as link:
            return [_arrival(row) for row in link.core.execute(ordered).all()]

    @until_kept
    def append(self, arrival: Arrival, step: Step, ref: str = "") -> Arrival:
        self._scope.prove(arrival.unit, _no_arrival(arrival.number))
        standing = LEADS_TO[step.turn]
        after = replace(arrival, version=arrival.version + 1, standing=standing, ref=ref)
        stood = and_(_A.id == arrival.number, _A.version == arrival.version)
        told = {"version": after.version, "standing": standing.value, "ref": ref}
        with self._connections.writing() as link:
            if not link.core.execute(update(ARRIVALS).where(stood).values(told)).rowcount:
                raise Conflict(
                    "arrival_changed",
                    "Somebody else has dealt with arrival {number} since you looked. Look again.",
                    number=arrival.number,
                )
            link.core.execute(insert(ARRIVAL_STEPS).values(_step_columns(after, step)))
        return after

    def asked_before(self, names: Collection[str], limit: int) -> Sequence[Row]:
        theirs = select(APPLICANTS.c.case_id).where(APPLICANTS.c.name.in_(names))
        latest = select(_C.ref).where(_C.id.in_(theirs), *self._seen(_C.unit_id))
        with self._connections.reading() as link:
            return _in_order(link, latest.order_by(_C.received_on.desc(), _C.id.desc()).limit(limit))

    def _seen(self, unit: Any) -> list[ColumnElement[bool]]:
        if self._scope.units is None:
            return []
        return [unit.in_(self._scope.narrow(NO_UNITS))] if self._scope.units else [false()]


def _in_order(link: Link, refs: Any) -> Sequence[Row]:
    found = list(link.core.execute(refs).scalars())
    rows = {row.ref: row for row in listing.of(link, found)}
    return [rows[ref] for ref in found]


def _columns(arrival: Arrival) -> dict[str, object]:
    return {
        **asdict(arrival.applicant),
        "unit_id": arrival.unit,
        "channel": CHANNELS[arrival.channel],
        "arrived_on": arrival.arrived_on,
        "subject": arrival.subject,
        "note": arrival.note,
        "standing": arrival.standing.value,
        "version": arrival.version,
        "ref": arrival.ref,
    }


def _step_columns(arrival: Arrival, step: Step) -> dict[str, object]:
    told = dict(zip(Step.__slots__, astuple(step), strict=True))
    return told | {"arrival_id": arrival.number, "line": arrival.version, "turn": step.turn.value}


def _arrival(row: Any) -> Arrival:
    return Arrival(
        unit=row.unit_id,
        channel=CHANNEL_OF[row.channel],
        arrived_on=row.arrived_on,
        applicant=Applicant(*(getattr(row, column.name) for column in _APPLICANT)),
        subject=row.subject,
        note=row.note,
        number=row.id,
        version=row.version,
        standing=Standing.of(row.standing),
        ref=row.ref,
    )


def _no_arrival(number: int) -> NotFound:
    return NotFound("no_arrival", "There is no arrival {number}.", number=number)
