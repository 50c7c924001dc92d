"""People: who works here, let in, changed and taken leave of by an administrator."""

from http import HTTPStatus

from fastapi import APIRouter, Depends, FastAPI, Request, Response

from desk.passwords import hashed, new_password
from desk.web.forms import choices_of
from desk.web.numbers import whole
from desk.web.page import render
from desk.web.posted import Posted, fields, posted
from desk.web.taking import fault_status
from desk.web.visit import Typed, Visit, Visiting
from store.accounts import Password
from workflow.again import until_kept
from workflow.duties import Duty
from workflow.errors import CaseworkError, NotFound
from workflow.people import Person, add_person, change_person, check_duty, find_person
from workflow.vocabulary import Role

router = APIRouter()
#: The field of the form that a fault is about; each person has a form of their own.
AT_FAULT = {
    "bad_login": "login",
    "login_taken": "login",
    "no_role": "roles-{whose}",
    "no_administrator": "roles-{whose}",
    "no_unit": "unit-{whose}",
    "bad_mail": "mail-{whose}",
}


def register(app: FastAPI) -> None:
    """Add these pages."""
    app.include_router(router)


@router.get("/people")
def people_page(request: Request, visit: Visiting) -> Response:
    """Who works here, or did, and the form for one more."""
    return _page(request, visit)


@router.post("/people")
def keep_person(request: Request, visit: Visiting, form: Posted) -> Response:
    """Let somebody in, or change somebody; the first password is shown once."""
    check_duty(visit.actor, Duty.PEOPLE)
    typed = fields(form)
    roles = frozenset(role for role in Role if typed.get(f"role_{role.value}"))
    unit = whole(typed["unit"]) if typed.get("unit") else visit.person.unit
    login, name, mail = (typed.get(key, "") for key in ("login", "name", "mail"))
    person = Person(login, name, roles, unit, active="left" not in typed, mail=mail.strip())
    try:
        if unit not in visit.house.ledger.units():
            raise NotFound("no_unit", "There is no unit {unit}.", unit=unit)
        password = "" if typed.get("known") else new_password()
        _keep(visit, person, password)
    except CaseworkError as fault:
        return _page(request, visit, typed=typed, fault=fault, status=fault_status(fault))
    visit.note("people", detail=_said(person))
    return _page(request, visit, told=(person.login, password))


@router.post("/people/{login}/password", dependencies=[Depends(posted)])
def give_password(request: Request, visit: Visiting, login: str) -> Response:
    """Give somebody a new password, good once and shown once."""
    check_duty(visit.actor, Duty.PEOPLE)
    find_person(visit.house.ledger.accounts, login)
    password = new_password()
    kept = Password(hashed(password, login), given=True)
    visit.house.ledger.accounts.keep_password(login, kept)
    visit.note("password_given", detail=login)
    return _page(request, visit, told=(login, password))


@until_kept
def _keep(visit: Visit, person: Person, password: str) -> None:
    """Keep somebody who is new, with a password, or somebody known, without."""
    accounts = visit.house.ledger.accounts
    with visit.house.ledger.transaction():
        (add_person if password else change_person)(accounts, person, visit.actor)
        if password:
            kept = Password(hashed(password, person.login), given=True)
            accounts.keep_password(person.login, kept)


def _said(person: Person) -> str:
    """A person as the audit has them."""
    return f"{person.login}: {' '.join(sorted(person.roles))}" + ("" if person.active else ", left")


def _page(
    request: Request,
    visit: Visit,
    *,
    told: tuple[str, str] = ("", ""),
    typed: Typed | None = None,
    fault: CaseworkError | None = None,
    status: int = HTTPStatus.OK,
) -> Response:
    """Everybody with a form each; `typed` stands in the one that could not be kept."""
    check_duty(visit.actor, Duty.PEOPLE)
    typed = typed or {}
    whose = typed.get("login", "") if typed.get("known") else ""
    return render(
        request,
        "people.html",
        visit,
        status=status,
        people=visit.house.ledger.accounts.people(),
        units=visit.house.ledger.units(),
        roles=choices_of(Role, visit.display),
        told=told,
        typed=typed,
        whose=whose if typed else None,
        fault=fault,
        at_fault=AT_FAULT.get(fault.code, "").format(whose=whose) if fault else "",
    )
