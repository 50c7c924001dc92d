"""The bell, and the proof of its alerts, as plain values: the JSON that programs lean on."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from desk.bell_status import Status
from workflow.outbox import Message
from workflow.proof import Proven


def plain_bell(status: Status, lang: str) -> dict[str, Any]:
    """How the bell is; `rings` tells whether somebody leads and lives."""
    leader = status.leader
    return {
        "rings": status.lives,
        "leader": {"who": leader.who, "since": plain_moment(leader.since)} if leader.holder else None,
        "last_sweep": plain_moment(status.last),
        "backlog": dict(status.backlog),
        "tasks": [
            {
                "name": one.name,
                "at": plain_moment(one.at),
                "milliseconds": one.milliseconds,
                "fault": one.fault.get(lang, ""),
                "well_at": plain_moment(one.well_at),
            }
            for one in status.tasks
        ],
        "silences": [
            {"since": plain_moment(one.since), "until": plain_moment(one.until)} for one in status.silences
        ],
    }


def plain_proof(ref: str, proven: Proven, messages: Sequence[Message]) -> dict[str, Any]:
    """A threshold of a case: when owed and raised, how late, why, what superseded it, who was told."""
    alert, raised = proven.alert, proven.raised
    return {
        "ref": ref,
        "kind": alert.kind.value,
        "due": alert.due_on.isoformat(),
        "threshold": alert.threshold,
        "owed": alert.owed_on.isoformat(),
        "standing": proven.standing.value,
        "raised": raised.raised_on.isoformat() if raised else None,
        "raised_at": plain_moment(raised.raised_at) if raised else None,
        "late_by": raised.late_by if raised else 0,
        "superseded": raised is not None and raised.superseded,
        "superseded_by": proven.by,
        "moved_to": proven.moved_to.isoformat() if proven.moved_to else None,
        "why": [
            {
                "cause": reason.cause.value,
                "since": plain_moment(reason.since),
                "until": plain_moment(reason.until),
                "line": reason.line or None,
            }
            for reason in proven.reasons
        ],
        "sent": [
            {
                "route": message.told.route.value,
                "to": message.told.recipient,
                "state": message.state.value,
                "sent_at": plain_moment(message.sent_at),
                "error": message.error,
            }
            for message in messages
        ],
    }


def plain_moment(moment: datetime | None) -> str | None:
    """An instant, in UTC."""
    return moment.astimezone(UTC).isoformat() if moment else None
