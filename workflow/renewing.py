"""Cases whose copies were reckoned by other rules than those that hold are reckoned again, piece by piece."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice

from workflow.again import until_kept
from workflow.casework import Office, first_alert_on
from workflow.copies import copies_of
from workflow.errors import CaseworkError, ClockBehind, Conflict
from workflow.weighing import recall

#: Cases reckoned in one transaction, so that nobody waits long for the database.
CHUNK = 200


@dataclass(slots=True)
class Renewal:
    """How many cases were reckoned again, and which cannot be read."""

    seen: int = 0
    failed: list[tuple[str, CaseworkError]] = field(default_factory=list)


def renew(office: Office, go_on: Callable[[Renewal], bool] = lambda _: True) -> Renewal:
    """Reckon every case again that was reckoned by other rules; `go_on` is asked after each piece.

    Each piece is one transaction, and a case that was done says so itself: whoever is stopped goes on where
    they were, two at once do no harm, and what somebody writes by old rules meanwhile is found by the next.

    Raises:
        ClockBehind: the machine's clock has gone back, so that no case can be written to.
    """
    return _in_pieces(office, _behind(office), go_on)


def renew_all(office: Office, go_on: Callable[[Renewal], bool] = lambda _: True) -> Renewal:
    """Reckon every case again, by whatever rules it was reckoned."""
    refs = office.ledger.refs()
    return _in_pieces(office, iter(lambda: list(islice(refs, CHUNK)), []), go_on)


def _behind(office: Office) -> Iterator[list[str]]:
    """The cases behind, a piece at a time; one that cannot be read is passed over, not met again."""
    after: tuple[str, int] | None = None
    while page := office.ledger.behind(after, CHUNK):
        rules, last, _ = page[-1]
        after = (rules, last)
        yield [ref for _, _, ref in page]


def _in_pieces(office: Office, pieces: Iterable[Sequence[str]], go_on: Callable[[Renewal], bool]) -> Renewal:
    renewal = Renewal()
    for refs in pieces:
        try:
            _renew(office, refs, renewal)
        except ClockBehind:
            raise
        except CaseworkError:
            _one_by_one(office, refs, renewal)
        if not go_on(renewal):
            break
    return renewal


def _one_by_one(office: Office, refs: Iterable[str], renewal: Renewal) -> None:
    for ref in refs:
        try:
            _renew(office, [ref], renewal)
        except Conflict:
            continue  # somebody has just written to it, by the rules that hold
        except CaseworkError as fault:
            renewal.failed.append((ref, fault))


@until_kept
def _renew(office: Office, refs: Sequence[str], renewal: Renewal) -> None:
    with office.ledger.transaction():
        for ref in refs:
            _renew_case(office, ref)
    renewal.seen += len(refs)


def _renew_case(office: Office, ref: str) -> None:
    ledger = office.ledger
    record = ledger.read(ref)
    case = recall(office.law, record)
    # What has been raised is not sought again: else every case would be swept once more.
    raised = {past.alert.key for past in ledger.alerts(record)}
    ledger.refresh(record, copies_of(case), first_alert_on(office, case, raised))
