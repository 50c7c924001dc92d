"""The next step of a case: its form, and what it was told."""

from collections.abc import Mapping, Sequence
from datetime import date
from http import HTTPStatus

from fastapi import APIRouter, FastAPI, Request, Response
from fastapi.responses import RedirectResponse

from desk.web.forms import fields_of
from desk.web.page import render
from desk.web.posted import Posted, fields
from desk.web.visit import Visit, Visiting
from workflow.casework import Act, Done, look, take
from workflow.entries import Entry
from workflow.errors import BadFacts, CaseworkError, Conflict, NotFound
from workflow.facts import FACTS
from workflow.machine import ABOUT_LETTERS, check_may
from workflow.values import read_day
from workflow.vocabulary import Action

router = APIRouter()


def register(app: FastAPI) -> None:
    """Add these pages."""
    app.include_router(router)


@router.get("/cases/{ref}/{action}")
def step_page(request: Request, visit: Visiting, ref: str, action: str) -> Response:
    """The form of a step."""
    return _form(request, visit, ref, _action(action), {"on": visit.today.isoformat()})


@router.post("/cases/{ref}/{action}")
def take_step(request: Request, visit: Visiting, form: Posted, ref: str, action: str) -> Response:
    """Take a step; what forbids it is said above the form, which stands as it was typed."""
    wanted, typed = _action(action), fields(form)
    try:
        act = Act(
            wanted, day_typed(typed), _facts(wanted, typed, visit.person.login), typed.get("irregular", "")
        )
        version = int(typed["version"]) if typed.get("version", "").isdecimal() else None
        take(visit.house.office, ref, act, visit.actor, now=visit.now, version=version)
    except NotFound:
        raise
    except CaseworkError as fault:
        return _form(request, visit, ref, wanted, typed, fault=fault, status=fault_status(fault))
    return RedirectResponse(f"/cases/{ref}", HTTPStatus.SEE_OTHER)


def _form(
    request: Request,
    visit: Visit,
    ref: str,
    action: Action,
    typed: Mapping[str, str],
    *,
    fault: CaseworkError | None = None,
    status: int = HTTPStatus.OK,
) -> Response:
    done = look(visit.house.office, ref)
    check_may(action, visit.actor.roles, visit.person.login)
    return render(
        request,
        "step.html",
        visit,
        status=status,
        done=done,
        action=action,
        rule=done.case.statute.clock[action],
        asked=fields_of(action, visit.display, typed),
        typed=typed,
        fault=fault,
        since=since_seen(done, typed) if fault else (),
    )


def _action(word: str) -> Action:
    try:
        action = Action.of(word)
    except ValueError:
        raise NotFound("no_page", "There is no such page.") from None
    if action in ABOUT_LETTERS or action is Action.RECEIVE:
        raise NotFound("no_page", "There is no such page.")
    return action


def day_typed(typed: Mapping[str, str]) -> date:
    """The day on a form.

    Raises:
        BadFacts: it is none.
    """
    try:
        return read_day(typed.get("on", ""))
    except ValueError:
        raise BadFacts(
            "bad_day", "“{value}” is not a day like 2026-03-09.", value=typed.get("on", "")
        ) from None


def fault_status(fault: CaseworkError) -> int:
    """What the browser is told of a form that was not kept."""
    return HTTPStatus.CONFLICT if isinstance(fault, Conflict) else HTTPStatus.UNPROCESSABLE_ENTITY


def since_seen(done: Done, typed: Mapping[str, str]) -> Sequence[Entry]:
    """What has happened since somebody opened a form."""
    seen = typed.get("version", "")
    return [entry for entry in done.record.entries if seen.isdecimal() and entry.line > int(seen)]


def _facts(action: Action, typed: Mapping[str, str], login: str) -> dict[str, str]:
    """What was typed, empty fields left out; an extension bears the name of whoever grants it."""
    told = {name: typed[name] for name in FACTS[action] if typed.get(name)}
    return {"signed_by": login, **told} if action is Action.EXTEND else told
