"""The copies of a case as columns, and back."""

import json
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from store.values import (
    CHANNEL_OF,
    CHANNELS,
    KIND_OF,
    KINDS,
    OUTCOME_OF,
    TIMELINESS,
    TIMELINESS_OF,
    day_in,
    day_out,
)
from workflow.copies import Copies, DeadlineCopy, ProceedingCopy
from workflow.vocabulary import DeadlineKind, Outcome, ProceedingKind, ProceedingResult, State

#: The names of the columns that hold the copies.
NAMES = (
    "statute", "state", "channel", "kind", "received_on", "outcome", "answered_on", "served_on", "closed_on",
    "counted_outcome", "counted_on", "timeliness", "irregular", "received_year", "counted_year", "deadlines",
    "unanswered", "proceedings", "assigned_to", "reply_due_on", "next_alert_on", "hand_out_on", "rules",
)  # fmt: skip
_FIRST = json.JSONDecoder()
_JSON = json.JSONEncoder(separators=(",", ":"))


def columns_of(copies: Copies, next_alert_on: date | None, rules: str) -> dict[str, object]:
    """The columns of `cases` that hold the copies, and say by which rules they were reckoned."""
    counted, counted_on, timeliness = copies.counted_outcome, copies.counted_on, copies.timeliness
    reply = copies.deadlines[0]
    return {
        "statute": copies.statute,
        "state": copies.state.value,
        "channel": CHANNELS[copies.channel],
        "kind": KINDS[copies.kind],
        "received_on": day_in(copies.received_on),
        "outcome": None if copies.outcome is None else copies.outcome.value,
        "answered_on": day_in(copies.answered_on),
        "served_on": day_in(copies.served_on),
        "closed_on": day_in(copies.closed_on),
        "counted_outcome": None if counted is None else counted.number,
        "counted_on": day_in(counted_on),
        "timeliness": None if timeliness is None else TIMELINESS[timeliness],
        "irregular": copies.irregular,
        "received_year": copies.received_on.year,
        "counted_year": None if counted_on is None else counted_on.year,
        "deadlines": _told(copies.deadlines),
        "unanswered": " ".join(map(str, copies.unanswered_notices)),
        "proceedings": _told_of_proceedings(copies.proceedings),
        "assigned_to": copies.assigned_to or None,
        "reply_due_on": day_in(reply.due_on or reply.missed_on) if reply.running else None,
        "next_alert_on": day_in(next_alert_on),
        "hand_out_on": day_in(_hand_out(copies)),
        "rules": rules,
    }


def _hand_out(copies: Copies) -> date | None:
    """The office's own day for whom the case was given to; most cases have none."""
    return next((one.due_on for one in copies.deadlines if one.kind is DeadlineKind.HAND_OUT), None)


def columns_in(row: Sequence[Any]) -> dict[str, object]:
    """The same columns as a driver gives them back."""
    return {
        name: day_in(value) if isinstance(value, date) else value
        for name, value in zip(NAMES, row, strict=True)
    }


def copies_from(row: Mapping[str, Any]) -> Copies:
    """The copies that a row of `cases` holds."""
    outcome, counted, timeliness = row["outcome"], row["counted_outcome"], row["timeliness"]
    return Copies(
        statute=row["statute"],
        state=State.of(row["state"]),
        channel=CHANNEL_OF[row["channel"]],
        kind=KIND_OF[row["kind"]],
        received_on=row["received_on"],
        outcome=None if outcome is None else Outcome.of(outcome),
        answered_on=row["answered_on"],
        served_on=row["served_on"],
        closed_on=row["closed_on"],
        counted_outcome=None if counted is None else OUTCOME_OF[counted],
        counted_on=row["counted_on"],
        timeliness=None if timeliness is None else TIMELINESS_OF[timeliness],
        irregular=row["irregular"],
        assigned_to=row["assigned_to"] or "",
        deadlines=deadlines_from(row["deadlines"]),
        unanswered_notices=tuple(map(int, row["unanswered"].split())),
        proceedings=_proceedings_from(row["proceedings"]),
    )


def deadlines_from(kept: str) -> tuple[DeadlineCopy, ...]:
    """The deadlines as they were kept, the reply first."""
    return tuple(_deadline(told) for told in json.loads(kept))


def reply_from(kept: str) -> DeadlineCopy:
    """The first of the deadlines; the others are not looked at, for a list has many rows."""
    told, _ = _FIRST.raw_decode(kept, len("["))
    return _deadline(told)


def _deadline(told: Sequence[Any]) -> DeadlineCopy:
    kind, line, due_on, provisional, running, missed_on = told
    due_on, missed_on = day_out(due_on), day_out(missed_on)
    return DeadlineCopy(DeadlineKind.of(kind), line, due_on, provisional, running, missed_on)


def _told(deadlines: Sequence[DeadlineCopy]) -> str:
    return _JSON.encode(
        [
            [d.kind.value, d.line, day_in(d.due_on), d.provisional, d.running, day_in(d.missed_on)]
            for d in deadlines
        ]
    )


def _told_of_proceedings(proceedings: Sequence[ProceedingCopy]) -> str | None:
    """Most cases have none, and keep nothing."""
    told = [
        [p.line, p.kind.value, day_in(p.filed_on), day_in(p.decided_on), p.result.value, day_in(p.due_on)]
        for p in proceedings
    ]
    return _JSON.encode(told) if told else None


def _proceedings_from(kept: str | None) -> tuple[ProceedingCopy, ...]:
    return tuple(
        ProceedingCopy(
            line,
            ProceedingKind.of(kind),
            day_out(filed_on),
            day_out(decided_on),
            ProceedingResult.of(result),
            day_out(due_on),
        )
        for line, kind, filed_on, decided_on, result, due_on in json.loads(kept or "[]")
    )
