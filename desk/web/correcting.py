"""An entry corrected or taken back: first what that would change is shown, then it is written."""

from http import HTTPStatus
from urllib.parse import quote

from fastapi import APIRouter, FastAPI, Request, Response
from fastapi.responses import RedirectResponse

from desk.web.mending import change_of, field_of_mending, fields_of_entry, mended_facts
from desk.web.moved import moved
from desk.web.page import render
from desk.web.posted import Posted, fields
from desk.web.taking import Attempt, form_values, on_form, take_typed, version_of
from desk.web.timeline import is_mendable
from desk.web.visit import Typed, Visit, Visiting
from workflow.casework import Act, Done, check_version, look
from workflow.corrections import as_corrected
from workflow.entries import Entry
from workflow.errors import CaseworkError, NotFound, Refused
from workflow.machine import check_may
from workflow.supposing import supposed
from workflow.vocabulary import Action

router = APIRouter()
#: The buttons of the form, each to see what would change or to write it: a correction, a taking back.
SHOW, SHOW_BACK, KEEP, KEEP_BACK = "show", "show_back", "keep", "keep_back"


def register(app: FastAPI) -> None:
    """Add these pages."""
    app.include_router(router)


@router.get("/cases/{ref}/correct")
def correct_page(request: Request, visit: Visiting, ref: str) -> Response:
    """The form that corrects an entry; without one, the timeline to choose it from."""
    line = request.query_params.get("line", "")
    if line:
        return _page(request, visit, ref, {"line": line})
    look(visit.house.office, ref)
    check_may(Action.CORRECT_ENTRY, visit.actor.roles, visit.person.login)
    return RedirectResponse(f"/cases/{quote(ref)}#timeline", HTTPStatus.SEE_OTHER)


@router.post("/cases/{ref}/correct")
def correct(request: Request, visit: Visiting, form: Posted, ref: str) -> Response:
    """Show what a correction would change, or write it."""
    look(visit.house.office, ref)  # a case out of sight is not there, whoever asks
    check_may(Action.CORRECT_ENTRY, visit.actor.roles, visit.person.login)
    typed = fields(form)
    wanted = typed.get("do", SHOW)

    def act() -> Act:
        done = look(visit.house.office, ref)
        back = wanted in {SHOW_BACK, KEEP_BACK}
        return Act(
            Action.CORRECT_ENTRY, visit.today, mended_facts(done, _entry(done, typed), typed, back=back)
        )

    def again(attempt: Attempt) -> Response:
        return _page(request, visit, ref, typed, attempt=attempt)

    if wanted in {KEEP, KEEP_BACK}:
        return take_typed(request, visit, ref, typed, act, again=again)
    tried = None
    try:
        tried, done = act(), look(visit.house.office, ref)
        check_version(done.record, version_of(typed))
        after = supposed(visit.house.office, done, tried, visit.actor, now=visit.now)
    except NotFound:
        raise
    except CaseworkError as fault:
        return again(Attempt(fault, tried))
    return _page(request, visit, ref, typed, after=after)


def _page(
    request: Request,
    visit: Visit,
    ref: str,
    typed: Typed,
    *,
    attempt: Attempt | None = None,
    after: Done | None = None,
) -> Response:
    done = look(visit.house.office, ref)
    check_may(Action.CORRECT_ENTRY, visit.actor.roles, visit.person.login)
    entry = _entry(done, typed)
    asked = fields_of_entry(done, entry, visit.display, typed)
    names = {"day", "reason", *(field.name for field in asked)}

    def at_fault(fault: CaseworkError) -> str:
        return on_form(field_of_mending(fault, entry.line), names)

    return render(
        request,
        "correct.html",
        visit,
        entry=entry,
        day_typed=typed.get("day", str(entry.on)),
        asked=asked,
        change=change_of(visit.display, entry, after.record) if after else (),
        moved=moved(visit, done, after) if after else None,
        back=typed.get("do") == SHOW_BACK,
        **form_values(visit, ref, typed, attempt, at_fault),
    )


def _entry(done: Done, typed: Typed) -> Entry:
    """The entry that is to be corrected, as it now holds.

    Raises:
        NotFound: there is none.
        Refused: it was taken back, or it is that of a letter.
    """
    line = typed.get("line", "")
    written = {str(entry.line): entry for entry in done.record.entries}
    if line not in written:
        raise NotFound("no_entry", "There is no such entry.")
    now = {str(entry.line): entry for entry in as_corrected(done.record.entries)}.get(line)
    if now is None or not is_mendable(written[line], now):
        raise Refused(
            "not_mendable", "Entry {line} was taken back, or tells of a letter: make that void.", line=line
        )
    return now
