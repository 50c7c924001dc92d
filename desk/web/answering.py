"""Answer a request: first how each thing asked for is answered, then what the letter must tell of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from fastapi import APIRouter, FastAPI, Request, Response

from desk.web.at_fault import field_at_fault, field_of_item
from desk.web.drafts import resumed
from desk.web.forms import Field, choices_of, field_of
from desk.web.page import render
from desk.web.posted import Posted, fields
from desk.web.taking import Attempt, day_typed, form_values, on_form, take_typed
from desk.web.visit import Display, Visit, Visiting
from letters.catalogue import letter_for
from workflow.casework import Act
from workflow.errors import BadFacts, CaseworkError
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
    typed = resumed(request, visit, {"on": visit.today.isoformat()})
    return _page(request, visit, ref, chosen[:MOST] or _chosen(typed), typed)


@router.post("/cases/{ref}/answer")
def answer_now(request: Request, visit: Visiting, form: Posted, ref: str) -> Response:
    """Answer; what forbids it is said above the form, which stands as it was typed."""
    typed = fields(form)
    chosen = _chosen(typed)

    def act() -> Act:
        return Act(Action.ANSWER, day_typed(typed), _facts(visit, chosen, typed))

    def again(attempt: Attempt) -> Response:
        return _page(request, visit, ref, chosen, typed, attempt=attempt)

    return take_typed(request, visit, ref, typed, act, again=again)


def _chosen(typed: Mapping[str, str]) -> list[str]:
    """The outcomes that stand in a form."""
    return [typed[f"outcome{n}"] for n in range(MOST) if typed.get(f"outcome{n}")]


def _page(
    request: Request,
    visit: Visit,
    ref: str,
    chosen: Sequence[str],
    typed: Mapping[str, str],
    *,
    attempt: Attempt | None = None,
) -> Response:
    told = form_values(visit, ref, typed, attempt, lambda fault: _field(fault, typed))
    check_may(Action.ANSWER, visit.actor.roles, visit.person.login)
    statute = told["done"].case.statute
    parts = [
        _part(statute, n, word, visit.display, typed, alone=len(chosen) == 1) for n, word in enumerate(chosen)
    ]
    return render(
        request,
        "answer.html" if parts else "outcome.html",
        visit,
        parts=parts,
        outcomes=[(word.value, visit.display.word(word)) for word in ANSWERS if word in statute.outcomes],
        methods=choices_of(ServiceMethod, visit.display),
        many=range(MOST),
        **told,
    )


def _field(fault: CaseworkError, typed: Mapping[str, str]) -> str:
    """Where the form of an answer tells the fault: at a field of the whole, or of one thing asked for."""
    return on_form(field_at_fault(fault), ("on", "send_by")) or on_form(field_of_item(fault), typed)


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

    def first(name: str) -> int:
        """Of several things each says what it is before all else; then what its paragraph needs."""
        return 0 if name == "what" and not alone else 1 if name in needed else 2

    return Part(
        n,
        outcome,
        [
            field_of(f"i{n}_{name}", name, Fact(fact.kind, required=False), display, typed)
            for name, fact in sorted(named.items(), key=lambda told: first(told[0]))
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
