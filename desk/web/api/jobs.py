"""Long work for programs: a ledger tried and brought in, one written, and how far each has come."""

from http import HTTPStatus
from io import BytesIO
from typing import Annotated, Any

from fastapi import APIRouter, Body, Query, Request, Response

from desk.asking import asked_of, filter_of
from desk.jobs.asking import ask_for, check_may_ask, job_in_sight, result_of, sees_all, take_up_again
from desk.jobs.ledgers import have_brought_in, have_tried
from desk.jobs.undoing import batches, undo
from desk.plain_jobs import plain_batch, plain_job
from desk.web.api import told_of_jobs
from desk.web.api.asked import ExportAsked, Id, ImportAsked, JobsAsked
from desk.web.api.caller import Caller, Calling
from desk.web.download import OF_JOBS, result_answer
from workflow.errors import BadFacts, Refused
from workflow.jobs import Job, JobKind
from workflow.units import find_unit

router = APIRouter(tags=["jobs"])
BYTES = "application/octet-stream"
ACCEPTED: Any = {202: {"model": told_of_jobs.JobTold}}


@router.post("/imports", status_code=HTTPStatus.ACCEPTED, responses=ACCEPTED)
def try_ledger(
    request: Request,
    by: Calling,
    asked: Annotated[ImportAsked, Query()],
    file: Annotated[bytes, Body(media_type=BYTES)] = b"",
) -> Any:
    """Send a ledger (XLSX, XLSM, XLS, ODS, ET or CSV) and have it tried; nothing is written yet."""
    check_may_ask(by.actor, JobKind.TRIAL)
    if not file:
        raise BadFacts("no_file", "Choose a file.", field="file")
    wanted = asked.model_dump(exclude={"name"}) | {"lang": by.lang}
    job = have_tried(by.house, by.actor, BytesIO(file), asked.name, wanted, at=by.now)
    return _begun(request, by, job)


@router.post("/jobs/{number}/import", status_code=HTTPStatus.ACCEPTED, responses=ACCEPTED)
def bring_in(request: Request, by: Calling, number: Id) -> Any:
    """Bring in the ledger that a job has tried, as it was tried."""
    job = have_brought_in(by.house, by.actor, number, by.now)
    by.note(detail=f"import {job.id} {job.ask.source.name}")
    return _begun(request, by, job)


@router.get("/imports", responses={200: {"model": told_of_jobs.Imports}})
def list_imports(by: Calling) -> Any:
    """List the imports that can be seen, the latest first."""
    return {"items": [plain_batch(one) for one in batches(by.house, by.actor)]}


@router.post("/imports/{number}/undo", responses={200: {"model": told_of_jobs.ImportUndone}})
def undo_import(by: Calling, number: Id) -> Any:
    """Take out again what an import brought."""
    taken_out = undo(by.house, by.actor, number, by.now)
    by.note(detail=f"undo import {number}: {taken_out}")
    return {"import": number, "taken_out": taken_out, "moved": by.moved()}


@router.post("/exports", status_code=HTTPStatus.ACCEPTED, responses=ACCEPTED)
def export(request: Request, by: Calling, asked: ExportAsked) -> Any:
    """Have the ledger written, or the cases of a list."""
    wanted = _list_of(by, asked) | {"format": asked.format, "lang": by.lang}
    job = ask_for(by.house, by.actor, JobKind.EXPORT, wanted, at=by.now)
    by.note(detail=f"export {job.id}")
    return _begun(request, by, job)


@router.get("/jobs", responses={200: {"model": told_of_jobs.Jobs}})
def list_jobs(by: Calling, asked: Annotated[JobsAsked, Query()]) -> Any:
    """List your jobs, the latest first, a page at a time; `before` is the last number of the page before."""
    if asked.all and not sees_all(by.actor):
        raise Refused("not_administrator", "Only an administrator sees everybody's jobs.")
    whose = "" if asked.all else by.actor.name
    return {"items": [_plain(by, job) for job in by.house.ledger.jobs.page(whose, asked.before, asked.limit)]}


@router.get("/jobs/{number}", responses={200: {"model": told_of_jobs.JobTold}})
def show(request: Request, by: Calling, number: Id) -> Any:
    """Show how far a job has come, and what came of it."""
    job = job_in_sight(by.house, by.actor, number)
    if job.ask.by == by.actor.name:
        by.house.ledger.jobs.see(number, by.now)
    request.app.state.wake()  # one that waits may wait for somebody who does it
    return _plain(by, job)


@router.post("/jobs/{number}/stop", responses={200: {"model": told_of_jobs.JobTold}})
def stop(by: Calling, number: Id) -> Any:
    """Ask for a stop, which is obeyed between two pieces."""
    job_in_sight(by.house, by.actor, number)
    by.house.ledger.jobs.ask_stop(number, by.now)
    return _plain(by, by.house.ledger.jobs.job(number))


@router.post("/jobs/{number}/again", status_code=HTTPStatus.ACCEPTED, responses=ACCEPTED)
def again(request: Request, by: Calling, number: Id) -> Any:
    """Let a job that failed, was stopped or was interrupted be taken up again."""
    return _begun(request, by, take_up_again(by.house, by.actor, number, by.now))


@router.get(
    "/jobs/{number}/file",
    response_class=Response,
    responses={200: {"content": {media: {} for media in OF_JOBS.values()}}},
)
def file(by: Calling, number: Id) -> Response:
    """The file a job has made: the ledger, or the one that was sent with its faults beside each row."""
    job, content = result_of(by.house, by.actor, number)
    by.note(detail=f"download {job.ask.kind.value} {job.id} {job.result.name}")
    return result_answer(job, content)


def _list_of(by: Caller, asked: ExportAsked) -> dict[str, str]:
    """The list whose cases are wanted, as the pages ask for it: units by number, a flag by any word."""
    told = {name: str(value) for name, value in asked.model_dump(mode="json").items() if value}
    if asked.unit:
        told["unit"] = str(find_unit(by.house.ledger, asked.unit).id)
    listed = asked_of(told.items())
    filter_of(listed, by.house.ledger.units())
    return listed


def _begun(request: Request, by: Caller, job: Job) -> Any:
    request.app.state.wake()
    return _plain(by, job)


def _plain(by: Caller, job: Job) -> Any:
    return plain_job(job, by.actor.name, by.now)
