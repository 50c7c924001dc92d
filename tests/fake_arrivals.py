"""Arrivals in memory, kept with the ledger they belong to."""

from dataclasses import replace

from workflow.arrivals import LEADS_TO, Arrivals
from workflow.errors import Conflict, NotFound


class MemoryArrivals(Arrivals):
    def __init__(self, ledger):
        # What the ledger holds falls back with its transactions.
        self._ledger = ledger
        if not hasattr(ledger, "kept_arrivals"):
            ledger.kept_arrivals, ledger.kept_steps = {}, {}

    def add(self, arrival, step):
        if arrival.unit not in self._ledger.units():
            raise NotFound("no_unit", "There is no unit {unit}.", unit=arrival.unit)
        kept = replace(arrival, number=len(self._ledger.kept_arrivals) + 1)
        self._keep(kept, step)
        return kept

    def read(self, number):
        if number not in self._ledger.kept_arrivals:
            raise NotFound("no_arrival", "There is no arrival {number}.", number=number)
        return self._ledger.kept_arrivals[number]

    def steps(self, number):
        return list(self._ledger.kept_steps.get(number, ()))

    def page(self, wanted):
        every = sorted(self._ledger.kept_arrivals.values(), key=lambda one: (one.arrived_on, one.number))
        found = [one for one in every if wanted.standing in (None, one.standing)]
        return [one for one in found if (one.arrived_on, one.number) > wanted.after][: wanted.limit]

    def append(self, arrival, step, ref=""):
        if self.read(arrival.number).version != arrival.version:
            raise Conflict("arrival_changed", "Somebody else was first at {number}.", number=arrival.number)
        standing = LEADS_TO[step.turn]
        after = replace(arrival, version=arrival.version + 1, standing=standing, ref=ref)
        self._keep(after, step)
        return after

    def asked_before(self, names, limit):
        cases = self._ledger._cases.values()
        theirs = [one for one in cases if {a.name for a in one.record.request.applicants} & set(names)]
        latest = sorted(theirs, key=lambda one: (one.row.received_on, one.row.id), reverse=True)
        return [one.row for one in latest[:limit]]

    def _keep(self, arrival, step):
        self._ledger.kept_arrivals[arrival.number] = arrival
        steps = self._ledger.kept_steps.get(arrival.number, ())
        self._ledger.kept_steps[arrival.number] = (*steps, step)
