"""Jobs in the database: the port of `workflow.jobs`, fulfilled."""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row, Update, and_, or_, select, update
from sqlalchemy import insert as plain

from store.connections import Connections
from store.job_table import JOBS
from store.values import moment_out
from workflow.again import until_kept
from workflow.errors import Conflict, NotFound
from workflow.jobs import ENDED, NO_FILE, SILENCE, Ask, Ended, Job, JobKind, Jobs, JobState, Stored

_J = JOBS.c
S = JobState


class SqlJobs(Jobs):
    """Long work, as the database remembers it. Threads and processes may share it."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    # The docstrings of what follows are the port's.
    # ruff: noqa: D102

    @until_kept
    def add(self, ask: Ask) -> Job:
        told = {
            "kind": ask.kind.value,
            "by": ask.by,
            "at": ask.at,
            "wanted": _as_text(ask.wanted),
            "state": S.WAITING.value,
            "done": 0,
            "total": 0,
            "said": "{}",
            "holder": "",
            "stop": False,
            **_file("source", ask.source),
            **_file("result", NO_FILE),
        }
        with self._connections.writing() as link:
            row = link.core.execute(plain(JOBS).values(told).returning(JOBS)).one()
        return _job(row)

    def job(self, number: int) -> Job:
        with self._connections.reading() as link:
            row = link.core.execute(select(JOBS).where(_J.id == number)).one_or_none()
        if row is None:
            raise no_job(number)
        return _job(row)

    def page(self, by: str = "", before: int = 0, limit: int = 50) -> Sequence[Job]:
        asked = select(JOBS).order_by(_J.id.desc()).limit(limit)
        if by:
            asked = asked.where(_J.by == by)
        if before:
            asked = asked.where(_J.id < before)
        with self._connections.reading() as link:
            return [_job(row) for row in link.core.execute(asked).all()]

    @until_kept
    def take(self, holder: str, at: datetime) -> Job | None:
        waiting = select(_J.id).where(_J.state == S.WAITING.value).order_by(_J.id).limit(1)
        with self._connections.writing() as link:
            # Each turn another has taken one, so that there are fewer each time.
            while (number := link.core.execute(waiting).scalar_one_or_none()) is not None:
                begun = {"state": S.RUNNING.value, "holder": holder, "began_at": at, "beat_at": at}
                mine = update(JOBS).where(_J.id == number, _J.state == S.WAITING.value)
                row = link.core.execute(mine.values(begun).returning(JOBS)).one_or_none()
                if row is not None:
                    return _job(row)
        return None

    def beat(self, number: int, holder: str, at: datetime, pieces: tuple[int, int] | None = None) -> bool:
        told: dict[str, Any] = {"beat_at": at}
        if pieces:
            told["done"], told["total"] = pieces
        return bool(self._held(number, holder, told).stop)

    def say(self, number: int, holder: str, said: Mapping[str, Any]) -> None:
        self._held(number, holder, {"said": _as_text(said)})

    def end(self, number: int, holder: str, ended: Ended) -> None:
        told = {
            "state": ended.state.value,
            "said": _as_text(ended.said),
            "ended_at": ended.at,
            "stop": False,
            "holder": "",
        }
        self._held(number, holder, told | _file("result", ended.result))

    def ask_stop(self, number: int, at: datetime) -> None:
        of_it = update(JOBS).where(_J.id == number)
        stopped = of_it.where(_J.state == S.WAITING.value).values(state=S.STOPPED.value, ended_at=at)
        asked = of_it.where(_J.state == S.RUNNING.value).values(stop=True)
        self._changed(number, stopped, asked)

    def again(self, number: int, at: datetime) -> None:
        idle = or_(
            _J.state.in_((S.FAILED.value, S.STOPPED.value)),
            and_(_J.state == S.RUNNING.value, _J.beat_at < at - SILENCE),
        )
        told = {
            "state": S.WAITING.value,
            "holder": "",
            "stop": False,
            "began_at": None,
            "ended_at": None,
            "seen_at": None,
            **_file("result", NO_FILE),
        }
        self._changed(number, update(JOBS).where(_J.id == number, idle).values(told))

    @until_kept
    def see(self, number: int, at: datetime) -> None:
        unseen = and_(_J.id == number, _J.seen_at.is_(None), _J.state.in_([state.value for state in ENDED]))
        with self._connections.writing() as link:
            link.core.execute(update(JOBS).where(unseen).values(seen_at=at))

    def seen_before(self, at: datetime, limit: int = 100) -> Sequence[Job]:
        filed = or_(_J.source != "", _J.result != "")
        ended = _J.state.in_([state.value for state in ENDED])
        asked = select(JOBS).where(_J.seen_at < at, filed, ended).order_by(_J.id).limit(limit)
        with self._connections.reading() as link:
            return [_job(row) for row in link.core.execute(asked).all()]

    @until_kept
    def forget_files(self, number: int) -> None:
        gone = {"source": "", "result": ""}
        with self._connections.writing() as link:
            link.core.execute(update(JOBS).where(_J.id == number).values(gone))

    def places(self) -> frozenset[str]:
        asked = select(_J.source, _J.result).where(or_(_J.source != "", _J.result != ""))
        with self._connections.reading() as link:
            return frozenset(place for row in link.core.execute(asked) for place in row if place)

    @until_kept
    def _held(self, number: int, holder: str, told: Mapping[str, Any]) -> Row[Any]:
        """Change a job that its holder still has."""
        mine = update(JOBS).where(_J.id == number, _J.holder == holder, _J.state == S.RUNNING.value)
        with self._connections.writing() as link:
            row = link.core.execute(mine.values(told).returning(JOBS)).one_or_none()
        if row is None:
            raise Conflict("job_lost", "Another has taken up job {number}, or it has ended.", number=number)
        return row

    @until_kept
    def _changed(self, number: int, *changes: Update) -> None:
        """Make the first of some changes that the state of a job allows."""
        with self._connections.writing() as link:
            if any(link.core.execute(change).rowcount for change in changes):
                return
        raise wrong_state(self.job(number))


def no_job(number: int) -> NotFound:
    """What is said of a job that is not there, or is none of one's own."""
    return NotFound("no_job", "There is no job {number}.", number=number)


def wrong_state(job: Job) -> Conflict:
    """What is said where a job has gone on meanwhile."""
    return Conflict(
        "job_moved_on", "Job {number} is {state} by now: look at it again.", number=job.id, state=job.state
    )


def _file(column: str, stored: Stored) -> dict[str, str]:
    return {column: stored.place, f"{column}_name": stored.name, f"{column}_digest": stored.digest}


def _as_text(values: Mapping[str, Any]) -> str:
    return json.dumps(values, ensure_ascii=False, default=str)


def _job(row: Any) -> Job:
    moments = ("began_at", "beat_at", "ended_at", "seen_at")
    told = {name: moment_out(kept) if (kept := getattr(row, name)) else None for name in moments}
    source = Stored(row.source, row.source_name, row.source_digest)
    return Job(
        id=row.id,
        ask=Ask(JobKind.of(row.kind), row.by, moment_out(row.at), json.loads(row.wanted), source),
        state=S.of(row.state),
        done=row.done,
        total=row.total,
        said=json.loads(row.said),
        holder=row.holder,
        stop=row.stop,
        result=Stored(row.result, row.result_name, row.result_digest),
        **told,
    )
