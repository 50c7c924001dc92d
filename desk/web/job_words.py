"""How far a job has come, in words."""

from datetime import datetime
from zoneinfo import ZoneInfo

from desk.web.visit import Display, Visit
from workflow.errors import mark
from workflow.jobs import Job, JobKind, JobState, is_interrupted

# fmt: off
#: What is counted, by the kind of job. An import looks through its rows before it brings them in.
COUNTED = {
    JobKind.TRIAL:   mark("{done} of at most {total} rows looked through"),
    JobKind.IMPORT:  mark("{done} of at most {total} rows brought in"),
    JobKind.EXPORT:  mark("{done} of {total} cases written"),
    JobKind.LETTERS: mark("{done} of {total} cases looked at"),
    JobKind.YEAR:    mark("{done} of {total} parts made"),
}
# fmt: on


def state_words(display: Display, job: Job, now: datetime) -> str:
    """The state of a job; one whose process has died is interrupted."""
    return display.words("interrupted") if is_interrupted(job, now) else display.word(job.state)


def count_words(display: Display, job: Job) -> str:
    """How many pieces are done of how many; empty where that is not known yet."""
    if not job.total:
        return ""
    done, total, kind = job.done, job.total, job.ask.kind
    if kind is JobKind.IMPORT:
        rows = total // 2
        kind = JobKind.TRIAL if done <= rows else kind
        done, total = (done if done <= rows else done - rows), rows
    return display.words(COUNTED[kind], done=done, total=total)


def left_words(display: Display, job: Job, now: datetime) -> str:
    """About how long it will still take, judged by how long the pieces so far have taken."""
    if job.state is not JobState.RUNNING or not (job.began_at and job.done) or job.done >= job.total:
        return ""
    seconds = (now - job.began_at).total_seconds() * (job.total - job.done) / job.done
    if seconds < 90:
        return display.words("about {n} seconds left", n=max(1, round(seconds)))
    return display.words("about {n} minutes left", n=round(seconds / 60))


def when_words(visit: Visit, moment: datetime | None) -> str:
    """An instant by the clock on the office's wall."""
    zone = ZoneInfo(visit.house.config.office.timezone)
    return moment.astimezone(zone).strftime("%Y-%m-%d %H:%M") if moment else ""
