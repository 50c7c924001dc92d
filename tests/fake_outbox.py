"""Messages in memory: they keep the promises of the port in the plainest way."""

from collections import Counter
from dataclasses import replace

from workflow.errors import Conflict, NotFound
from workflow.outbox import Message, MessageKind, MessageState, Outbox

S = MessageState


class MemoryOutbox(Outbox):
    def __init__(self):
        self._messages = {}

    def put(self, told, at):
        before = len(self._messages)
        known = {_key(one.told) for one in self._messages.values()}
        for one in told:
            if _key(one) not in known:
                known.add(_key(one))
                self._keep(Message(len(self._messages) + 1, one, at, S.PENDING, at))
        return len(self._messages) - before

    def lease(self, holder, at, until, routes, *, urgent_only=False):
        mine = [
            one
            for one in self._messages.values()
            if one.told.route in routes and (one.told.urgent or not urgent_only)
        ]
        forsaken = [one for one in mine if one.state is S.LEASED and one.until < at]
        waiting = [one for one in mine if one.state is S.PENDING and one.due_at <= at]
        for ready in (forsaken, waiting):
            if ready:
                first = min(ready, key=lambda one: (one.due_at, one.id))
                taken = {"state": S.LEASED, "holder": holder, "until": until}
                return self._keep(replace(first, attempts=first.attempts + 1, **taken))
        return None

    def sent(self, number, holder, at):
        self._held(number, holder, state=S.SENT, sent_at=at, error="")

    def failed(self, number, holder, error, again_at):
        told = {"state": S.PENDING, "due_at": again_at} if again_at else {"state": S.DEAD}
        self._held(number, holder, error=error, **told)

    def resend(self, number, by, at):
        self._changed(number, (S.DEAD, S.DISCARDED), state=S.PENDING, due_at=at, attempts=0, by=by, by_at=at)

    def discard(self, number, by, at):
        self._changed(number, (S.PENDING, S.DEAD), state=S.DISCARDED, by=by, by_at=at)

    def message(self, number):
        if number not in self._messages:
            raise NotFound("no_message", "There is no message {number}.", number=number)
        return self._messages[number]

    def page(self, states=(), before=0, limit=50):
        found = [one for one in self._messages.values() if not states or one.state in states]
        return [one for one in found if not before or one.id < before][::-1][:limit]

    def counts(self):
        return Counter(one.state for one in self._messages.values())

    def about(self, what):
        return [one for one in self._messages.values() if one.told.about == what]

    def fold(self, route, recipient, digest):
        return [
            self._keep(replace(one, state=S.FOLDED, digest=digest))
            for one in self._messages.values()
            if (one.told.route, one.told.recipient) == (route, recipient)
            and (one.state, one.told.kind) == (S.PENDING, MessageKind.ALERT)
        ]

    def _held(self, number, holder, **told):
        one = self.message(number)
        if one.holder != holder or one.state is not S.LEASED:
            raise Conflict("message_lost", "Another has taken up message {number}.", number=number)
        self._keep(replace(one, holder="", until=None, **told))

    def _changed(self, number, states, **told):
        one = self.message(number)
        if one.state not in states:
            raise Conflict("message_moved_on", "Message {number} has moved on.", number=number)
        self._keep(replace(one, **told))

    def _keep(self, message):
        self._messages[message.id] = message
        return message


def _key(told):
    return (told.route, told.recipient, told.alert)
