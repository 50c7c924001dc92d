"""The history a row tells, replayed: an impossible one is a fault of the cell that makes it so."""

from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cache

from desk.intake.acts import steps_of
from desk.intake.cells import Cells
from desk.intake.row import Saying, Told
from desk.intake.story import Step
from workflow.case import Case
from workflow.casework import Act, Receipt
from workflow.entries import Entry, Facts
from workflow.errors import BadFacts, BadInput, Refused
from workflow.facts import read_facts
from workflow.law import Law
from workflow.replay import Progress
from workflow.vocabulary import Action, ApplicantKind, Channel

#: Whom to blame for what the law says of an act, where it is not the day of the act.
BLAME = {"extension_too_long": "extension", "bad_fact": "extension"}

#: What ends a case: without effect, the case could not be counted.
ENDINGS = (Action.ANSWER, Action.SERVE, Action.WITHDRAW, Action.LAPSE)

History = tuple[tuple[Entry, ...], Case]


def replayed(law: Law, told: Told, cells: Cells, as_recorded: Saying | None = None) -> History | None:
    """The entries of a row and the case they make; None, and a fault with the cells, if they make none.

    With `as_recorded`, which words it, a step the law forbids is kept as an irregular entry, without effect.
    """
    try:
        statute = law.regime(told.receipt.on)
        steps = steps_of(told, statute, law.workdays(statute))
    except Refused as refusal:
        cells.fault("received", refusal)
        return None
    telling = _Telling(Progress(law, statute, _receipt(told.receipt)), as_recorded)
    for reason in cells.irregular:
        telling.remark(reason)
    return telling.of(told, steps, cells)


@dataclass(slots=True)
class _Telling:
    """The entries of a row while they are taken one after the other."""

    progress: Progress
    as_recorded: Saying | None
    entries: list[Entry] = field(init=False)

    def __post_init__(self) -> None:
        self.entries = [self.progress.receipt]

    def of(self, told: Told, steps: list[Step], cells: Cells) -> History | None:
        """The entries of these steps and their case."""
        blame = "received"
        try:
            for step in steps:
                blame = step.blame
                self._take(step.act)
            case = self.progress.case()
        except (BadFacts, Refused) as refusal:
            cells.fault(BLAME.get(refusal.code, blame), refusal)
            return None
        if told.reading and case.outcome is not told.reading.outcome:
            said = case.outcome or case.state
            fault = BadInput("outcome_disagrees", "The days of this row say “{said}”.", said=said)
            cells.fault("outcome", fault)
            return None
        return tuple(self.entries), case

    def remark(self, reason: str) -> None:
        """Keep what cannot have been so, and what was made of it, before the eyes of all."""
        self._keep(Act(Action.ANNOTATE, self.progress.receipt.on, {"irregular": reason}))

    def _take(self, act: Act) -> None:
        try:
            self._keep(act)
        except Refused as refusal:
            if self.as_recorded is None:
                raise
            self._keep_irregular(act, refusal, self.as_recorded(refusal))

    def _keep_irregular(self, act: Act, refusal: Refused, reason: str) -> None:
        due = refusal.values.get("due")
        if act.action is Action.LAPSE and isinstance(due, date):
            # A lapse that has no effect would leave the case open for ever; so it came a day after the term.
            self.remark(reason)
            self._keep(replace(act, on=due + timedelta(1)))
        elif act.action in ENDINGS:
            raise refusal
        else:
            self._keep(replace(act, facts={**act.facts, "irregular": reason}))

    def _keep(self, act: Act) -> None:
        entry = Entry(len(self.entries) + 1, act.action, act.on, read_facts(act.action, act.facts))
        self.progress.take(entry)
        self.entries.append(entry)


def _receipt(receipt: Receipt) -> Entry:
    return Entry(1, Action.RECEIVE, receipt.on, _how(receipt.channel, receipt.kind))


@cache  # Thirty pairs serve a hundred thousand rows.
def _how(channel: Channel, kind: ApplicantKind) -> Facts:
    return read_facts(Action.RECEIVE, {"channel": channel.value, "kind": kind.value})
