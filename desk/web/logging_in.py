"""Log a request: the form, who asked before, and the confirmation with its number and its last day."""

from collections.abc import Mapping
from datetime import date
from http import HTTPStatus

from fastapi import APIRouter, FastAPI, Request, Response
from fastapi.responses import RedirectResponse

from desk.web.forms import choices_of
from desk.web.page import render
from desk.web.posted import Posted, fields
from desk.web.visit import Visit, Visiting
from workflow.casework import Receipt, check_role, log_request, look
from workflow.errors import BadFacts, CaseworkError
from workflow.ledger import Applicant, Filter
from workflow.ledger import Request as Asked
from workflow.values import read_day
from workflow.vocabulary import Action, ApplicantKind, Channel

router = APIRouter()
#: How many joint applicants the form has room for.
JOINT = 5
OF_APPLICANT = ("name", "id_document", "contact", "address", "postcode", "agent")


def register(app: FastAPI) -> None:
    """Add these pages."""
    app.include_router(router)


@router.get("/log")
def log_page(request: Request, visit: Visiting) -> Response:
    """The form."""
    check_role(visit.actor, Action.RECEIVE)
    return _form(request, visit, {"received": visit.today.isoformat(), "unit": str(visit.person.unit)})


@router.post("/log")
def log_now(request: Request, visit: Visiting, form: Posted) -> Response:
    """Log the request, or show the form again as it was typed with what is wrong."""
    check_role(visit.actor, Action.RECEIVE)
    typed = fields(form)
    try:
        done = log_request(
            visit.house.office,
            _asked(typed),
            _receipt(typed),
            visit.actor,
            now=visit.now,
            ref=typed.get("number", ""),
        )
    except CaseworkError as fault:
        return _form(request, visit, typed, fault=fault, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    return RedirectResponse(f"/cases/{done.record.ref}/logged", HTTPStatus.SEE_OTHER)


@router.get("/cases/{ref}/logged")
def logged_page(request: Request, visit: Visiting, ref: str) -> Response:
    """The confirmation: the number, the last day, what happens next, and who asked the like before."""
    done = look(visit.house.office, ref)
    return render(request, "logged.html", visit, done=done, before=_before(visit, done.record.request, ref))


def _before(visit: Visit, asked: Asked, ref: str) -> list[object]:
    """Earlier requests of the same applicants (2019 第三十六条第六项: 重复申请)."""
    found = {
        row.ref: row
        for applicant in asked.applicants
        for row in visit.house.ledger.rows(Filter(words=applicant.name, limit=10))
        if row.applicant == applicant.name and row.ref != ref
    }
    return [found[each] for each in sorted(found, reverse=True)]


def _form(
    request: Request,
    visit: Visit,
    typed: Mapping[str, str],
    *,
    fault: CaseworkError | None = None,
    status: int = HTTPStatus.OK,
) -> Response:
    return render(
        request,
        "log.html",
        visit,
        status=status,
        typed=typed,
        fault=fault,
        channels=choices_of(Channel, visit.display),
        kinds=choices_of(ApplicantKind, visit.display),
        units=[(str(unit.id), unit.name) for unit in visit.house.ledger.units().values()],
        joint=range(JOINT),
    )


def _receipt(typed: Mapping[str, str]) -> Receipt:
    try:
        channel, kind = Channel.of(typed.get("channel", "")), ApplicantKind.of(typed.get("kind", ""))
    except ValueError:
        raise BadFacts(
            "nothing_chosen", "Choose how the request came in, and what kind of applicant it is."
        ) from None
    received = _day(typed.get("received", ""))
    if received is None:
        raise BadFacts("no_receipt_day", "Enter the day of receipt.")
    return Receipt(received, channel, kind)


def _asked(typed: Mapping[str, str]) -> Asked:
    people = (tuple(typed.get(f"{name}{n}", "") for name in OF_APPLICANT) for n in range(JOINT))
    return Asked(
        unit=int(typed.get("unit", "")) if typed.get("unit", "").isdecimal() else 0,
        applicants=tuple(Applicant(*told) for told in people if any(told)),
        subject=typed.get("subject", ""),
        topic=typed.get("topic", ""),
        form_of_supply=typed.get("form_of_supply", ""),
        way=typed.get("way", ""),
        arrived_on=_day(typed.get("arrived", "")),
        note=typed.get("note", ""),
    )


def _day(text_: str) -> date | None:
    try:
        return read_day(text_) if text_ else None
    except ValueError:
        raise BadFacts("bad_day", "“{value}” is not a day like 2026-03-09.", value=text_) from None
