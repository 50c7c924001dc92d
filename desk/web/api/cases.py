"""Cases for programs: logged, listed, shown, walked from step to step."""

from http import HTTPStatus
from typing import Annotated, Any

from fastapi import APIRouter, Query, Response

from desk.due import due_within
from desk.plain import plain_docket_row, plain_row
from desk.plain_clock import plain_clock
from desk.service_told import Service, act_of
from desk.telling import case_told, kept_as, signed
from desk.web.api import told
from desk.web.api.asked import ActAsked, AnswerAsked, CasesAsked, ClockAsked, DueAsked, NewCase, ServiceAsked
from desk.web.api.caller import Caller, Calling, Seen
from workflow.casework import Act, Done, Receipt, look, take
from workflow.errors import BadFacts
from workflow.items import outcomes_of, read_items
from workflow.ledger import Applicant, Request
from workflow.listing import Filter
from workflow.twice import log_once
from workflow.units import find_unit, units_named
from workflow.vocabulary import Action

router = APIRouter(tags=["cases"])


@router.post("/cases", status_code=HTTPStatus.CREATED, responses={201: {"model": told.CaseDone}})
def log(by: Calling, asked: NewCase, answer: Response) -> Any:
    """Log a request."""
    people = tuple(Applicant(**one.model_dump()) for one in asked.applicants)
    unit = find_unit(by.house.ledger, asked.unit).id if asked.unit else by.person.unit
    request = Request(
        unit, people, asked.subject, asked.topic, asked.form_of_supply, asked.way, asked.arrived
    )
    receipt = Receipt(asked.received or by.today, asked.channel, asked.kind)
    done = log_once(
        by.house.office,
        by.house.ledger.arrivals,
        request,
        receipt,
        by.actor,
        now=by.now,
        ref=asked.number,
        again=asked.again,
    )
    return _told(by, done, answer)


@router.get("/cases", responses={200: {"model": told.Cases}})
def list_cases(by: Calling, asked: Annotated[CasesAsked, Query()]) -> Any:
    """List cases by number, a page at a time; `after` is the last number of the page before."""
    ledger = by.house.ledger
    units = units_named(ledger, asked.unit)
    wanted = Filter(
        asked.state, units, asked.due_before, asked.q, asked.open_only, after=asked.after, limit=asked.limit
    )
    return {"items": [plain_row(row) for row in ledger.rows(wanted)]}


@router.get("/due", responses={200: {"model": told.Dues}})
def due(by: Calling, asked: Annotated[DueAsked, Query()]) -> Any:
    """List what is overdue or due within some working days: replies, and the answers in proceedings."""
    rows, answers = due_within(by.house, by.today, asked.within, asked.limit)
    return {
        "items": [plain_row(row) for row in rows],
        "proceedings": [plain_docket_row(row) for row in answers],
    }


@router.get("/cases/{ref}", responses={200: {"model": told.CaseTold}})
def show(by: Calling, ref: str, answer: Response) -> Any:
    """Show a case; its ETag is its version."""
    done = look(by.house.office, ref)
    by.note(ref)
    answer.headers["etag"] = _tag(done)
    return case_told(by.house, done)


@router.get("/cases/{ref}/clock", responses={200: {"model": told.ClockTold}})
def clock(by: Calling, ref: str, asked: Annotated[ClockAsked, Query()]) -> Any:
    """Show the deadlines of a case, and with `explain` every day of them."""
    return plain_clock({"ref": ref}, look(by.house.office, ref).case, explained=asked.explain)


@router.post("/cases/{ref}/acts", responses={200: {"model": told.CaseDone}})
def act(by: Calling, ref: str, asked: ActAsked, seen: Seen, answer: Response) -> Any:
    """Take one action on a case."""
    return _take(by, ref, Act(asked.action, asked.on or by.today, asked.facts, asked.irregular), seen, answer)


@router.post("/cases/{ref}/answer", responses={200: {"model": told.CaseDone}})
def answer_case(by: Calling, ref: str, asked: AnswerAsked, seen: Seen, answer: Response) -> Any:
    """Answer a request."""
    facts, outcome = dict(asked.facts), asked.outcome
    if asked.items:
        facts["items"] = read_items(asked.items)
        outcome = outcome or outcomes_of(facts["items"])[0]
    if outcome is None:
        raise BadFacts("no_outcome", "An answer wants an outcome, or its items: --item.")
    facts["outcome"] = outcome.value
    return _take(by, ref, Act(Action.ANSWER, asked.on or by.today, facts), seen, answer)


@router.post("/cases/{ref}/serve", responses={200: {"model": told.CaseDone}})
def serve(by: Calling, ref: str, asked: ServiceAsked, seen: Seen, answer: Response) -> Any:
    """Record that the reply was served, signed for, or came back."""
    delivery = look(by.house.office, ref).case.delivery
    return _take(by, ref, act_of(Service(**asked.model_dump()), delivery), seen, answer)


def _take(by: Caller, ref: str, wanted: Act, seen: int | None, answer: Response) -> Any:
    act = signed(wanted, by.actor.name)
    return _told(by, take(by.house.office, ref, act, by.actor, now=by.now, version=seen), answer)


def _told(by: Caller, done: Done, answer: Response) -> Any:
    answer.headers["etag"] = _tag(done)
    with kept_as(done):
        return case_told(by.house, done) | {"moved": by.moved()}


def _tag(done: Done) -> str:
    return f'"{done.record.version}"'
