"""Leases in memory: they keep the promises of the port in the plainest way."""

from dataclasses import replace

from workflow.leases import Lease, Leases


class MemoryLeases(Leases):
    def __init__(self):
        self._leases = {}

    def look(self, name):
        return self._now(name)

    def take(self, name, seen, holder, who, at):
        now = self._now(name)
        if (now.holder, now.beats) != (seen.holder, seen.beats):
            return False
        self._leases[name] = Lease(holder, seen.beats + 1, who, at)
        return True

    def beat(self, name, holder):
        now = self._now(name)
        if not holder or now.holder != holder:
            return False
        self._leases[name] = replace(now, beats=now.beats + 1)
        return True

    def release(self, name, holder):
        now = self._now(name)
        if now.holder == holder:
            self._leases[name] = Lease(beats=now.beats + 1)

    def _now(self, name):
        return self._leases.get(name, Lease())
