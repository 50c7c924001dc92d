"""Long work is asked for, looked at, stopped and taken up again by those whom it concerns."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from desk.jobs.folder import folder_of
from desk.office import House
from store.jobs import no_job
from workflow.casework import Actor, check_role
from workflow.duties import DUTIES, Duty
from workflow.errors import NotFound, Refused
from workflow.jobs import NO_FILE, Ask, Job, JobKind, Stored
from workflow.people import SEES_CASES, check_duty
from workflow.vocabulary import Action

# fmt: off
#: The duty of whoever asks; letters are minded like any letter, a year's files are for all who see cases.
DUTY_OF: Mapping[JobKind, Duty] = {
    JobKind.TRIAL:  Duty.IMPORT,
    JobKind.IMPORT: Duty.IMPORT,
    JobKind.EXPORT: Duty.EXPORT,
}
# fmt: on


def check_may_ask(actor: Actor, kind: JobKind) -> None:
    """Prove that somebody may have such work done.

    Raises:
        Refused: none of their roles is there for it.
    """
    if kind in DUTY_OF:
        check_duty(actor, DUTY_OF[kind])
    elif kind is JobKind.LETTERS:
        check_role(actor, Action.ISSUE)
    elif not actor.roles & SEES_CASES:
        raise Refused("sees_no_cases", "{name} sees no cases.", name=actor.name)


def ask_for(
    house: House,
    actor: Actor,
    kind: JobKind,
    wanted: Mapping[str, Any],
    *,
    at: datetime,
    source: Stored = NO_FILE,
) -> Job:
    """Have long work done.

    Raises:
        Refused: none of the actor's roles is there for it.
    """
    check_may_ask(actor, kind)
    return house.ledger.jobs.add(Ask(kind, actor.name, at, wanted, source))


def own_job(house: House, actor: Actor, number: int) -> Job:
    """A job that somebody has asked for.

    Raises:
        NotFound: there is none, or it is another's.
    """
    job = house.ledger.jobs.job(number)
    if job.ask.by != actor.name:
        raise no_job(number)
    return job


def result_of(house: House, actor: Actor, number: int) -> tuple[Job, bytes]:
    """A job of somebody's with what stands in the file it has made.

    Raises:
        NotFound: there is no such job of theirs, it has made no file, or the file was cleaned away.
        Refused: none of their roles is there for such work any more.
    """
    job = own_job(house, actor, number)
    check_may_ask(actor, job.ask.kind)
    if not job.result.name:
        raise NotFound("no_result", "Job {number} has made no file.", number=number)
    return job, folder_of(house.config).read(job.result)


def take_up_again(house: House, actor: Actor, number: int, at: datetime) -> Job:
    """Let a job of somebody's that failed, was stopped or was interrupted go on.

    Raises:
        NotFound: there is none, or it is another's.
        Refused: none of their roles is there for such work any more.
        Conflict: it is under way, or done.
    """
    check_may_ask(actor, own_job(house, actor, number).ask.kind)
    house.ledger.jobs.again(number, at)
    return house.ledger.jobs.job(number)


def job_in_sight(house: House, actor: Actor, number: int) -> Job:
    """A job of one's own; an administrator sees how far every one has come, and may stop it.

    Raises:
        NotFound: there is none, or it is another's.
    """
    return house.ledger.jobs.job(number) if sees_all(actor) else own_job(house, actor, number)


def sees_all(actor: Actor) -> bool:
    """Whether somebody looks after the work of everybody."""
    return bool(actor.roles & set(DUTIES[Duty.SETTINGS]))
