"""Long work: what somebody has asked for, how far it has come, and what came of it."""

from http import HTTPStatus

from fastapi import APIRouter, Depends, FastAPI, Request, Response
from fastapi.responses import RedirectResponse

from desk.jobs.asking import check_may_ask, job_in_sight, result_of, sees_all, take_up_again
from desk.web.download import result_answer
from desk.web.job_words import count_words, left_words, state_words, when_words
from desk.web.numbers import Beyond, Number
from desk.web.page import render
from desk.web.posted import posted
from desk.web.visit import Visit, Visiting
from workflow.errors import CaseworkError, Conflict, Refused
from workflow.jobs import Job, JobKind, JobState, is_interrupted

router = APIRouter()
PAGE = 50
#: After so many seconds the page of a job under way is asked for again, by the browser itself.
AGAIN = "4"
#: What a job may say of what came of it.
SAID = (
    "fault", "shut_down", "import", "cases", "there", "proceedings", "irregular", "assumed", "new_units",
    "unknown_columns", "hidden_rows", "hidden_columns", "other_sheets", "fault_count", "faults", "mind",
    "left_out", "more", "looked_at", "letters", "items", "refused", "refused_count", "year", "unit", "frozen",
)  # fmt: skip


def register(app: FastAPI) -> None:
    """Add these pages."""
    app.include_router(router)


@router.get("/jobs")
def jobs_page(request: Request, visit: Visiting, before: Beyond = 0) -> Response:
    """The long work of whoever asks; an administrator may see everybody's, but nothing of any case."""
    everybody = sees_all(visit.actor) and "all" in request.query_params
    by = "" if everybody else visit.person.login
    found = visit.house.ledger.jobs.page(by, before, PAGE + 1)
    return render(
        request,
        "jobs.html",
        visit,
        rows=[(job, state_words(visit.display, job, visit.now)) for job in found[:PAGE]],
        more=found[PAGE - 1].id if len(found) > PAGE else 0,
        everybody=everybody,
        sees_all=sees_all(visit.actor),
        offered=_offered(visit),
        when=lambda moment: when_words(visit, moment),
    )


@router.get("/jobs/{number}")
def job_page(request: Request, visit: Visiting, number: Number) -> Response:
    """How far a job has come; until it ends, the page is asked for again by itself."""
    return _page(request, visit, number)


@router.post("/jobs/{number}/stop", dependencies=[Depends(posted)])
def stop(request: Request, visit: Visiting, number: Number) -> Response:
    """Ask for a stop, which is obeyed between two pieces."""
    job = _known(visit, number)
    try:
        visit.house.ledger.jobs.ask_stop(job.id, visit.now)
    except CaseworkError as fault:
        return _page(request, visit, number, fault)
    return _to(job.id)


@router.post("/jobs/{number}/again", dependencies=[Depends(posted)])
def again(request: Request, visit: Visiting, number: Number) -> Response:
    """Let a job that failed, was stopped or was interrupted be taken up again."""
    try:
        job = take_up_again(visit.house, visit.actor, number, visit.now)
    except Conflict as fault:
        return _page(request, visit, number, fault)
    request.app.state.wake()
    return _to(job.id)


@router.get("/jobs/{number}/file")
def file(visit: Visiting, number: Number) -> Response:
    """The file a job has made, for who asked for it."""
    job, content = result_of(visit.house, visit.actor, number)
    visit.note("download", detail=f"{job.ask.kind.value} {job.id} {job.result.name}")
    return result_answer(job, content)


def _page(request: Request, visit: Visit, number: int, fault: CaseworkError | None = None) -> Response:
    job = _known(visit, number)
    mine, now = job.ask.by == visit.person.login, visit.now
    if mine:
        visit.house.ledger.jobs.see(job.id, now)
    interrupted = is_interrupted(job, now)
    goes_on = job.state in (JobState.WAITING, JobState.RUNNING) and not interrupted
    if job.state is JobState.WAITING:
        request.app.state.wake()
    still = "still" in request.query_params
    answer = render(
        request,
        "job.html",
        visit,
        status=HTTPStatus.CONFLICT if fault else HTTPStatus.OK,
        fault=fault,
        job=job,
        said=dict.fromkeys(SAID) | (dict(job.said) if mine else {}),
        mine=mine,
        state=state_words(visit.display, job, now),
        count=count_words(visit.display, job),
        left=left_words(visit.display, job, now),
        goes_on=goes_on,
        still=still,
        may_go_again=mine and (interrupted or job.state in (JobState.FAILED, JobState.STOPPED)),
        may_import=mine and job.ask.kind is JobKind.TRIAL and _is_good(job),
        when=lambda moment: when_words(visit, moment),
    )
    if goes_on and not still and not fault:
        answer.headers["refresh"] = AGAIN
    return answer


def _is_good(job: Job) -> bool:
    """Whether a trial has found something to bring in, and no fault."""
    found_good = job.state is JobState.DONE and not job.said.get("fault_count") and job.ask.source.place
    return bool(found_good and job.said.get("cases"))


def _known(visit: Visit, number: int) -> Job:
    return job_in_sight(visit.house, visit.actor, number)


def _to(number: int) -> Response:
    return RedirectResponse(f"/jobs/{number}", HTTPStatus.SEE_OTHER)


# fmt: off
#: Where long work begins.
BEGINNINGS = (
    (JobKind.TRIAL,   "/import"),
    (JobKind.EXPORT,  "/export"),
    (JobKind.LETTERS, "/letter-batch"),
    (JobKind.YEAR,    "/year-files"),
)
# fmt: on


def _offered(visit: Visit) -> list[tuple[JobKind, str]]:
    """The beginnings that the roles of a visitor are there for."""
    offered: list[tuple[JobKind, str]] = []
    for kind, place in BEGINNINGS:
        try:
            check_may_ask(visit.actor, kind)
        except Refused:
            continue
        offered.append((JobKind.IMPORT if kind is JobKind.TRIAL else kind, place))
    return offered
