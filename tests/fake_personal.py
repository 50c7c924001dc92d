"""The alerts of people in memory."""

from dataclasses import replace

from store.personal_alerts import no_alert
from workflow.personal import PersonalAlert, PersonalAlerts


class MemoryPersonalAlerts(PersonalAlerts):
    """`ledger` keeps the cases; `units` are those seen, None is all of them."""

    def __init__(self, ledger, units=None, told=None):
        self._ledger, self._units = ledger, units
        self._told = {} if told is None else told

    def within(self, units):
        return MemoryPersonalAlerts(self._ledger, units, self._told)

    def tell(self, record, raised, logins):
        kept = [one for one in self._ledger.alerts(record) if one.alert.key == raised.alert.key]
        names = [*dict.fromkeys((ref, key) for _, ref, key in self._told)]
        for one in kept:
            name = (record.ref, one.alert.key)
            if name not in names:
                names.append(name)
            for login in logins:
                alert = PersonalAlert(names.index(name) + 1, one, None)
                self._told.setdefault((login, *name), alert)

    def page(self, login, before=0, limit=50):
        found = [one for one in self._of(login) if not before or one.number < before]
        return sorted(found, key=lambda one: -one.number)[:limit]

    def unread(self, login, most):
        return min(most, sum(one.read_at is None for one in self._of(login)))

    def read(self, login, number, at):
        for name, one in self._told.items():
            if (name[0], one.number) == (login, number):
                self._told[name] = replace(one, read_at=one.read_at or at)
                return
        raise no_alert(number)

    def read_all(self, login, last, at):
        for name, one in self._told.items():
            if name[0] == login and one.number <= last:
                self._told[name] = replace(one, read_at=one.read_at or at)

    def _of(self, login):
        for (whose, ref, _), one in self._told.items():
            record = self._ledger.read(ref)
            if whose == login and (self._units is None or record.request.unit in self._units):
                yield replace(one, state=self._ledger.copies(record).state)
