"""A page: a template filled, in the reader's language and as they like it."""

from datetime import date
from http import HTTPStatus
from typing import Any
from zoneinfo import ZoneInfo

from fastapi import Request, Response
from jinja2 import Environment, PackageLoader, StrictUndefined

from desk.web.at_fault import field_at_fault
from desk.web.attached_part import attachments_of
from desk.web.drafts import draft_of
from desk.web.frozen import moved_lines
from desk.web.letters_case import letters_of_case
from desk.web.lights import light_of
from desk.web.masking import hidden
from desk.web.visit import Display, Visit, display_of
from desk.web.who import naming
from desk.words import weekday
from workflow.duties import DUTIES, Duty
from workflow.errors import mark
from workflow.machine import may
from workflow.people import SEES_CASES
from workflow.vocabulary import Action

_PAGES = Environment(
    loader=PackageLoader("desk.web"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
    auto_reload=False,
)
_PAGES.filters["hidden"] = hidden
_PAGES.globals.update(
    light_of=light_of, draft_of=draft_of, letters_of_case=letters_of_case, attachments_of=attachments_of
)


def render(
    request: Request,
    name: str,
    visit: Visit | None = None,
    *,
    status: int = HTTPStatus.OK,
    **values: Any,
) -> Response:
    """A template as an answer; `visit` is missing where nobody is signed in."""
    display = visit.display if visit else display_of(request)
    told = {
        "request": request,
        "visit": visit,
        "display": display,
        "office": request.app.state.config.office.name,
        "idle_minutes": request.app.state.config.web.idle_minutes,
        "in_office": lambda at: at.astimezone(ZoneInfo(request.app.state.config.office.timezone)),
        "plain_http": request.app.state.config.web.plain_http,
        "menu": _menu(visit) if visit else (),
        "unread": _unread(visit) if visit else "",
        "may_log": visit is not None and may(Action.RECEIVE, visit.person.roles),
        "duties_held": {
            duty.value for duty, may in DUTIES.items() if visit and visit.person.roles & set(may)
        },
        "frozen_moved": moved_lines(request, visit) if visit else (),
        "_": display.words,
        "word": display.word,
        "named": naming(visit),
        "word_list": lambda words: ("、" if display.lang == "zh" else ", ").join(map(display.word, words)),
        "fault_words": display.fault,
        "day": lambda day: day_words(display, day),
        "weekday": lambda day: weekday(day, display.lang),
    }
    told["at_fault"] = field_at_fault(values.setdefault("fault", None))
    html = _PAGES.get_template(name).render(told | values)
    return Response(html, status, media_type="text/html")


# fmt: off
#: The places of whoever works on cases.
OF_CASES = (
    ("/",         mark("Today")),
    ("/alerts",   mark("My alerts")),
    ("/cases",    mark("Requests")),
    ("/arrivals", mark("Arrivals")),
    ("/letters",  mark("Letters")),
    ("/jobs",     mark("Long work")),
    ("/calendar", mark("Calendar")),
)
#: The places that a duty leads to.
PLACES = (
    (Duty.COUNT,    "/reports",  mark("Reports")),
    (Duty.PEOPLE,   "/people",   mark("People")),
    (Duty.AUDIT,    "/audit",    mark("Audit")),
    (Duty.SETTINGS, "/settings", mark("Settings")),
    (Duty.SETTINGS, "/jobs",     mark("Long work")),
    (Duty.SETTINGS, "/outbox",   mark("Messages sent out")),
    (Duty.CALENDAR, "/settings/calendars", mark("Calendar changes")),
)
# fmt: on
#: So many alerts that nobody has read are counted; there may be more.
MOST_UNREAD = 99


def day_words(display: Display, day: date | None) -> str:
    """A day with its day of the week."""
    return f"{day} {weekday(day, display.lang)}" if day else ""


def _menu(visit: Visit) -> tuple[tuple[str, str], ...]:
    """Where somebody can go, by what their roles are for."""
    roles = visit.person.roles
    words = visit.display.words
    told: list[tuple[str, str]] = []
    if roles & SEES_CASES:
        told += [(place, words(name)) for place, name in OF_CASES]
    told += [(place, words(name)) for duty, place, name in PLACES if roles & set(DUTIES[duty])]
    return tuple(dict.fromkeys(told))


def _unread(visit: Visit) -> str:
    """How many alerts of a visitor's wait to be read; empty where none does."""
    if not visit.person.roles & SEES_CASES:
        return ""
    found = visit.house.ledger.personal_alerts.unread(visit.person.login, MOST_UNREAD + 1)
    return f"{MOST_UNREAD}+" if found > MOST_UNREAD else str(found or "")
