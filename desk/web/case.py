"""A case on one page: who asked what, its clock, what happened, what is possible and what is not."""

from collections.abc import Sequence
from typing import Any

from fastapi import APIRouter, FastAPI, Request, Response

from desk.web.bars import bar_of
from desk.web.hindered import hindrances, too_late_today
from desk.web.lights import Light, light_of
from desk.web.masking import masked
from desk.web.page import render
from desk.web.posted import Posted, text
from desk.web.spans import spans_of
from desk.web.timeline import KINDS, timeline
from desk.web.visit import Visit, Visiting
from workflow.casework import Done, look
from workflow.clock import Deadline
from workflow.errors import BadFacts
from workflow.explain import explain
from workflow.fact_words import told_of_item
from workflow.ledger import Applicant
from workflow.machine import ABOUT_PROCEEDINGS, may
from workflow.recourse import recourses
from workflow.vocabulary import Action, Outcome

router = APIRouter()
#: What changes nothing of the case: offered apart.
ASIDE = (Action.ANNOTATE, Action.ASSIGN)
#: The ordinary way of a request: the first of these that is possible stands first, and out.
WAY = (
    Action.ACCEPT,
    Action.CLARIFY,
    Action.END_CONSULTATION,
    Action.PAY_FEE,
    Action.SERVE,
    Action.SIGN_FOR,
    Action.SERVE_AGAIN,
    Action.ANSWER,
)


def register(app: FastAPI) -> None:
    """Add this page."""
    app.include_router(router)


@router.get("/cases/{ref}")
def case_page(request: Request, visit: Visiting, ref: str) -> Response:
    """A case; `show` narrows its timeline to one kind of entries."""
    done = look(visit.house.office, ref)
    visit.note("case", ref)
    return _page(request, visit, done, [masked(one) for one in done.record.request.applicants])


@router.post("/cases/{ref}/reveal")
def reveal(request: Request, visit: Visiting, form: Posted, ref: str) -> Response:
    """A case with what its page hides, shown once to whoever says why; that is recorded."""
    done, reason = look(visit.house.office, ref), text(form, "reason")
    if not reason:
        raise BadFacts("no_reason", "Say why you need to see it.")
    visit.note("reveal", ref, reason)
    return _page(request, visit, done, done.record.request.applicants)


def _page(request: Request, visit: Visit, done: Done, applicants: Sequence[Applicant]) -> Response:
    case, show = done.case, request.query_params.get("show", "")
    mine = case.possible(visit.actor.roles)
    return render(
        request,
        "case.html",
        visit,
        done=done,
        applicants=applicants,
        unit=visit.house.ledger.units()[done.record.request.unit].name,
        light=None if case.closed else _light(visit, done, case.clock.reply),
        deadlines=[
            (one, _light(visit, done, one) if one.running else None, bar_of(case, one, visit.today))
            for one in case.clock.deadlines
        ],
        days=spans_of(visit.display.lang, explain(case.clock)),
        items=[
            (item["what"], Outcome.of(item["outcome"]), told_of_item(item, visit.display.lang))
            for item in case.items
        ],
        show=show,
        kinds=KINDS,
        steps=timeline(visit, done, show),
        **_next_steps(mine),
        of_proceedings=[a for a in mine if a in ABOUT_PROCEEDINGS],
        hindered=hindrances(visit, case),
        too_late=too_late_today(visit, done),
        aside=[a for a in ASIDE if may(a, visit.actor.roles)],
        recourses=recourses(case) if case.delivery else (),
    )


def _next_steps(mine: Sequence[Action]) -> dict[str, Any]:
    """The steps offered, the one of the ordinary way first."""
    offered = [a for a in mine if a not in (*ASIDE, *ABOUT_PROCEEDINGS, Action.CORRECT_ENTRY)]
    ordinary = next((a for a in WAY if a in offered), None)
    return {"possible": sorted(offered, key=lambda a: a is not ordinary), "ordinary": ordinary}


def _light(visit: Visit, done: Done, deadline: Deadline) -> Light:
    due = deadline.due_on or deadline.missed_on
    return light_of(visit.display.lang, due, done.case.clock.workdays, visit.today)
