"""A case on one page: who asked what, its clock day by day, what happened, what is possible."""

from collections.abc import Sequence
from dataclasses import dataclass

from fastapi import APIRouter, FastAPI, Request, Response

from desk.web.lights import Light, light_of
from desk.web.masking import masked
from desk.web.page import render
from desk.web.posted import Posted, text
from desk.web.visit import Visit, Visiting
from desk.words import mark_words
from workflow.casework import Done, look
from workflow.corrections import as_corrected
from workflow.entries import Entry
from workflow.errors import BadFacts
from workflow.explain import explain
from workflow.fact_words import told
from workflow.ledger import Applicant
from workflow.machine import may
from workflow.recourse import recourses
from workflow.vocabulary import Action

router = APIRouter()


def register(app: FastAPI) -> None:
    """Add this page."""
    app.include_router(router)


@dataclass(frozen=True, slots=True)
class Step:
    """An entry in the timeline; `fate` says whether it was taken back, corrected, or is irregular."""

    entry: Entry
    facts: tuple[tuple[str, str], ...]
    fate: str
    effect: str


@router.get("/cases/{ref}")
def case_page(request: Request, visit: Visiting, ref: str) -> Response:
    """A case."""
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
    return render(
        request,
        "case.html",
        visit,
        done=done,
        applicants=applicants,
        unit=visit.house.ledger.units()[done.record.request.unit].name,
        light=_light(visit, done),
        days=[(line, mark_words(visit.display.lang, line)) for line in explain(done.case.clock)],
        steps=_steps(visit, done),
        possible=[a for a in done.case.possible(visit.actor.roles) if a not in ASIDE],
        not_mine=[a for a in done.case.possible() if a not in ASIDE and not may(a, visit.actor.roles)],
        aside=[a for a in ASIDE if may(a, visit.actor.roles)],
        recourses=recourses(done.case) if done.case.delivery else (),
        letters=visit.house.ledger.documents(done.record.ref),
    )


#: What changes nothing of the case, or mends what was written: offered apart.
ASIDE = (Action.ANNOTATE, Action.ASSIGN, Action.CORRECT_ENTRY)


def _light(visit: Visit, done: Done) -> Light | None:
    clock = done.case.clock
    if done.case.closed:
        return None
    due = clock.reply.due_on or clock.reply.missed_on
    return light_of(visit.display.lang, due, clock.workdays, visit.today)


def _steps(visit: Visit, done: Done) -> list[Step]:
    standing = {entry.line: entry for entry in as_corrected(done.record.entries)}
    return [
        Step(
            entry,
            told(entry.action, entry.facts, visit.display.lang),
            _fate(visit, entry, standing.get(entry.line)),
            visit.display.word(done.case.statute.clock[entry.action].effect),
        )
        for entry in done.record.entries
    ]


def _fate(visit: Visit, entry: Entry, now: Entry | None) -> str:
    if now is None:
        return visit.display.words("taken back")
    if now != entry:
        return visit.display.words("corrected")
    return visit.display.words("irregular") if entry.irregular else ""
