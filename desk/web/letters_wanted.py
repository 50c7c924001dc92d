"""A letter that a case calls for, before it is drafted: its words as they would stand, or what they lack."""

from collections.abc import Sequence
from dataclasses import dataclass
from http import HTTPStatus

from fastapi import APIRouter, Depends, FastAPI, Request, Response
from fastapi.responses import RedirectResponse

from desk.clerking import make_drafts
from desk.language import say_words
from desk.letterbox import Called, called_for
from desk.web.letters_view import clerk_of
from desk.web.page import render
from desk.web.posted import posted
from desk.web.taking import fault_status
from desk.web.visit import Visit, Visiting
from desk.wording import word
from letters.compose import title_of
from letters.parts import Parts
from workflow.casework import Done, check_role, look
from workflow.errors import CaseworkError, NotFound, Refused
from workflow.paperwork import Told, find
from workflow.vocabulary import Action

router = APIRouter()
ADDRESS = "/cases/{ref}/letters/{line}/{kind}"


def register(app: FastAPI) -> None:
    """Add this page."""
    app.include_router(router)


@dataclass(frozen=True, slots=True)
class Worded:
    """The words of a letter as the case has it now, or why there are none, and what they still lack."""

    parts: Parts | None
    fault: CaseworkError | None
    lacking: Sequence[str]


@router.get(ADDRESS)
def wanted_page(request: Request, visit: Visiting, ref: str, line: str, kind: str) -> Response:
    """The letter as it would stand; once it is drafted, its own page."""
    done, called = _called(visit, ref, line, kind)
    if drafted := find(visit.house.ledger, Told(ref, *called.place)):
        return RedirectResponse(f"/letters/{drafted.id}", HTTPStatus.SEE_OTHER)
    visit.note("letter", ref, f"{line} {kind}")
    return _page(request, visit, done, called)


@router.post(ADDRESS, dependencies=[Depends(posted)])
def draft_now(request: Request, visit: Visiting, ref: str, line: str, kind: str) -> Response:
    """Draft it; or draft it anew, where the case has changed."""
    done, called = _called(visit, ref, line, kind)
    check_role(visit.actor, Action.ISSUE)
    try:
        with clerk_of(visit) as clerk:
            (document,) = make_drafts(clerk, ref, kind=kind, line=called.entry.line)
    except CaseworkError as fault:
        return _page(request, visit, done, called, fault=fault, status=fault_status(fault))
    return RedirectResponse(f"/letters/{document.id}", HTTPStatus.SEE_OTHER)


def _called(visit: Visit, ref: str, line: str, kind: str) -> tuple[Done, Called]:
    done = look(visit.house.office, ref)
    for called in called_for(visit.house.office.law, done):
        if (str(called.entry.line), called.letter.kind) == (line, kind):
            return done, called
    raise NotFound("no_letter_called_for", "{ref} calls for no such letter yet.", ref=ref)


def _page(
    request: Request,
    visit: Visit,
    done: Done,
    called: Called,
    *,
    fault: CaseworkError | None = None,
    status: int = HTTPStatus.OK,
) -> Response:
    worded = _worded(visit, done, called)
    return render(
        request,
        "letters_wanted.html",
        visit,
        status=status,
        done=done,
        called=called,
        title=worded.parts.title if worded.parts else title_of(called.letter),
        worded=worded,
        fault=fault,
    )


def _worded(visit: Visit, done: Done, called: Called) -> Worded:
    try:
        with clerk_of(visit) as clerk:
            return Worded(word(visit.house, done.record, called, clerk.fill).parts, None, ())
    except Refused as fault:
        facts = fault.values.get("facts", ())
        lacking = facts if isinstance(facts, tuple) else ()
        return Worded(None, fault, [say_words(visit.display.lang, (one,), codes=False) for one in lacking])
