"""What is done with a letter by one button: reworded, signed, issued, served, made void, thrown away."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from http import HTTPStatus

from fastapi import APIRouter, FastAPI, Request, Response
from fastapi.responses import RedirectResponse
from starlette.datastructures import FormData

from desk.clerking import issue_letter, reword, sign_letter, take_back
from desk.handing_over import service_act
from desk.letterbox import waits_to_be_served
from desk.web.letters_one import page_of
from desk.web.letters_view import clerk_of, day_of
from desk.web.numbers import Number
from desk.web.posted import text
from desk.web.taking import fault_status, version_of
from desk.web.upload import FILE, Sent, file_of
from desk.web.visit import Typed, Visit, Visiting
from workflow.casework import check_role, look, take
from workflow.documents import Document
from workflow.errors import BadFacts, CaseworkError, Conflict, NotFound, Refused
from workflow.facts import ONE_OF
from workflow.paperwork import discard, void
from workflow.vocabulary import Action, ServiceMethod

router = APIRouter()
A = Action


def register(app: FastAPI) -> None:
    """Add these acts."""
    app.include_router(router)


@dataclass(frozen=True, slots=True)
class Deed:
    """What is done with a letter: who may is who may take the action."""

    action: Action
    do: Callable[[Visit, Document, Typed, FormData], object]


@router.post("/letters/{letter}/{deed}")
def act_now(request: Request, visit: Visiting, form: Sent, letter: Number, deed: str) -> Response:
    """Do it; what forbids it is said above the letter, and what was typed stands in its form."""
    if deed not in DEEDS:
        raise NotFound("no_page", "There is no such page.")
    document, wanted = visit.house.ledger.document(letter), DEEDS[deed]
    check_role(visit.actor, wanted.action)
    typed = {name: text(form, name) for name in form if name != FILE}
    try:
        _as_seen(document, typed)
        wanted.do(visit, document, typed, form)
    except CaseworkError as fault:
        now = visit.house.ledger.document(letter)
        return page_of(request, visit, now, typed, fault=fault, status=fault_status(fault))
    where = f"/cases/{document.ref}" if deed == "discard" else f"/letters/{letter}"
    return RedirectResponse(where, HTTPStatus.SEE_OTHER)


def _as_seen(document: Document, typed: Mapping[str, str]) -> None:
    """Nobody signs, issues or throws away another letter than they have read."""
    if typed.get("version") != str(document.version):
        raise Conflict(
            "stale",
            "{ref} has been changed by somebody else since you looked. Look again, then decide.",
            ref=document.ref,
        )


def _reword(visit: Visit, document: Document, typed: Typed, _form: FormData) -> None:
    body, note = typed.get("body", "").splitlines(), typed.get("note", "").splitlines()
    with clerk_of(visit) as clerk:
        reword(clerk, document, body, note)


def _take_back(visit: Visit, document: Document, _typed: Typed, form: FormData) -> None:
    with clerk_of(visit) as clerk:
        take_back(clerk, document, file_of(form).file.read())


def _sign(visit: Visit, document: Document, _typed: Typed, _form: FormData) -> None:
    with clerk_of(visit) as clerk:
        sign_letter(clerk, document)


def _issue(visit: Visit, document: Document, typed: Typed, _form: FormData) -> None:
    with clerk_of(visit) as clerk:
        issue_letter(clerk, document, day_of(typed, "on", A.ISSUE) or visit.today)


def _discard(visit: Visit, document: Document, _typed: Typed, _form: FormData) -> None:
    discard(visit.house.office, document, visit.actor)


def _void(visit: Visit, document: Document, typed: Typed, _form: FormData) -> None:
    if not (reason := typed.get("reason", "")):
        raise BadFacts("missing_fact", "{action} needs the fact {fact}.", action=A.VOID, fact="reason")
    day = day_of(typed, "void_on", A.VOID) or visit.today
    void(visit.house.office, document, reason, visit.actor, on=day, now=visit.now)


def _serve(visit: Visit, document: Document, typed: Typed, _form: FormData) -> None:
    office, word = visit.house.office, typed.get("method", "")
    if word not in list(ServiceMethod):
        known = tuple(ServiceMethod)
        raise BadFacts("bad_fact", ONE_OF, action=A.SERVE, fact="method", value=word, known=known)
    posted, signed = day_of(typed, "posted", A.SERVE), day_of(typed, "signed", A.SERVE)
    done = look(office, document.ref)
    if not waits_to_be_served(done, document):
        raise Refused("nothing_to_serve", "This letter is no reply that waits to be served.")
    act = service_act(done.case.delivery, ServiceMethod.of(word), posted, signed, typed.get("tracking", ""))
    version = version_of(typed, "case_version")
    take(office, document.ref, act, visit.actor, now=visit.now, version=version)


# fmt: off
#: By the word of the button.
DEEDS = {
    "words":   Deed(A.ISSUE,  _reword),
    "file":    Deed(A.ISSUE,  _take_back),
    "sign":    Deed(A.ANSWER, _sign),
    "issue":   Deed(A.ISSUE,  _issue),
    "discard": Deed(A.ISSUE,  _discard),
    "serve":   Deed(A.SERVE,  _serve),
    "void":    Deed(A.VOID,   _void),
}
# fmt: on
