"""Sweeps in memory: they keep the promises of the port in the plainest way."""

from workflow.sweeps import QUIET, Silence, Sweeps


class MemorySweeps(Sweeps):
    def __init__(self, ledger):
        self._ledger = ledger

    def note(self, at):
        since = self.last() or self._ledger.first_moment()
        if since and at - since > QUIET:
            self._ledger.silences.setdefault(since, Silence(since, at))
        self._ledger.swept["last"] = at

    def last(self):
        return self._ledger.swept.get("last")

    def silences(self, after, limit=100):
        found = [one for one in self._ledger.silences.values() if one.until > after]
        return sorted(found, key=lambda one: one.since, reverse=True)[:limit]


class MemoryOfficeAlerts:
    """What was raised of units."""

    def __init__(self):
        self._raised = {}

    def of(self, unit):
        return sorted(self._raised.get(unit, {}).values(), key=lambda raised: raised.alert.owed_on)

    def keep(self, unit, raised):
        known = self._raised.setdefault(unit, {})
        before = len(known)
        for one in raised:
            known.setdefault(one.alert.key, one)
        return len(known) - before
