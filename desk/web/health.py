"""Whether the desk is alive, and ready."""

from datetime import datetime, timedelta

from fastapi import APIRouter, FastAPI, Request, Response
from fastapi.responses import JSONResponse

from desk.office import House, now, today
from desk.plain import plain_fault
from workflow.errors import Broken, CaseworkError, NotFound

router = APIRouter()
#: The bell rings once a day; an hour is left it for a machine that is slow to wake.
BELL_IS_LATE = timedelta(hours=25)


def register(app: FastAPI) -> None:
    """Add these addresses."""
    app.include_router(router)


@router.get("/healthz")
def alive() -> Response:
    """The process answers."""
    return JSONResponse({"alive": True})


@router.get("/readyz")
def ready(request: Request) -> Response:
    """The database answers, its tables are this version's, and the bell rings; else why not."""
    told = {"ready": True, "at": now().isoformat(), "last_ring": None}
    try:
        house: House = request.app.state.house()
        last = house.ledger.sweeps.last() if house.ledger.is_current() else _old_tables()
        told["last_ring"] = last.isoformat() if last else None
        _check_the_bell(house, last)
    except CaseworkError as fault:
        lang = request.app.state.config.office.lang
        return JSONResponse(told | {"ready": False, "error": plain_fault(fault, lang)}, 503)
    return JSONResponse(told)


def _old_tables() -> datetime:
    raise NotFound("no_database", "This office has no database yet, or an old one. Run: foi init")


def _check_the_bell(house: House, last: datetime | None) -> None:
    """A bell that has never rung is missed once an alert is owed."""
    if last is not None and now() - last > BELL_IS_LATE:
        raise Broken("bell_is_late", "The bell last rang at {last}: start foi bell.", last=last.isoformat())
    if last is None and house.ledger.due(today(house.config), None, 1):
        raise Broken("bell_never_rang", "Alerts are owed and the bell has never rung: start foi bell.")
