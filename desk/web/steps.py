"""The next step of a case: its form, and what it was told."""

from collections.abc import Mapping

from fastapi import APIRouter, FastAPI, Request, Response

from desk.web.at_fault import field_at_fault
from desk.web.drafts import resumed
from desk.web.forms import fields_of
from desk.web.page import render
from desk.web.posted import Posted, fields
from desk.web.taking import Attempt, day_typed, form_values, on_form, take_typed
from desk.web.visit import Visit, Visiting
from desk.web.who import given_to
from workflow.casework import Act
from workflow.errors import NotFound
from workflow.facts import FACTS
from workflow.machine import WITH_FILES, check_may
from workflow.vocabulary import Action

router = APIRouter()
#: What is no step of its own: logged, corrected and written by pages of their own.
ELSEWHERE = WITH_FILES | {Action.RECEIVE, Action.CORRECT_ENTRY}
#: How much of a value in an address is taken over into the form.
LONGEST = 200


def register(app: FastAPI) -> None:
    """Add these pages."""
    app.include_router(router)


@router.get("/cases/{ref}/{action}")
def step_page(request: Request, visit: Visiting, ref: str, action: str) -> Response:
    """The form of a step; its address may hold facts to begin with."""
    wanted, asked = _action(action), request.query_params
    typed = {name: asked[name][:LONGEST] for name in ("on", *FACTS[wanted]) if name in asked}
    empty = {"on": visit.today.isoformat(), **typed}
    return _form(request, visit, ref, wanted, resumed(request, visit, empty))


@router.post("/cases/{ref}/{action}")
def take_step(request: Request, visit: Visiting, form: Posted, ref: str, action: str) -> Response:
    """Take a step; what forbids it is said above the form, which stands as it was typed."""
    wanted, typed = _action(action), fields(form)

    def act() -> Act:
        facts = _facts(wanted, typed, visit.person.login)
        return Act(wanted, day_typed(typed), facts, typed.get("irregular", ""))

    def again(attempt: Attempt) -> Response:
        return _form(request, visit, ref, wanted, typed, attempt=attempt)

    return take_typed(request, visit, ref, typed, act, again=again)


def _form(
    request: Request,
    visit: Visit,
    ref: str,
    action: Action,
    typed: Mapping[str, str],
    *,
    attempt: Attempt | None = None,
) -> Response:
    names = ("on", "irregular", *FACTS[action])
    told = form_values(visit, ref, typed, attempt, lambda fault: on_form(field_at_fault(fault), names))
    check_may(action, visit.actor.roles, visit.person.login)
    case = told["done"].case
    return render(
        request,
        "step.html",
        visit,
        action=action,
        rule=case.statute.clock[action],
        asked=fields_of(action, visit.display, typed, case),
        given_to=given_to(visit) if "to" in FACTS[action] else (),
        **told,
    )


def _action(word: str) -> Action:
    try:
        action = Action.of(word)
    except ValueError:
        raise NotFound("no_page", "There is no such page.") from None
    if action in ELSEWHERE:
        raise NotFound("no_page", "There is no such page.")
    return action


def _facts(action: Action, typed: Mapping[str, str], login: str) -> dict[str, str]:
    """What was typed, empty fields left out; an extension bears the name of whoever grants it."""
    told = {name: typed[name] for name in FACTS[action] if typed.get(name)}
    return {"signed_by": login, **told} if action is Action.EXTEND else told
