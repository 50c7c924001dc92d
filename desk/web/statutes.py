"""The law on file, to read: every limit, effect and answer, its article and sentence, how sure we are."""

from fastapi import APIRouter, FastAPI, Request, Response

from desk.web.page import render
from desk.web.visit import Visiting
from workflow.duties import DUTIES
from workflow.machine import TABLE
from workflow.vocabulary import Action, DeadlineKind, Role, Word

router = APIRouter()


def register(app: FastAPI) -> None:
    """Add these pages."""
    app.include_router(router)


@router.get("/statutes")
def statutes_page(request: Request, visit: Visiting) -> Response:
    """The statutes."""
    return render(request, "statutes.html", visit, statutes=list(visit.house.office.law.statutes))


@router.get("/statutes/{statute}")
def statute_page(request: Request, visit: Visiting, statute: str) -> Response:
    """A statute."""
    law = visit.house.office.law.statutes.named(statute)
    return render(request, "statute.html", visit, law=law, limit_word=limit_word)


def limit_word(name: str) -> Word:
    """What a limit is called: by the deadline it ends, or by the act it bounds."""
    return Action.EXTEND if name == "extension" else DeadlineKind.of(name)


@router.get("/duties")
def duties_page(request: Request, visit: Visiting) -> Response:
    """Who may do what: every act on a case, and every duty beside them."""
    acts = {action: may for action, _, _, may in TABLE}
    return render(request, "duties.html", visit, roles=tuple(Role), acts=acts, duties=DUTIES)
