"""The next step of a case: its form, and what it was told."""

from collections.abc import Mapping
from datetime import date
from http import HTTPStatus

from fastapi import APIRouter, FastAPI, Request, Response
from fastapi.responses import RedirectResponse
from starlette.datastructures import FormData

from desk.web.forms import choices_of, fields_of
from desk.web.page import render
from desk.web.posted import Posted, text
from desk.web.visit import Visit, Visiting
from workflow.casework import Act, look, take
from workflow.errors import BadFacts, CaseworkError, Conflict, NotFound, Refused
from workflow.facts import FACTS
from workflow.items import outcomes_of, read_items
from workflow.machine import ABOUT_LETTERS, may
from workflow.values import read_day
from workflow.vocabulary import Action, Outcome

router = APIRouter()
#: How many things one answer can tell apart on the form.
ITEMS = 8


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
    wanted, typed = _action(action), _typed(form)
    try:
        act = Act(wanted, _day(typed), _facts(wanted, typed, visit.person.login), typed.get("irregular", ""))
        version = int(typed["version"]) if typed.get("version", "").isdecimal() else None
        take(visit.house.office, ref, act, visit.actor, now=visit.now, version=version)
    except NotFound:
        raise
    except CaseworkError as fault:
        status = HTTPStatus.CONFLICT if isinstance(fault, Conflict) else HTTPStatus.UNPROCESSABLE_ENTITY
        return _form(request, visit, ref, wanted, typed, fault=fault, status=status)
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
    if not may(action, visit.actor.roles):
        raise Refused(
            "role_not_allowed",
            "{name} may not take the action {action}.",
            name=visit.person.name,
            action=action,
        )
    seen = typed.get("version", "")
    since = [e for e in done.record.entries if seen.isdecimal() and e.line > int(seen)] if fault else []
    return render(
        request,
        "step.html",
        visit,
        status=status,
        done=done,
        action=action,
        rule=done.case.statute.clock[action],
        fields=fields_of(action, visit.display, typed),
        typed=typed,
        fault=fault,
        since=since,
        items=range(ITEMS) if action is Action.ANSWER else (),
        outcomes=choices_of(Outcome, visit.display),
    )


def _action(word: str) -> Action:
    try:
        action = Action.of(word)
    except ValueError:
        raise NotFound("no_page", "There is no such page.") from None
    if action in ABOUT_LETTERS or action is Action.RECEIVE:
        raise NotFound("no_page", "There is no such page.")
    return action


def _typed(form: FormData) -> dict[str, str]:
    return {name: text(form, name) for name in form}


def _day(typed: Mapping[str, str]) -> date:
    try:
        return read_day(typed.get("on", ""))
    except ValueError:
        raise BadFacts(
            "bad_day", "“{value}” is not a day like 2026-03-09.", value=typed.get("on", "")
        ) from None


def _facts(action: Action, typed: Mapping[str, str], login: str) -> dict[str, object]:
    """What was typed, empty fields left out; an answer by items has the outcome that follows from them."""
    facts: dict[str, object] = {name: typed[name] for name in FACTS[action] if typed.get(name)}
    told = [
        f"{typed[f'item{n}']}|{typed.get(f'item{n}_outcome', '')}" + _more(typed, n)
        for n in range(ITEMS)
        if typed.get(f"item{n}")
    ]
    if action is Action.ANSWER and told:
        items = read_items(told)
        facts["items"] = items
        facts.setdefault("outcome", outcomes_of(items)[0].value)
    if action in (Action.ANSWER, Action.EXTEND):
        facts.setdefault("signed_by", login)
    return facts


def _more(typed: Mapping[str, str], n: int) -> str:
    reason = typed.get(f"item{n}_reason", "").replace("|", "｜")
    return f"|reason={reason}" if reason else ""
