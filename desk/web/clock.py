"""The clock of a case on pages of its own: every day of it, and what would move it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from urllib.parse import urlencode

from fastapi import APIRouter, FastAPI, Request, Response

from desk.web.at_fault import field_at_fault
from desk.web.forms import Field, field_of_step
from desk.web.hindered import STEPS
from desk.web.moved import moved
from desk.web.page import render
from desk.web.spans import spans_of
from desk.web.taking import day_typed
from desk.web.visit import Typed, Visit, Visiting
from workflow.casework import Act, Done, look
from workflow.errors import CaseworkError
from workflow.explain import explain, explain_response
from workflow.supposing import supposed
from workflow.vocabulary import Action

router = APIRouter()
A = Action
#: How many steps can be supposed one after the other, and how long a value in the address may be.
MOST, LONGEST = 4, 200
# fmt: off
#: The facts of a step that bear on the clock.
BEARING: Mapping[Action, tuple[str, ...]] = {
    A.ASK_CLARIFICATION: ("answer_within_days",),
    A.CONSULT:           ("party", "delivered"),
    A.END_CONSULTATION:  ("consultation",),
    A.EXTEND:            ("days",),
    A.SHORTEN_EXTENSION: ("days",),
    A.DEFER:             ("until",),
    A.REOPEN:            ("days",),
    A.FILE_PROCEEDING:   ("proceeding_kind", "received", "simple"),
    A.RESPOND:           ("proceeding",),
    A.DECIDE_PROCEEDING: ("proceeding",),
}
#: What a step has to say and what the clock does not ask.
UNTOLD: Mapping[Action, Mapping[str, str]] = {
    A.ANSWER:            {"outcome": "provided"},
    A.FILE_PROCEEDING:   {"proceeding_kind": "review"},
    A.DECIDE_PROCEEDING: {"proceeding_result": "upheld"},
}
# fmt: on


def register(app: FastAPI) -> None:
    """Add these pages."""
    app.include_router(router)


@dataclass(frozen=True, slots=True)
class Supposed:
    """A step of the form, and the fields of it that bear on the clock."""

    n: int
    action: Action | None
    on: str
    fields: Sequence[Field]

    @property
    def told(self) -> dict[str, str]:
        """The facts as the fields have them."""
        return {field.name[:-1]: field.value for field in self.fields if field.value}

    @property
    def to_take(self) -> str:
        """Where below the case the step is taken."""
        return f"{self.action.value}?{urlencode({'on': self.on, **self.told})}" if self.action else ""


@router.get("/cases/{ref}/clock")
def clock_page(request: Request, visit: Visiting, ref: str) -> Response:
    """Every day of the clock, and of each answer to a review or a suit, to be printed for the file."""
    done = look(visit.house.office, ref)
    visit.note("case", ref)
    workdays, lang = done.case.clock.workdays, visit.display.lang
    answers = [(p, spans_of(lang, explain_response(p, workdays))) for p in done.case.proceedings if p.limit]
    days = spans_of(lang, explain(done.case.clock))
    return render(request, "clock.html", visit, done=done, days=days, answers=answers)


@router.get("/cases/{ref}/what-if")
def what_if(request: Request, visit: Visiting, ref: str) -> Response:
    """What the last days would be after steps that nobody has taken; the address holds the question."""
    done = look(visit.house.office, ref)
    visit.note("what_if", ref)
    typed = {name: value[:LONGEST] for name, value in request.query_params.items()}
    fault, at, after, steps = None, "", done, []
    for n in range(MOST):
        action, told = _action(typed.get(f"a{n}", "")), _of_step(typed, n)
        step = _supposed(visit, after, n, action, told)
        steps.append(step)
        if action is None or fault:
            continue
        try:
            after = _after(
                visit, after, action, told | {field.name[:-1]: field.value for field in step.fields}
            )
        except CaseworkError as found:
            fault, at = found, f"{field_at_fault(found) or 'a'}{n}"
    names = {f"{name}{n}" for n in range(MOST) for name in ("a", "on")}
    names |= {field.name for step in steps for field in step.fields}
    return render(
        request,
        "what_if.html",
        visit,
        status=HTTPStatus.UNPROCESSABLE_ENTITY if fault else HTTPStatus.OK,
        done=done,
        steps=steps,
        choices=[(action.value, visit.display.word(action)) for action in STEPS],
        fault=fault,
        at_fault=at if at in names else "",
        moved=moved(visit, done, after) if after is not done else None,
        days=spans_of(visit.display.lang, explain(after.case.clock)) if after is not done else (),
    )


def _supposed(visit: Visit, done: Done, n: int, action: Action | None, told: Typed) -> Supposed:
    on = told.get("on", visit.today.isoformat())
    if action is None:
        return Supposed(n, None, on, ())
    first = dict(UNTOLD.get(action, {}))
    if action is A.EXTEND:
        first["days"] = str(done.case.statute.limits["extension"].days or "")
    typed = {f"{name}{n}": value for name, value in {**first, **told}.items()}
    named = [f"{name}{n}" for name in BEARING.get(action, ())]
    fields = [field_of_step(action, name, visit.display, typed, done.case) for name in named]
    return Supposed(n, action, on, fields)


def _after(visit: Visit, done: Done, action: Action, told: Typed) -> Done:
    """The case after one more step."""
    facts = {name: told[name] for name in BEARING.get(action, ()) if told.get(name)}
    day = day_typed({"on": told.get("on", visit.today.isoformat())})
    act = Act(action, day, {**UNTOLD.get(action, {}), **facts})
    return supposed(visit.house.office, done, act, visit.actor, now=visit.now)


def _of_step(typed: Typed, n: int) -> dict[str, str]:
    """What was typed for one step: `days0` is the fact `days` of the first."""
    return {name[:-1]: value for name, value in typed.items() if name[-1:] == str(n)}


def _action(word: str) -> Action | None:
    return Action.of(word) if word in {action.value for action in STEPS} else None
