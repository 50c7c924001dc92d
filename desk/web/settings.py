"""Settings: what the office has chosen, and the form for what an administrator may choose."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from fastapi import APIRouter, FastAPI, Request, Response
from fastapi.responses import RedirectResponse

from desk.config import SECTIONS
from desk.settings import Setting, change, file_of, settings_of, stamp_of
from desk.web.page import render
from desk.web.posted import Posted, fields
from desk.web.setting_words import KEY_WORDS, SECTION_WORDS
from desk.web.taking import fault_status
from desk.web.visit import Visit, Visiting
from workflow.duties import Duty
from workflow.errors import CaseworkError, NotFound
from workflow.people import check_duty

router = APIRouter()


def register(app: FastAPI) -> None:
    """Add these pages."""
    app.include_router(router)


@router.get("/settings")
def settings_page(request: Request, visit: Visiting) -> Response:
    """Every setting, and where it comes from."""
    check_duty(visit.actor, Duty.SETTINGS)
    config = visit.house.config
    sections = [(name, SECTION_WORDS[name], settings_of(config, name)) for name in SECTIONS]
    return render(
        request,
        "settings.html",
        visit,
        sections=sections,
        told=KEY_WORDS,
        shown=shown,
        file=file_of(config),
        kept=request.query_params.get("kept", "") in SECTIONS,
        behind=request.app.state.house().ledger.count_behind(),
    )


@router.get("/settings/{section}")
def section_page(request: Request, visit: Visiting, section: str) -> Response:
    """The form of a section."""
    check_duty(visit.actor, Duty.SETTINGS)
    return _form(request, visit, section)


@router.post("/settings/{section}")
def keep_section(request: Request, visit: Visiting, form: Posted, section: str) -> Response:
    """Keep a section; what is wrong with it is said at its field."""
    check_duty(visit.actor, Duty.SETTINGS)
    typed = fields(form)
    try:
        moved = change(visit.house.config, section, typed, typed.get("stamp", ""))
    except NotFound:
        raise
    except CaseworkError as fault:
        return _form(request, visit, section, typed=typed, fault=fault, status=fault_status(fault))
    for key, before, after in moved:
        visit.note("settings", detail=f"[{section}] {key}: {shown(before)} → {shown(after)}")
    return RedirectResponse(f"/settings?kept={section}", HTTPStatus.SEE_OTHER)


def _form(
    request: Request,
    visit: Visit,
    section: str,
    *,
    typed: Mapping[str, str] | None = None,
    fault: CaseworkError | None = None,
    status: int = HTTPStatus.OK,
) -> Response:
    config = visit.house.config
    asked = [one for one in settings_of(config, section) if one.on_page]
    if not asked:
        raise NotFound("no_page", "There is no such page.")
    return render(
        request,
        "setting.html",
        visit,
        status=status,
        section=section,
        title=SECTION_WORDS[section],
        asked=[(one, _typed(one, typed)) for one in asked],
        told=KEY_WORDS,
        kind=_kind,
        stamp=stamp_of(file_of(config)),
        fault=fault,
    )


def _typed(one: Setting, typed: Mapping[str, str] | None) -> str:
    if typed is not None:
        return typed.get(one.key, "")
    return ("true" if one.value else "") if isinstance(one.value, bool) else shown(one.value)


def _kind(one: Setting) -> str:
    return {bool: "flag", int: "number"}.get(type(one.default), "text")


def shown(value: Any) -> str:
    """A value as it is read by a person."""
    if isinstance(value, bool):
        return "✓" if value else "—"
    if isinstance(value, Mapping):
        return "；".join(f"{key} = {shown(each)}" for key, each in value.items())
    return ", ".join(map(str, value)) if isinstance(value, tuple) else str(value)
