"""Arrivals in words, for people, and as the plain values programs lean on."""

from collections.abc import Iterable, Sequence
from datetime import UTC, date
from typing import Any

from desk.language import phrase
from desk.words import table
from workflow.arrivals import Arrival, Standing, Step
from workflow.errors import mark

HEADINGS = (
    mark("Arrival"),
    mark("Day it came in"),
    mark("How it came in"),
    mark("Applicant"),
    mark("What is asked for"),
    mark("How it stands"),
)


def waited(lang: str, arrival: Arrival, today: date) -> str:
    """How an arrival stands: the days it has waited, else the case it became, or that it was dropped."""
    if arrival.standing is Standing.CONFIRMED:
        return arrival.ref
    if arrival.standing is Standing.DROPPED:
        return arrival.standing.label(lang)
    days = days_waited(arrival, today)
    return phrase(lang, "waits for {n} days", n=days) if days else phrase(lang, "came in today")


def days_waited(arrival: Arrival, today: date) -> int:
    """The days since it came in, that day not counted."""
    return max((today - arrival.arrived_on).days, 0)


def arrivals_table(lang: str, found: Iterable[Arrival], today: date) -> str:
    """Arrivals in a list."""
    rows = (
        (
            str(one.number),
            str(one.arrived_on),
            one.channel.label(lang),
            one.applicant.name or "—",
            one.subject,
            waited(lang, one, today),
        )
        for one in found
    )
    return table([phrase(lang, heading) for heading in HEADINGS], rows)


def plain_arrival(arrival: Arrival, today: date, steps: Sequence[Step]) -> dict[str, Any]:
    """An arrival with what was done with it; `waiting` is the days, null once it waits no more."""
    waits = arrival.standing is Standing.WAITING
    return {
        "arrival": arrival.number,
        "standing": arrival.standing.value,
        "channel": arrival.channel.value,
        "arrived": arrival.arrived_on.isoformat(),
        "waiting": days_waited(arrival, today) if waits else None,
        "applicant": arrival.applicant.name,
        "subject": arrival.subject,
        "note": arrival.note,
        "ref": arrival.ref or None,
        "steps": [
            {
                "turn": step.turn.value,
                "on": step.on.isoformat(),
                "by": step.by,
                "at": step.at.astimezone(UTC).isoformat(),
                "reason": step.reason,
            }
            for step in steps
        ],
    }
