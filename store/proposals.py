"""Proposed calendars in the database: the port of `workflow.proposals`, fulfilled."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import delete, insert, select, tuple_, update

from store.connections import Connections
from store.proposal_tables import PROPOSALS, PROPOSED
from store.values import moment_out
from workflow.again import until_kept
from workflow.errors import Conflict, NotFound
from workflow.proposals import LinePlace, Listed, Moved, Proposal, ProposalKind, Proposals, ProposalState
from workflow.vocabulary import DeadlineKind

_P, _L = PROPOSALS.c, PROPOSED.c
_PLACE = (_L.ref, _L.kind, _L.line)


class SqlProposals(Proposals):
    """Proposed calendars, as the database remembers them. Threads and processes may share it."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    # The docstrings of what follows are the port's.
    # ruff: noqa: D102

    @until_kept
    def add(self, kind: ProposalKind, text: str, title: str, by: str, at: datetime) -> Proposal:
        new = _columns(Proposal(0, kind, text, title, by, at))
        with self._connections.writing() as link:
            return _proposal(link.core.execute(insert(PROPOSALS).values(new).returning(PROPOSALS)).one())

    def proposal(self, number: int) -> Proposal:
        with self._connections.reading() as link:
            row = link.core.execute(select(PROPOSALS).where(_P.id == number)).one_or_none()
        if row is None:
            raise no_proposal(number)
        return _proposal(row)

    def page(self, before: int = 0, limit: int = 50) -> Sequence[Proposal]:
        asked = select(PROPOSALS).order_by(_P.id.desc()).limit(limit)
        if before:
            asked = asked.where(_P.id < before)
        with self._connections.reading() as link:
            return [_proposal(row) for row in link.core.execute(asked)]

    def unlisted(self) -> Proposal | None:
        waiting = select(PROPOSALS).where(_P.state == ProposalState.LISTING.value).order_by(_P.id).limit(1)
        with self._connections.reading() as link:
            row = link.core.execute(waiting).one_or_none()
        return _proposal(row) if row else None

    @until_kept
    def keep(self, was: Proposal, now: Proposal) -> None:
        as_read = update(PROPOSALS).where(
            _P.id == was.id,
            _P.state == was.state.value,
            _P.after == was.after,
            _P.cases == was.listed.cases,
            _P.digest == was.listed.digest,
        )
        with self._connections.writing() as link:
            if link.core.execute(as_read.values(_columns(now))).rowcount != 1:
                raise moved_on(was.id)

    @until_kept
    def add_lines(self, number: int, lines: Sequence[Moved]) -> None:
        with self._connections.writing() as link:
            if lines:
                link.core.execute(insert(PROPOSED), [_line_columns(number, one) for one in lines])

    @until_kept
    def drop_lines(self, number: int, refs: Sequence[str] = ()) -> None:
        unwanted = delete(PROPOSED).where(_L.proposal_id == number)
        with self._connections.writing() as link:
            link.core.execute(unwanted.where(_L.ref.in_(refs)) if refs else unwanted)

    def lines_of(self, number: int, refs: Sequence[str]) -> Sequence[Moved]:
        asked = select(PROPOSED).where(_L.proposal_id == number, _L.ref.in_(refs)).order_by(*_PLACE)
        with self._connections.reading() as link:
            return [_line(row) for row in link.core.execute(asked)]

    def lines(self, number: int, after: LinePlace | None = None, limit: int = 200) -> Sequence[Moved]:
        asked = select(PROPOSED).where(_L.proposal_id == number).order_by(*_PLACE).limit(limit)
        if after is not None:
            asked = asked.where(tuple_(*_PLACE) > after)
        with self._connections.reading() as link:
            return [_line(row) for row in link.core.execute(asked)]


def no_proposal(number: int) -> NotFound:
    """What is said of a proposal that is not there."""
    return NotFound("no_proposal", "There is no proposal {number}.", number=number)


def moved_on(number: int) -> Conflict:
    """What is said where a proposal has gone on meanwhile."""
    return Conflict(
        "proposal_moved_on", "Proposal {number} has changed meanwhile: look again.", number=number
    )


def _columns(one: Proposal) -> Mapping[str, Any]:
    return {
        "kind": one.kind.value,
        "text": one.text,
        "title": one.title,
        "by": one.by,
        "at": one.at,
        "state": one.state.value,
        "rules": one.rules,
        "listed_at": one.listed_at,
        "after": one.after,
        "cases": one.listed.cases,
        "moved": one.listed.moved,
        "firm": one.listed.firm,
        "letters": one.listed.letters,
        "digest": one.listed.digest,
        "decided_by": one.decided_by,
        "decided_at": one.decided_at,
        "reason": one.reason,
    }


def _proposal(row: Any) -> Proposal:
    return Proposal(
        id=row.id,
        kind=ProposalKind.of(row.kind),
        text=row.text,
        title=row.title,
        by=row.by,
        at=moment_out(row.at),
        state=ProposalState.of(row.state),
        rules=row.rules,
        listed_at=moment_out(row.listed_at) if row.listed_at else None,
        after=row.after,
        listed=Listed(row.cases, row.moved, row.firm, row.letters, row.digest),
        decided_by=row.decided_by,
        decided_at=moment_out(row.decided_at) if row.decided_at else None,
        reason=row.reason,
    )


def _line_columns(number: int, one: Moved) -> Mapping[str, Any]:
    return {
        "proposal_id": number,
        "ref": one.ref,
        "kind": one.kind.value,
        "line": one.line,
        "before": one.before,
        "after": one.after,
        "was_provisional": one.was_provisional,
        "provisional": one.provisional,
        "because": "\n".join(map(str, one.because)),
        "letters": "\n".join(one.letters),
    }


def _line(row: Any) -> Moved:
    return Moved(
        ref=row.ref,
        kind=DeadlineKind.of(row.kind),
        line=row.line,
        before=row.before,
        after=row.after,
        was_provisional=row.was_provisional,
        provisional=row.provisional,
        because=tuple(map(date.fromisoformat, row.because.split())),
        letters=tuple(filter(None, row.letters.split("\n"))),
    )
