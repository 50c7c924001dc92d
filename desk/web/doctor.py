"""What is wrong with the machine and the office, for whoever looks after them."""

from fastapi import APIRouter, FastAPI, Request, Response

from desk.doctor.examine import examine
from desk.doctor.facts import facts
from desk.doctor.findings import Finding, Severity
from desk.doctor.patient import Patient
from desk.office import House
from desk.web.page import render
from desk.web.visit import Visit, Visiting
from workflow.duties import Duty
from workflow.people import check_duty

router = APIRouter()


def register(app: FastAPI) -> None:
    """Add this page."""
    app.include_router(router)


@router.get("/settings/health")
def doctor(request: Request, visit: Visiting) -> Response:
    """Every finding with what to do, the most pressing first; below, how the office stands."""
    check_duty(visit.actor, Duty.SETTINGS)
    # An administrator sees no case, and yet it is for them to know that the records of one do not agree.
    house: House = request.app.state.house()
    patient = Patient(house.config, visit.now, house)
    findings = examine(patient)
    return render(
        request,
        "doctor.html",
        visit,
        groups=[(one, _of(findings, one, visit)) for one in Severity],
        well=not findings,
        facts=facts(patient),
    )


def _of(findings: list[Finding], severity: Severity, visit: Visit) -> list[tuple[str, str]]:
    """What findings of a severity say, and what to do."""
    say = visit.display.fault
    return [(say(one.says), say(one.do)) for one in findings if one.severity is severity]
