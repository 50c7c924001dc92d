"""Whether the desk is alive, and ready."""

from fastapi import APIRouter, FastAPI, Request, Response
from fastapi.responses import JSONResponse

from desk.office import now
from workflow.errors import CaseworkError

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
    """The database answers, and its tables are this version's."""
    try:
        ledger = request.app.state.house().ledger
        current = ledger.is_current()
    except CaseworkError:
        current = False
    told = {"ready": current, "at": now().isoformat()}
    return JSONResponse(told, 200 if current else 503)
