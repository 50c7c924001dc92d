"""Long work as JSON."""

from datetime import UTC, datetime
from typing import Any

from desk.jobs.undoing import Batch
from workflow.jobs import Job, is_interrupted


def plain_job(job: Job, by: str, now: datetime) -> dict[str, Any]:
    """A job as JSON; what came of it, and its file, for who asked for it alone."""
    mine = job.ask.by == by
    return {
        "job": job.id,
        "kind": job.ask.kind.value,
        "by": job.ask.by,
        "at": _instant(job.ask.at),
        "state": job.state.value,
        "interrupted": is_interrupted(job, now),
        "stopping": job.stop,
        "done": job.done,
        "total": job.total,
        "began_at": _instant(job.began_at),
        "ended_at": _instant(job.ended_at),
        "file": job.result.name if mine else "",
        "said": dict(job.said) if mine else {},
    }


def plain_batch(one: Batch) -> dict[str, Any]:
    """An import as JSON."""
    return {
        "import": one.number,
        "file": one.file,
        "by": one.by,
        "at": _instant(one.at),
        "cases": one.cases,
        "undone_at": _instant(one.undone_at),
    }


def _instant(moment: datetime | None) -> str | None:
    return moment.astimezone(UTC).isoformat() if moment else None
