"""Whether the desk is alive, and ready."""

from datetime import datetime

from fastapi import APIRouter, FastAPI, Request, Response
from fastapi.responses import JSONResponse

from desk.bell_status import check_the_bell
from desk.office import House, now
from desk.plain import plain_fault
from workflow.errors import CaseworkError, NotFound

router = APIRouter()


def register(app: FastAPI) -> None:
    """Add these addresses."""
    app.include_router(router)


@router.get("/healthz")
def alive() -> Response:
    """The process answers."""
    return JSONResponse({"alive": True})


@router.get("/readyz")
def ready(request: Request) -> Response:
    """The database answers with this version's tables, the clock is right, the bell rings; else why not."""
    told = {"ready": True, "at": now().isoformat(), "last_ring": None}
    try:
        house: House = request.app.state.house()
        last = house.ledger.sweeps.last() if house.ledger.is_current() else _old_tables()
        told["last_ring"] = last.isoformat() if last else None
        house.ledger.clock.check()
        check_the_bell(house)
    except CaseworkError as fault:
        lang = request.app.state.config.office.lang
        return JSONResponse(told | {"ready": False, "error": plain_fault(fault, lang)}, 503)
    return JSONResponse(told)


def _old_tables() -> datetime:
    raise NotFound("no_database", "This office has no database yet, or an old one. Run: foi init")
