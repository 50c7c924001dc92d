"""The units of the office: the tree, one more, and what an administrator changes of one."""

from http import HTTPStatus

from fastapi import APIRouter, FastAPI, Request, Response
from fastapi.responses import RedirectResponse

from desk.web.numbers import whole
from desk.web.page import render
from desk.web.posted import Posted, fields
from desk.web.taking import fault_status
from desk.web.visit import Visit, Visiting
from workflow.duties import Duty
from workflow.errors import CaseworkError
from workflow.ledger import Unit
from workflow.people import check_duty
from workflow.units import add_unit, change_unit

router = APIRouter()


def register(app: FastAPI) -> None:
    """Add these pages."""
    app.include_router(router)


@router.get("/units")
def units_page(request: Request, visit: Visiting) -> Response:
    """The units, each below the one it belongs to."""
    return _page(request, visit)


@router.post("/units")
def keep_unit(request: Request, visit: Visiting, form: Posted) -> Response:
    """Add a unit, or change one."""
    check_duty(visit.actor, Duty.SETTINGS)
    typed, ledger = fields(form), visit.house.ledger
    try:
        unit = Unit(
            whole(typed.get("id", "")),
            typed.get("name", ""),
            typed.get("code", ""),
            whole(typed.get("parent", "")),
        )
        if typed.get("id"):
            before = ledger.units().get(unit.id)
            root = before is not None and before.parent is None
            change_unit(
                ledger, Unit(unit.id, unit.name, unit.code, None if root else unit.parent), visit.actor
            )
        else:
            add_unit(ledger, unit.name, unit.code, unit.parent or 0, visit.actor)
    except CaseworkError as fault:
        return _page(request, visit, fault=fault, status=fault_status(fault))
    visit.note("settings", detail=f"unit: {unit.name} {unit.code}".strip())
    return RedirectResponse("/units", HTTPStatus.SEE_OTHER)


def _page(
    request: Request, visit: Visit, *, fault: CaseworkError | None = None, status: int = HTTPStatus.OK
) -> Response:
    check_duty(visit.actor, Duty.SETTINGS)
    return render(
        request, "units.html", visit, status=status, units=visit.house.ledger.units(),
        tree=list(_tree(dict(visit.house.ledger.units()), None, 0)), fault=fault,
    )  # fmt: skip


def _tree(units: dict[int, Unit], above: int | None, depth: int) -> list[tuple[int, Unit]]:
    """The units in the order of the tree, each with how deep it stands."""
    return [
        told
        for unit in units.values()
        if unit.parent == above
        for told in [(depth, unit), *_tree(units, unit.id, depth + 1)]
    ]
