"""A ledger that somebody sends: kept and tried first, then brought in as it was tried."""

from collections.abc import Mapping
from datetime import datetime
from typing import IO, Any

from desk.jobs.asking import ask_for, check_may_ask, own_job
from desk.jobs.folder import folder_of
from desk.office import House
from workflow.casework import Actor
from workflow.errors import Conflict
from workflow.jobs import Job, JobKind


def have_tried(
    house: House, actor: Actor, file: IO[bytes], name: str, wanted: Mapping[str, Any], *, at: datetime
) -> Job:
    """Keep a ledger and have it tried; `name` is what its owner calls it.

    Raises:
        Refused: none of the actor's roles is there for it, or the office has no folder for files.
        BadInput: it is larger than the office takes.
    """
    check_may_ask(actor, JobKind.TRIAL)
    source = folder_of(house.config).take_in(file, name, house.config.web.upload_mb << 20)
    return ask_for(house, actor, JobKind.TRIAL, wanted, at=at, source=source)


def have_brought_in(house: House, actor: Actor, trial: int, at: datetime) -> Job:
    """Have a ledger brought in that was tried, in the same way.

    Raises:
        Refused: none of the actor's roles is there for it.
        NotFound: there is no such job of theirs, or its file was cleaned away.
        Conflict: the job has tried no ledger.
    """
    check_may_ask(actor, JobKind.IMPORT)
    tried = own_job(house, actor, trial)
    if tried.ask.kind is not JobKind.TRIAL:
        raise Conflict("no_trial", "Job {number} has tried no ledger.", number=trial)
    source = folder_of(house.config).copy(tried.ask.source)
    wanted = {**tried.ask.wanted, "trial": trial}
    return ask_for(house, actor, JobKind.IMPORT, wanted, at=at, source=source)
