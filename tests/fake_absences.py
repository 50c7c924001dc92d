"""Absences in memory."""

from dataclasses import replace

from workflow.absences import Absences, away_already


class MemoryAbsences(Absences):
    def __init__(self):
        self._kept = {}

    def ending_from(self, day):
        found = (one for one in self._kept.values() if one.until >= day)
        return sorted(found, key=lambda one: (one.since, one.login))

    def keep(self, absence):
        if not absence.id and any(
            (one.login, one.since) == (absence.login, absence.since) for one in self._kept.values()
        ):
            raise away_already(absence)
        kept = replace(absence, id=absence.id or len(self._kept) + 1)
        self._kept[kept.id] = kept
        return kept

    def drop(self, absence):
        del self._kept[absence.id]
