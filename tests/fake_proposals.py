"""Proposed calendars in memory: they keep the promises of the port in the plainest way."""

from workflow.errors import Conflict, NotFound
from workflow.proposals import Proposal, Proposals, ProposalState


class MemoryProposals(Proposals):
    def __init__(self):
        self._proposals = {}
        self._lines = {}

    def add(self, kind, text, title, by, at):
        made = Proposal(len(self._proposals) + 1, kind, text, title, by, at)
        self._proposals[made.id], self._lines[made.id] = made, {}
        return made

    def proposal(self, number):
        if number not in self._proposals:
            raise NotFound("no_proposal", "There is no proposal {number}.", number=number)
        return self._proposals[number]

    def page(self, before=0, limit=50):
        found = [one for one in self._proposals.values() if not before or one.id < before]
        return found[::-1][:limit]

    def unlisted(self):
        waiting = (one for one in self._proposals.values() if one.state is ProposalState.LISTING)
        return next(waiting, None)

    def keep(self, was, now):
        kept = self._proposals[was.id]
        for one in ("state", "after", "listed"):
            if getattr(kept, one) != getattr(was, one):
                raise Conflict("proposal_moved_on", "Proposal {number} has changed.", number=was.id)
        self._proposals[was.id] = now

    def add_lines(self, number, lines):
        self._lines[number] |= {one.place: one for one in lines}

    def drop_lines(self, number, refs=()):
        left = {at: one for at, one in self._lines[number].items() if refs and one.ref not in refs}
        self._lines[number] = left

    def lines_of(self, number, refs):
        return [one for one in self._in_order(number) if one.ref in refs]

    def lines(self, number, after=None, limit=200):
        return [one for one in self._in_order(number) if after is None or one.place > after][:limit]

    def _in_order(self, number):
        return [one for _, one in sorted(self._lines[number].items())]
