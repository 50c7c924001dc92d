"""The bell as plain values: the JSON that programs lean on."""

from datetime import UTC, datetime
from typing import Any

from desk.bell_status import Status


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


def plain_moment(moment: datetime | None) -> str | None:
    """An instant, in UTC."""
    return moment.astimezone(UTC).isoformat() if moment else None
