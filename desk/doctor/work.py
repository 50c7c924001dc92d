"""What the doctor looks at of what should go on by itself: the bell, the long work; and who works here."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Final

from desk.bell_status import BELL_IS_LATE
from desk.doctor.findings import Finding, found
from desk.doctor.patient import Patient
from workflow.jobs import JobState, is_interrupted

#: Long work that has waited for so long is waiting for nobody.
WAITS_LONG: Final = timedelta(hours=1)


def bell(patient: Patient) -> Iterator[Finding]:
    """Whether somebody looks for reminders that are owed."""
    last = patient.house.ledger.sweeps.last()
    if last is None and patient.house.ledger.due(patient.today, None, 1):
        yield found("bell_never")
    elif last is not None and patient.now - last > BELL_IS_LATE:
        yield found("bell_late", last=patient.words(last))


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
