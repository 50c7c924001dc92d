"""Cases told in a few words and written into a ledger."""

from contextlib import contextmanager, suppress

from tests.builders import LAW, entry, recorded
from workflow.alerts import AlertPolicy, next_alert_on
from workflow.copies import copies_of
from workflow.ledger import Applicant, Request
from workflow.replay import replay

POLICY = AlertPolicy()


def a_request(unit, subject="城东片区征收补偿方案", names=("张三",), **more):
    return Request(unit, tuple(Applicant(name) for name in names), subject, **more)


def the_unit(ledger):
    """The office, made when first asked for."""
    return min(ledger.units(), default=None) or ledger.add_unit("某市自然资源局").id


def reckoned(entries, law=LAW):
    """The copies and the next alert that entries call for."""
    case = replay(law, entries, implied=True)
    following = next_alert_on(case.clock.deadlines, law.workdays(case.statute), POLICY, ())
    return copies_of(case), following


def log(ledger, words="receive 2018-03-05", *, unit=None, ref="", **asked):
    """Write a new case."""
    request = a_request(the_unit(ledger) if unit is None else unit, **asked)
    receipt = recorded(entry(words, 1))
    return ledger.add(request, [receipt], *reckoned([receipt]), ref)


def act(ledger, record, words):
    """Write one more entry of a case."""
    taken = recorded(entry(words, record.version + 1))
    return ledger.append(record, taken, *reckoned([*record.entries, taken]))


class Fallen(Exception):
    """What happens to a transaction that must not be kept."""


@contextmanager
def falling(ledger):
    """A transaction that fails at its end."""
    with suppress(Fallen), ledger.transaction():
        yield
        raise Fallen


def tell(ledger, *words, **asked):
    """Write a whole case."""
    record = log(ledger, words[0], **asked)
    for each in words[1:]:
        record = act(ledger, record, each)
    return record
