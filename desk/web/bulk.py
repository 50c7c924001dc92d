"""Long work that begins with a list: the ledger written, letters in bulk, the files of a year."""

from collections.abc import Mapping
from dataclasses import replace
from http import HTTPStatus
from typing import Any

from fastapi import APIRouter, FastAPI, Request, Response
from fastapi.responses import RedirectResponse

from desk.asking import asked_of, filter_of
from desk.jobs.asking import ask_for, check_may_ask
from desk.jobs.exporting import FORMATS
from desk.jobs.lettering import Coming, coming
from desk.web.page import render
from desk.web.posted import Posted, fields
from desk.web.visit import Visit, Visiting
from letters.catalogue import LETTERS
from letters.compose import title_of
from workflow.errors import BadFacts, CaseworkError
from workflow.jobs import JobKind
from workflow.values import read_day
from workflow.vocabulary import State

router = APIRouter()
#: So many cases are shown before their letters are made, and so many are counted before they are written.
SHOWN, COUNTED = 50, 500
#: The years that a report can be of.
YEARS = range(2008, 2100)


def register(app: FastAPI) -> None:
    """Add these pages."""
    app.include_router(router)


@router.get("/export")
def export_page(request: Request, visit: Visiting) -> Response:
    """The cases that would be written: those of the list whose filter stands in the address."""
    check_may_ask(visit.actor, JobKind.EXPORT)
    return _filtered(request, visit, "export.html", dict(request.query_params), formats=FORMATS)


@router.post("/export")
def export_now(request: Request, visit: Visiting, form: Posted) -> Response:
    """Have them written."""
    check_may_ask(visit.actor, JobKind.EXPORT)
    typed = fields(form)
    try:
        if typed.get("format") not in FORMATS:
            raise BadFacts("no_such_format", "Choose a format.", name="format")
        asked = _asked(visit, typed)
    except CaseworkError as fault:
        return _filtered(request, visit, "export.html", typed, fault=fault, formats=FORMATS)
    return begin(request, visit, JobKind.EXPORT, asked | {"format": typed["format"]})


@router.get("/letter-batch")
def letters_page(request: Request, visit: Visiting) -> Response:
    """The cases of a filter, each with the letters it would get."""
    check_may_ask(visit.actor, JobKind.LETTERS)
    return _letters(request, visit, dict(request.query_params))


@router.post("/letter-batch")
def letters_now(request: Request, visit: Visiting, form: Posted) -> Response:
    """Have them drafted, or issued."""
    check_may_ask(visit.actor, JobKind.LETTERS)
    typed = fields(form)
    try:
        asked = _asked(visit, typed)
        wanted = {"letter": _kind(typed), "issue_on": _issue_on(typed)}
    except CaseworkError as fault:
        return _letters(request, visit, typed, fault)
    return begin(request, visit, JobKind.LETTERS, asked | wanted)


@router.get("/year-files")
def year_page(request: Request, visit: Visiting) -> Response:
    """The year whose report is wanted in every format."""
    return _year(request, visit, str(visit.today.year - 1))


@router.post("/year-files")
def year_now(request: Request, visit: Visiting, form: Posted) -> Response:
    """Have them made."""
    check_may_ask(visit.actor, JobKind.YEAR)
    year = fields(form).get("year", "")
    if not (year.isascii() and year.isdecimal() and len(year) == 4 and int(year) in YEARS):
        fault = BadFacts("bad_year", "“{value}” is no year.", value=year[:20], name="year")
        return _year(request, visit, year, fault)
    return begin(request, visit, JobKind.YEAR, {"year": int(year)})


def begin(request: Request, visit: Visit, kind: JobKind, wanted: Mapping[str, Any]) -> Response:
    """Ask for long work, note it in the audit, and go to its page."""
    job = ask_for(visit.house, visit.actor, kind, {**wanted, "lang": visit.display.lang}, at=visit.now)
    told = " ".join(f"{name}={value}" for name, value in wanted.items() if value)
    visit.note(kind.value, detail=f"{job.id} {told}"[:500])
    request.app.state.wake()
    return RedirectResponse(f"/jobs/{job.id}", HTTPStatus.SEE_OTHER)


def _asked(visit: Visit, typed: Mapping[str, str]) -> dict[str, str]:
    """The filter that was asked for, proved to be one."""
    asked = asked_of(typed.items())
    filter_of(asked, visit.house.ledger.units())
    return asked


def _kind(typed: Mapping[str, str]) -> str:
    kind = typed.get("letter", "")
    if kind and kind not in {letter.kind for letter in LETTERS}:
        raise BadFacts("bad_filter", "The filter cannot be read: {value}.", value=kind[:60], name="letter")
    return kind


def _issue_on(typed: Mapping[str, str]) -> str:
    if not typed.get("issue"):
        return ""
    try:
        return read_day(typed.get("on", "")).isoformat()
    except ValueError:
        raise BadFacts(
            "bad_day", "“{value}” is not a day like 2026-03-09.", value=typed.get("on", "")[:20], name="on"
        ) from None


def _filtered(
    request: Request,
    visit: Visit,
    template: str,
    typed: Mapping[str, str],
    *,
    fault: CaseworkError | None = None,
    **values: Any,
) -> Response:
    """A page that begins with the filter of a list; what cannot be read is said above it."""
    units, many = visit.house.ledger.units(), None
    if fault is None:
        try:
            wanted = filter_of(asked_of(typed.items()), units)
            many = len(visit.house.ledger.rows(replace(wanted, limit=COUNTED + 1)))
        except BadFacts as unreadable:
            fault = unreadable
    return render(
        request,
        template,
        visit,
        status=HTTPStatus.UNPROCESSABLE_ENTITY if fault else HTTPStatus.OK,
        fault=fault,
        typed=typed,
        asked=asked_of(typed.items()),
        many=many,
        most=COUNTED,
        units=units,
        states=tuple(State),
        **values,
    )


def _letters(
    request: Request, visit: Visit, typed: Mapping[str, str], fault: CaseworkError | None = None
) -> Response:
    rows: list[Coming] = []
    if fault is None:
        try:
            wanted = filter_of(asked_of(typed.items()), visit.house.ledger.units())
            rows = coming(visit.house, wanted, _kind(typed), SHOWN)
        except BadFacts as unreadable:
            fault = unreadable
    kinds = {letter.kind: letter for letter in LETTERS}
    told = {"rows": rows, "kinds": kinds.values(), "title_of": title_of}
    return _filtered(request, visit, "letter_batch.html", typed, fault=fault, **told)


def _year(request: Request, visit: Visit, year: str, fault: CaseworkError | None = None) -> Response:
    check_may_ask(visit.actor, JobKind.YEAR)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if fault else HTTPStatus.OK
    return render(request, "year_files.html", visit, status=status, fault=fault, year=year)
