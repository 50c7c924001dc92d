"""The history a row tells, replayed: an impossible one is a fault of the cell that makes it so."""

from functools import cache

from desk.intake.acts import steps_of
from desk.intake.cells import Cells
from desk.intake.row import Told
from desk.intake.story import Step
from workflow.case import Case
from workflow.casework import Act, Receipt
from workflow.entries import Entry, Facts
from workflow.errors import BadFacts, BadInput, Refused
from workflow.facts import read_facts
from workflow.law import Law
from workflow.replay import Progress
from workflow.statute import Statute
from workflow.vocabulary import Action, ApplicantKind, Channel

#: Whom to blame for what the law says of an act, where it is not the day of the act.
BLAME = {"extension_too_long": "extension", "bad_fact": "extension"}

History = tuple[tuple[Entry, ...], Case]


def replayed(law: Law, told: Told, cells: Cells) -> History | None:
    """The entries of a row and the case they make; None, and a fault with the cells, if they make none."""
    try:
        statute = law.regime(told.receipt.on)
        steps = steps_of(told, statute, law.workdays(statute))
    except Refused as refusal:
        cells.fault("received", refusal)
        return None
    return _take(law, statute, told, steps, cells)


def _take(law: Law, statute: Statute, told: Told, steps: list[Step], cells: Cells) -> History | None:
    entries = [_receipt(told.receipt)]
    blame = "received"
    try:
        progress = Progress(law, statute, entries[0])
        for line, step in enumerate(steps, start=2):
            blame = step.blame
            entries.append(_entry(line, step.act))
            progress.take(entries[-1])
        case = progress.case()
    except (BadFacts, Refused) as refusal:
        cells.fault(BLAME.get(refusal.code, blame), refusal)
        return None
    if told.reading and case.outcome is not told.reading.outcome:
        said = case.outcome or case.state
        cells.fault("outcome", BadInput("outcome_disagrees", "The days of this row say “{said}”.", said=said))
        return None
    return tuple(entries), case


def _receipt(receipt: Receipt) -> Entry:
    return Entry(1, Action.RECEIVE, receipt.on, _how(receipt.channel, receipt.kind))


@cache  # Thirty pairs serve a hundred thousand rows.
def _how(channel: Channel, kind: ApplicantKind) -> Facts:
    return read_facts(Action.RECEIVE, {"channel": channel.value, "kind": kind.value})


def _entry(line: int, act: Act) -> Entry:
    return Entry(line, act.action, act.on, read_facts(act.action, act.facts))
