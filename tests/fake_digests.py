"""Digests in memory: they keep the promises of the port in the plainest way."""

from workflow.digests import Digests, Morning, Stage
from workflow.errors import Conflict


class MemoryDigests(Digests):
    def __init__(self):
        self._mornings, self._noted = {}, {}

    def begin(self, day, at):
        if day not in self._mornings:
            self._noted = {key: places for key, places in self._noted.items() if key[0] >= day}
        return self._mornings.setdefault(day, Morning(day, Stage.GATHERING))

    def go_on(self, found, then):
        if self._mornings.get(found.day) != found:
            raise Conflict("digests_moved_on", "Another makes the digests of {day}.", day=found.day)
        self._mornings[found.day] = then

    def note(self, day, told):
        for login, place in told:
            self._noted.setdefault((day, login), {}).setdefault(place[:3], place)

    def noted(self, day, login):
        return sorted(self._noted.get((day, login), {}).values())

    def forget(self, day, login):
        self._noted.pop((day, login), None)
