"""Clocks and calendars as plain values: the JSON that programs lean on."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from desk.plain import plain_day, plain_deadline, plain_due
from workflow.case import Case
from workflow.explain import explain, explain_response
from workflow.proceedings import Proceeding
from workflow.workdays import DayKind, Workdays


def plain_clock(head: Mapping[str, Any], case: Case, *, explained: bool) -> dict[str, Any]:
    """The deadlines of a case; `explained`, every day of them and why it counts or not."""
    told: dict[str, Any] = {
        **head,
        "statute": case.statute.id,
        "reply": plain_due(case.clock.reply),
        "deadlines": [plain_deadline(deadline) for deadline in case.clock.deadlines],
    }
    if explained:
        told["days"] = [plain_day(line) for line in explain(case.clock)]
        told["responses"] = [_plain_response(case, one) for one in case.proceedings if one.limit]
    return told


def plain_year(workdays: Workdays, year: int) -> dict[str, Any]:
    """A year of a calendar: its holidays, its make-up working days, and how many days are worked."""
    first = date(year, 1, 1)
    days = [first + timedelta(days=n) for n in range((date(year, 12, 31) - first).days + 1)]
    special = [(day, workdays.explain(day)) for day in days]
    return {
        "year": year,
        "published": year <= workdays.published_through,
        "workdays": sum(map(workdays.is_workday, days)),
        "days": [
            {"on": str(day), "kind": why.kind.value, "name": why.name}
            for day, why in special
            if why.kind in (DayKind.HOLIDAY, DayKind.MAKEUP)
        ],
    }


def _plain_response(case: Case, one: Proceeding) -> dict[str, Any]:
    days = explain_response(one, case.clock.workdays)
    return {"line": one.line, "days": [plain_day(line) for line in days]}
