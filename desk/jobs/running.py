"""Waiting jobs are done one after the other, each as whoever asked for it."""

import logging
import secrets
from collections.abc import Callable, Mapping
from contextlib import suppress
from threading import Event

from desk.jobs.cleaning import clean_up
from desk.jobs.errand import PACE, Errand, Halted
from desk.jobs.exporting import write_ledger
from desk.jobs.folder import folder_of
from desk.jobs.importing import bring_in, try_it
from desk.jobs.lettering import write_letters
from desk.jobs.year_files import write_year
from desk.language import say_fault
from desk.office import House, now, seen_by
from workflow.errors import CaseworkError, Conflict
from workflow.jobs import Ended, Job, JobKind, JobState
from workflow.people import actor_of

LOG = logging.getLogger("foi.jobs")
# fmt: off
#: How each is done.
WORK: Mapping[JobKind, Callable[[Errand], None]] = {
    JobKind.TRIAL:   try_it,
    JobKind.IMPORT:  bring_in,
    JobKind.EXPORT:  write_ledger,
    JobKind.LETTERS: write_letters,
    JobKind.YEAR:    write_year,
}
# fmt: on


def do_waiting(
    whole: House,
    *,
    alone: Event | None = None,
    pace: float = PACE,
    begun: Callable[[Job], None] = lambda _: None,
) -> int:
    """Do every job that waits, and clean up; how many were done. `begun` is told of each.

    `alone` is set when whoever serves the desk has gone: the job under way is then stopped, the others wait.
    """
    alone = alone or Event()
    done = 0
    while not alone.is_set() and (job := whole.ledger.jobs.take(secrets.token_hex(8), now())):
        begun(job)
        do_one(whole, job, alone=alone, pace=pace)
        done += 1
    clean_up(whole)
    return done


def do_one(whole: House, job: Job, *, alone: Event, pace: float) -> None:
    """Do a job that was taken; however it goes, its row says how it ended."""
    errand: Errand | None = None
    state, fault = JobState.DONE, None
    try:
        house = seen_by(whole, job.ask.by)
        actor = actor_of(house.ledger.accounts, job.ask.by)
        errand = Errand(house, actor, job, folder_of(house.config), alone, pace)
        WORK[job.ask.kind](errand)
    except Halted:
        state = JobState.STOPPED
    except CaseworkError as found:
        state, fault = JobState.FAILED, found
    except OSError as found:
        state, fault = JobState.FAILED, CaseworkError("failed", "{fault}", fault=found)
    except Exception:
        LOG.exception("job %s", job.id)
        state, fault = JobState.FAILED, CaseworkError("broken", "Something went wrong here.")
    said = errand.said if errand else dict(job.said)
    if fault:
        said |= {"fault": {lang: say_fault(lang, fault, codes=False) for lang in ("zh", "en")}}
    if state is JobState.STOPPED and alone.is_set():
        said |= {"shut_down": True}
    ended = Ended(state, now(), said, errand.result if errand else job.result)
    with suppress(Conflict):  # whoever took it up meanwhile says how it ends
        if errand:
            whole.ledger.jobs.beat(job.id, job.holder, now(), errand.pieces)
        whole.ledger.jobs.end(job.id, job.holder, ended)
