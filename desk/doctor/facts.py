"""How the office stands, where nothing is wrong with it."""

from collections.abc import Mapping
from typing import Any

from desk.backups.folder import newest
from desk.doctor.patient import Patient
from store.engine import manners
from store.marks import Mark


def facts(patient: Patient) -> Mapping[str, Any]:
    """The database, the calendar, the backups, the bell and the next numbers, in plain values."""
    ledger, law = patient.house.ledger, patient.house.office.law
    last = newest(patient.config.backups, patient.config.office.name, patient.now)
    times = {
        "recorded_at": ledger.clock.last(),
        "rang_at": ledger.sweeps.last(),
        "backup_proved_at": ledger.marked(Mark.BACKUP_PROVED),
    }
    return {
        "database": manners(ledger.engine),
        "calendar_published_through": law.workdays(law.regime(patient.today)).published_through,
        "region": patient.config.office.region,
        "backup": {"file": str(last.path), "made_at": last.made_at.isoformat()} if last else None,
        **{name: at.isoformat() if at else None for name, at in times.items()},
        "next_numbers": [
            {"series": series, "next": number} for series, number in ledger.next_numbers(patient.today.year)
        ],
    }
