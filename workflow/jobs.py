"""Long work, remembered as rows: who wants what done, how far it has come, and who is at it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Protocol

from workflow.vocabulary import Word

#: Whoever is at a job gives a sign at least so often, or is taken for dead: longer than any wait for a lock.
SILENCE = timedelta(seconds=90)


class JobKind(Word):
    """What is to be done."""

    TRIAL = "trial_import", "试导入"
    IMPORT = "import", "导入"
    EXPORT = "export", "导出"
    LETTERS = "letters", "批量文书"
    YEAR = "year_report", "年度报告文件"


class JobState(Word):
    """How far a job has come."""

    WAITING = "waiting", "等待"
    RUNNING = "running", "进行中"
    DONE = "done", "已完成"
    FAILED = "failed", "未成功"
    STOPPED = "stopped", "已停止"


#: What does not go on by itself.
ENDED = frozenset({JobState.DONE, JobState.FAILED, JobState.STOPPED})


@dataclass(frozen=True, slots=True)
class Stored:
    """A file of a job: what it is called in its folder, and what its owner calls it."""

    place: str = ""
    name: str = ""
    digest: str = ""


#: No file.
NO_FILE = Stored()


@dataclass(frozen=True, slots=True)
class Ask:
    """What somebody wants done: `wanted` are plain values, `source` the file it begins with."""

    kind: JobKind
    by: str
    at: datetime
    wanted: Mapping[str, Any] = field(default_factory=dict)
    source: Stored = NO_FILE


@dataclass(frozen=True, slots=True)
class Ended:
    """How a job has ended: `said` is what came of it, `result` the file it made."""

    state: JobState
    at: datetime
    said: Mapping[str, Any] = field(default_factory=dict)
    result: Stored = NO_FILE


@dataclass(frozen=True, slots=True)
class Job:
    """A job as it stands: `done` of `total` pieces; `said` is what came of it, in plain values.

    `holder` names whoever is at it, `beat_at` is their last sign of life. `stop` is asked for, and obeyed
    between two pieces. `seen_at` is when its end was first looked at: files are not cleaned away before.
    """

    id: int
    ask: Ask
    state: JobState = JobState.WAITING
    done: int = 0
    total: int = 0
    said: Mapping[str, Any] = field(default_factory=dict)
    holder: str = ""
    began_at: datetime | None = None
    beat_at: datetime | None = None
    ended_at: datetime | None = None
    seen_at: datetime | None = None
    stop: bool = False
    result: Stored = NO_FILE


def is_interrupted(job: Job, now: datetime) -> bool:
    """Whether whoever was at a job has fallen silent: it is taken up again only when somebody says so."""
    return job.state is JobState.RUNNING and (job.beat_at is None or job.beat_at < now - SILENCE)


class Jobs(Protocol):
    """Long work, remembered."""

    def add(self, ask: Ask) -> Job:
        """Keep what somebody wants done."""

    def job(self, number: int) -> Job:
        """One job.

        Raises:
            NotFound: there is no such job.
        """

    def page(self, by: str = "", before: int = 0, limit: int = 50) -> Sequence[Job]:
        """Jobs, of one person where a login is given, the latest first; those before job `before`."""

    def take(self, holder: str, at: datetime) -> Job | None:
        """Begin the job that has waited longest; of any number who ask, one has it."""

    def beat(self, number: int, holder: str, at: datetime, pieces: tuple[int, int] | None = None) -> bool:
        """Give a sign of life, with how many pieces are done of how many; whether a stop is asked for.

        Raises:
            Conflict: another is at it, or it has ended.
        """

    def say(self, number: int, holder: str, said: Mapping[str, Any]) -> None:
        """Keep what has come of it so far.

        Raises:
            Conflict: another is at it, or it has ended.
        """

    def end(self, number: int, holder: str, ended: Ended) -> None:
        """Keep how it has ended.

        Raises:
            Conflict: another is at it, or it has ended.
        """

    def ask_stop(self, number: int, at: datetime) -> None:
        """Ask for a stop; what has not begun is stopped at once.

        Raises:
            Conflict: it has ended.
        """

    def again(self, number: int, at: datetime) -> None:
        """Let what failed, was stopped or was interrupted wait for somebody once more.

        Raises:
            Conflict: it is under way, or done.
        """

    def see(self, number: int, at: datetime) -> None:
        """Remember that somebody has seen how it ended."""

    def seen_before(self, at: datetime, limit: int = 100) -> Sequence[Job]:
        """Jobs with files whose end was seen before an instant."""

    def forget_files(self, number: int) -> None:
        """Its files are gone; the job itself stays told."""

    def places(self) -> frozenset[str]:
        """The places of every file that a job still names."""
