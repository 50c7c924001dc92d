"""A step posted from a form: taken, or the form again with what forbade it."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date
from http import HTTPStatus
from typing import Any
from urllib.parse import quote

from fastapi import Request, Response
from fastapi.responses import RedirectResponse

from desk.web.drafts import sent
from desk.web.meanwhile import clashes, since_seen
from desk.web.numbers import whole
from desk.web.visit import Typed, Visit
from workflow.casework import Act, look, take
from workflow.errors import BadFacts, Busy, CaseworkError, Conflict, NotFound
from workflow.values import read_day


@dataclass(frozen=True, slots=True)
class Attempt:
    """A step as somebody wanted to take it, and the fault that kept it from being taken.

    `act` is None where what was typed could not be read.
    """

    fault: CaseworkError
    act: Act | None


def take_typed(
    request: Request,
    visit: Visit,
    ref: str,
    typed: Typed,
    act_of: Callable[[], Act],
    *,
    again: Callable[[Attempt], Response],
) -> Response:
    """Take the step a form tells of and go to the case; `again` shows the form where it was not kept.

    Raises:
        NotFound: no such case.
    """
    act = None
    try:
        act = act_of()
        take(visit.house.office, ref, act, visit.actor, now=visit.now, version=version_of(typed))
    except NotFound:
        raise
    except CaseworkError as fault:
        return again(Attempt(fault, act))
    sent(request, visit)
    return RedirectResponse(f"/cases/{quote(ref)}", HTTPStatus.SEE_OTHER)


def day_typed(typed: Typed) -> date:
    """The day on a form.

    Raises:
        BadFacts: it is none.
    """
    told_day = typed.get("on", "")
    try:
        return read_day(told_day)
    except ValueError:
        raise BadFacts("bad_day", "“{value}” is not a day like 2026-03-09.", value=told_day) from None


def version_of(typed: Typed, name: str = "version") -> int | None:
    """The version of the case that somebody had in view; None where the form does not say."""
    return whole(typed[name]) if typed.get(name) else None


def form_values(
    visit: Visit, ref: str, typed: Typed, attempt: Attempt | None, at_fault: Callable[[CaseworkError], str]
) -> dict[str, Any]:
    """What the page of every step shows: the case, what was typed, the fault and its field, the meanwhile."""
    done, fault = look(visit.house.office, ref), attempt.fault if attempt else None
    since = since_seen(visit.display, done.record, version_of(typed))
    return {
        "done": done,
        "typed": typed,
        "fault": fault,
        "at_fault": at_fault(fault) if fault else "",
        "status": fault_status(fault),
        "since": since,
        "clashes": clashes(visit.display, attempt.act, since) if attempt and attempt.act else (),
    }


def on_form(field: str, names: Collection[str]) -> str:
    """The field, if the form has it; a link to what is not there helps nobody."""
    return field if field in names else ""


def fault_status(fault: CaseworkError | None) -> int:
    """What the browser is told of a form, by what kept it from being kept."""
    if fault is None:
        return HTTPStatus.OK
    if isinstance(fault, Conflict):
        return HTTPStatus.CONFLICT
    return HTTPStatus.SERVICE_UNAVAILABLE if isinstance(fault, Busy) else HTTPStatus.UNPROCESSABLE_ENTITY
