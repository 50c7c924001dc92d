"""Chosen requests: what each of them would become is shown before anything is done to any."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from urllib.parse import parse_qsl

from fastapi import APIRouter, FastAPI, Request, Response
from starlette.datastructures import FormData

from desk.asking import asked_of, filter_of
from desk.jobs.asking import check_may_ask
from desk.web.bulk import begin
from desk.web.forms import Field, field_of
from desk.web.numbers import whole
from desk.web.page import render
from desk.web.posted import Posted, fields, text
from desk.web.taking import day_typed
from desk.web.visit import Visit, Visiting
from desk.web.who import given_to
from workflow.casework import Act, Done, check_role, facts_of, take
from workflow.duties import DUTIES, Duty
from workflow.errors import BadFacts, CaseworkError, NotFound
from workflow.facts import FACTS
from workflow.jobs import JobKind
from workflow.ledger import Record
from workflow.machine import may
from workflow.supposing import supposed
from workflow.vocabulary import Action
from workflow.weighing import recall

router = APIRouter()
#: What can be done to many at once, apart from printing them.
ACTS = (Action.ASSIGN, Action.EXTEND, Action.ANNOTATE)
#: How many requests can be chosen at once.
MOST = 200
PRINT, EXPORT = "print", "export"


def register(app: FastAPI) -> None:
    """Add these pages."""
    app.include_router(router)


@dataclass(frozen=True, slots=True)
class Line:
    """A chosen request, as it was seen, and what an act would make of it or has made; or why it did not."""

    record: Record
    done: Done | None = None
    fault: CaseworkError | None = None


def offered(visit: Visit) -> Sequence[tuple[str, str]]:
    """What somebody can do with chosen requests, each as the form says it."""
    acts = [(act.value, visit.display.word(act)) for act in ACTS if may(act, visit.actor.roles)]
    told = [*acts, (PRINT, visit.display.words("Print a list"))]
    if visit.person.roles & set(DUTIES[Duty.EXPORT]):
        told.append((EXPORT, visit.display.words("Write them out")))
    return told


@router.post("/chosen")
def chosen_page(request: Request, visit: Visiting, form: Posted) -> Response:
    """What was chosen: to be printed, or what an act would make of each."""
    what = text(form, "what")
    if what == PRINT:
        return _print(request, visit, _records(visit, form))
    if what == EXPORT:
        return _export(request, visit, _records(visit, form))
    action, typed = _action(what), _typed(form)
    check_role(visit.actor, action)
    records = _records(visit, form)
    if "on" not in typed:
        begun = {**typed, "on": visit.today.isoformat()}
        return _page(request, visit, action, begun, [Line(one) for one in records])
    try:
        act = _act(visit, action, typed)
    except BadFacts as fault:
        return _page(request, visit, action, typed, [Line(one) for one in records], fault=fault)
    lines = [_supposed(visit, one, act) for one in records]
    return _page(request, visit, action, typed, lines, ready=any(line.done for line in lines))


def _export(request: Request, visit: Visit, records: Sequence[Record]) -> Response:
    check_may_ask(visit.actor, JobKind.EXPORT)
    refs = [one.ref for one in records]
    return begin(request, visit, JobKind.EXPORT, {"refs": refs, "format": "xlsx"})


@router.post("/chosen/do")
def do_chosen(request: Request, visit: Visiting, form: Posted) -> Response:
    """Do to each what was shown; a request that has changed since is left alone."""
    action, typed = _action(text(form, "what")), _typed(form)
    check_role(visit.actor, action)
    act = _act(visit, action, typed)
    told = []
    for pick in _picks(form, "pick"):
        version, _, ref = pick.partition(" ")
        told.append((ref, _taken(visit, ref, act, whole(version))))
    return render(request, "done.html", visit, action=action, told=told, query=text(form, "query"))


def _taken(visit: Visit, ref: str, act: Act, version: int) -> CaseworkError | None:
    """Why an act was not done to a case; each is a transaction of its own."""
    try:
        take(visit.house.office, ref, act, visit.actor, now=visit.now, version=version)
    except CaseworkError as fault:
        return fault
    return None


def _supposed(visit: Visit, record: Record, act: Act) -> Line:
    office = visit.house.office
    try:
        done = Done(record, recall(office.law, record))
        return Line(record, supposed(office, done, act, visit.actor, now=visit.now))
    except CaseworkError as fault:
        return Line(record, fault=fault)


def _records(visit: Visit, form: FormData) -> list[Record]:
    """The requests that were ticked, or all that the list finds, as far as they are in sight.

    Raises:
        BadFacts: there are none.
    """
    ledger = visit.house.ledger
    if text(form, "every"):
        asked = asked_of(parse_qsl(text(form, "query")))
        wanted = filter_of(asked, ledger.units())
        found: list[str] = []
        while len(found) < MOST and (rows := ledger.rows(wanted)):
            found += [row.ref for row in rows]
            wanted = wanted.beyond(rows[-1])
    else:
        found = _picks(form, "ref")
    there = {row.ref for row in ledger.rows_of(found)}
    records = [ledger.read(ref) for ref in dict.fromkeys(found[:MOST]) if ref in there]
    if not records:
        raise BadFacts("none_chosen", "Choose at least one request first.")
    return records


def _picks(form: FormData, name: str) -> list[str]:
    return [str(one) for one in form.getlist(name)][:MOST]


def _typed(form: FormData) -> dict[str, str]:
    rest = FormData([(name, value) for name, value in form.multi_items() if name not in {"ref", "pick"}])
    return fields(rest)


def _action(word: str) -> Action:
    if word not in ACTS:
        raise NotFound("no_page", "There is no such page.")
    return Action.of(word)


def _act(visit: Visit, action: Action, typed: Mapping[str, str]) -> Act:
    """The act that was typed; an extension bears the name of whoever grants it."""
    facts = {name: typed[name] for name in FACTS[action] if typed.get(name)}
    if action is Action.EXTEND:
        facts = {"signed_by": visit.person.login, **facts}
    act = Act(action, day_typed(typed), facts)
    facts_of(act)
    return act


def _fields(action: Action, visit: Visit, typed: Mapping[str, str]) -> list[Field]:
    asked = FACTS[action]
    return [field_of(name, name, asked[name], visit.display, typed) for name in asked]


def _print(request: Request, visit: Visit, records: Sequence[Record]) -> Response:
    rows = visit.house.ledger.rows_of([record.ref for record in records])
    visit.note("print", detail=str(len(rows)))
    return render(request, "printed.html", visit, rows=rows)


def _page(
    request: Request,
    visit: Visit,
    action: Action,
    typed: Mapping[str, str],
    lines: Sequence[Line],
    *,
    ready: bool = False,
    fault: CaseworkError | None = None,
) -> Response:
    return render(
        request,
        "chosen.html",
        visit,
        status=HTTPStatus.UNPROCESSABLE_ENTITY if fault else HTTPStatus.OK,
        action=action,
        typed=typed,
        asked=_fields(action, visit, typed),
        given_to=given_to(visit) if "to" in FACTS[action] else (),
        lines=lines,
        query=typed.get("query", ""),
        ready=ready,
        fault=fault,
    )
