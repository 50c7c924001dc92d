"""Answer a request: first how each thing asked for is answered, then what the letter must tell of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from http import HTTPStatus

from fastapi import APIRouter, FastAPI, Request, Response
from fastapi.responses import RedirectResponse

from desk.web.forms import Field, choices_of, field_of
from desk.web.page import render
from desk.web.posted import Posted, fields
from desk.web.steps import day_typed, fault_status, since_seen
from desk.web.visit import Display, Visit, Visiting
from letters.catalogue import letter_for
from workflow.casework import Act, look, take
from workflow.errors import BadFacts, CaseworkError, NotFound
from workflow.guards import NOT_ANSWERS
from workflow.items import ANSWER_WORDS, outcomes_of, read_items
from workflow.machine import check_may
from workflow.statute import Statute
from workflow.values import Fact
from workflow.vocabulary import Action, Outcome, ServiceMethod

router = APIRouter()
#: The outcomes that are answers; the others are acts of their own.
ANSWERS = tuple(outcome for outcome in Outcome if outcome not in NOT_ANSWERS)
#: How many things one reply can tell apart.
MOST = 8


def register(app: FastAPI) -> None:
    """Add these pages."""
    app.include_router(router)


@dataclass(frozen=True, slots=True)
class Part:
    """A thing asked for, how it is answered, and the fields its paragraph of the letter wants."""

    n: int
    outcome: Outcome
    fields: Sequence[Field]


@router.get("/cases/{ref}/answer")
def answer_page(request: Request, visit: Visiting, ref: str) -> Response:
    """The outcomes to choose from; once they are chosen, the form of the answer."""
    chosen = [word for name, word in request.query_params.multi_items() if name == "outcome" and word]
    return _page(request, visit, ref, chosen[:MOST], {"on": visit.today.isoformat()})


@router.post("/cases/{ref}/answer")
def answer_now(request: Request, visit: Visiting, form: Posted, ref: str) -> Response:
    """Answer; what forbids it is said above the form, which stands as it was typed."""
    typed = fields(form)
    chosen = [typed[f"outcome{n}"] for n in range(MOST) if typed.get(f"outcome{n}")]
    try:
        act = Act(Action.ANSWER, day_typed(typed), _facts(visit, chosen, typed))
        version = int(typed["version"]) if typed.get("version", "").isdecimal() else None
        take(visit.house.office, ref, act, visit.actor, now=visit.now, version=version)
    except NotFound:
        raise
    except CaseworkError as fault:
        return _page(request, visit, ref, chosen, typed, fault=fault, status=fault_status(fault))
    return RedirectResponse(f"/cases/{ref}", HTTPStatus.SEE_OTHER)


def _page(
    request: Request,
    visit: Visit,
    ref: str,
    chosen: Sequence[str],
    typed: Mapping[str, str],
    *,
    fault: CaseworkError | None = None,
    status: int = HTTPStatus.OK,
) -> Response:
    done = look(visit.house.office, ref)
    check_may(Action.ANSWER, visit.actor.roles, visit.person.login)
    statute = done.case.statute
    parts = [
        _part(statute, n, word, visit.display, typed, alone=len(chosen) == 1) for n, word in enumerate(chosen)
    ]
    return render(
        request,
        "answer.html" if parts else "outcome.html",
        visit,
        status=status,
        done=done,
        parts=parts,
        typed=typed,
        fault=fault,
        since=since_seen(done, typed) if fault else (),
        outcomes=[(word.value, visit.display.word(word)) for word in ANSWERS if word in statute.outcomes],
        methods=choices_of(ServiceMethod, visit.display),
        many=range(MOST),
    )


def _part(
    statute: Statute, n: int, word: str, display: Display, typed: Mapping[str, str], *, alone: bool
) -> Part:
    try:
        outcome = Outcome.of(word)
    except ValueError:
        raise BadFacts("bad_filter", "The filter cannot be read: {value}.", value=word) from None
    letter = letter_for(statute.id, Action.ANSWER, outcome)
    needed = {name for need in letter.needs for name in need.split("|")}
    asked = {name: fact for name, fact in ANSWER_WORDS.items() if name in letter.facts}
    named = asked if alone else {"what": Fact("text", required=True)} | asked
    return Part(
        n,
        outcome,
        [
            field_of(f"i{n}_{name}", name, Fact(fact.kind, required=False), display, typed)
            for name, fact in sorted(named.items(), key=lambda told: told[0] not in needed)
        ],
    )


def _facts(visit: Visit, chosen: Sequence[str], typed: Mapping[str, str]) -> dict[str, object]:
    """What the answer tells: of one thing as its own facts, of several as items."""
    if not chosen:
        raise BadFacts("nothing_chosen", "Choose how it is answered.")
    told = [
        {name: typed[f"i{n}_{name}"] for name in ANSWER_WORDS if typed.get(f"i{n}_{name}")}
        for n in range(len(chosen))
    ]
    facts: dict[str, object] = {"signed_by": visit.person.login}
    if typed.get("send_by"):
        facts["send_by"] = typed["send_by"]
    if len(chosen) == 1:
        return facts | told[0] | {"outcome": chosen[0]}
    items = read_items([one | {"outcome": word} for one, word in zip(told, chosen, strict=True)])
    return facts | {"items": items, "outcome": outcomes_of(items)[0].value}
