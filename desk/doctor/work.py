"""What the doctor looks at of what should go on by itself: bell, messages, long work; and who works here."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Final

from desk.bell_status import BELL_IS_LATE, behind, undelivered
from desk.bell_tasks import BELL_TASKS
from desk.doctor.findings import Finding, found
from desk.doctor.patient import Patient
from desk.sending.minding import DEAD, without_address
from workflow.errors import Bilingual, CaseworkError
from workflow.jobs import JobState, is_interrupted

#: Long work that has waited for so long is waiting for nobody.
WAITS_LONG: Final = timedelta(hours=1)

#: The bell does every task each minute; what has not gone well for so long does not mend itself.
FAILS_LONG: Final = timedelta(hours=1)


def bell(patient: Patient) -> Iterator[Finding]:
    """Whether somebody looks for reminders that are owed."""
    last = patient.house.ledger.sweeps.last()
    if last is None and patient.house.ledger.due(patient.today, None, 1):
        yield found("bell_never")
    elif last is not None and patient.now - last > BELL_IS_LATE:
        yield found("bell_late", last=patient.words(last))


def tasks(patient: Patient) -> Iterator[Finding]:
    """What the bell has tried for long and not done, and what has piled up where it rings."""
    words = {task.name: task.words for task in BELL_TASKS}
    for one in patient.house.ledger.bell_tasks.every():
        well_at = one.well_at or one.at
        if one.fault and one.name in words and patient.now - well_at > FAILS_LONG:
            yield found(
                "task_fails",
                since=patient.words(well_at),
                task=CaseworkError(one.name, words[one.name]),
                fault=Bilingual(one.fault["en"], one.fault["zh"]),
            )
    if many := behind(patient.house):
        yield found("cases_behind", n=many)


def messages(patient: Patient) -> Iterator[Finding]:
    """Messages that nobody gets: those given up on, and those for people without an address."""
    if many := undelivered(patient.house):
        (last,) = patient.house.ledger.outbox.page(DEAD, limit=1)
        yield found("messages_dead", n=many, route=last.told.route, error=last.error)
    if missing := without_address(patient.house):
        yield found("no_address", people=tuple(missing))


def jobs(patient: Patient) -> Iterator[Finding]:
    """Long work that goes on no more, or never began."""
    for job in patient.house.ledger.jobs.page():
        if is_interrupted(job, patient.now):
            yield found("job_interrupted", job=job.id, kind=job.ask.kind)
        elif job.state is JobState.WAITING and patient.now - job.ask.at > WAITS_LONG:
            yield found("job_waits", job=job.id, kind=job.ask.kind, since=patient.words(job.ask.at))


def people(patient: Patient) -> Iterator[Finding]:
    """Whether roles are minded at all."""
    if not patient.house.ledger.accounts.people():
        yield found("nobody_let_in")
