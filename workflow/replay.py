"""The replay: the entries of a case taken one after the other, each asked whether it can have happened."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from workflow.case import Case, possible_in
from workflow.clock import clock_of
from workflow.corrections import as_corrected
from workflow.entries import Entry, in_legal_order
from workflow.errors import Refused
from workflow.guards import GUARDS
from workflow.items import Item
from workflow.law import Law
from workflow.machine import ABOUT_PROCEEDINGS, EVERY_ROLE, WITH_FILES, advance, allowed, not_allowed
from workflow.proceedings import in_order, no_occasion
from workflow.reckoning import Reckoning
from workflow.service import in_hand_on
from workflow.statute import Statute
from workflow.vocabulary import (
    Action,
    ApplicantKind,
    Channel,
    Delivery,
    Effect,
    Outcome,
    State,
    Timeliness,
)

A, S = Action, State

#: What a case must have been accepted for.
NEEDS_ACCEPTANCE = frozenset(allowed(S.ACCEPTED)) - frozenset(allowed(S.RECEIVED))
#: Whatever the state, these can happen; what is wrong with one its guard says.
ANY_TIME = WITH_FILES | ABOUT_PROCEEDINGS


def replay(
    law: Law, entries: Sequence[Entry], *, recorded: int = 0, implied: bool = False, statute: str = ""
) -> Case:
    """Read a case from its entries, corrections honoured, in the order they took effect.

    Entries up to the line `recorded` are on record: the law was asked of them when they were entered, and a
    calendar that changes later makes none of them unlawful. `implied`: an acceptance nobody wrote down is
    taken to have happened when an act needs it, and may be told afterwards, once for each text. `statute`
    names the law where it is not the one in force on the day of receipt.

    Raises:
        Refused: the history is impossible; the value `line` says at which entry.
    """
    return progress_of(law, entries, recorded=recorded, implied=implied, statute=statute).case()


def progress_of(
    law: Law, entries: Sequence[Entry], *, recorded: int = 0, implied: bool = False, statute: str = ""
) -> "Progress":
    """The replay itself when it has taken every entry, for those who ask only for the days (see `replay`)."""
    first, *others = in_legal_order(as_corrected(entries))
    regime = law.statutes.named(statute) if statute else law.regime(first.on)
    progress = Progress(law, regime, first, implied=implied, recorded=recorded)
    for entry in others:
        progress.take(entry)
    return progress


@dataclass(slots=True)
class Progress:
    """The replay while it runs."""

    law: Law
    statute: Statute
    receipt: Entry
    implied: bool = False
    recorded: int = 0
    state: State = S.RECEIVED
    before_clarifying: State = S.RECEIVED
    acceptance_told: bool = False
    outcome: Outcome | None = None
    ground: str = ""
    items: tuple[Item, ...] = ()
    answered_on: date | None = None
    served_on: date | None = None
    delivery: Delivery | None = None
    signed_on: date | None = None
    counted_outcome: Outcome | None = None
    counted_on: date | None = None
    timeliness: Timeliness | None = None
    asked_on: date | None = None
    assigned_to: str = ""
    unanswered: list[int] = field(default_factory=list)
    irregular: list[Entry] = field(default_factory=list)
    reckoning: Reckoning = field(init=False)

    def __post_init__(self) -> None:
        self.reckoning = Reckoning(self.statute, self.law.workdays(self.statute))
        self.reckoning.take(self.receipt)

    def take(self, entry: Entry) -> None:
        """Let one entry happen.

        Raises:
            Refused: it cannot have happened; the value `line` names it.
        """
        try:
            self._take(entry)
        except Refused as refusal:
            refusal.values["line"] = entry.line
            raise

    def _take(self, entry: Entry) -> None:
        if entry.on < self.receipt.on:
            raise Refused(
                "before_receipt",
                "{action} on {on} lies before the day of receipt, {received}.",
                action=entry.action,
                on=entry.on,
                received=self.receipt.on,
            )
        if entry.irregular:
            self.irregular.append(entry)
            return
        self._imply_acceptance(entry.action)
        if self._accepted_already(entry.action):
            return
        if entry.action not in ANY_TIME and entry.action not in self.possible():
            raise not_allowed(self.state, entry.action, self.possible())
        if entry.line > self.recorded and entry.action in GUARDS:
            GUARDS[entry.action](self.reckoning, entry)
        was = self.state
        self.reckoning.take(entry)
        self.state = advance(was, entry.action, self._target(entry))
        self._note(entry, was)

    def possible(self) -> tuple[Action, ...]:
        """What may happen next."""
        fee = bool(self.reckoning.open(A.CHARGE_FEE))
        idle = no_occasion(self.reckoning.proceedings.values())
        closed = self.reckoning.stopped is not None
        return possible_in(self.state, closed, fee, self.delivery, idle, roles=EVERY_ROLE)

    def _imply_acceptance(self, action: Action) -> None:
        if self.implied and self.state is S.RECEIVED and action in NEEDS_ACCEPTANCE:
            self.state = advance(S.RECEIVED, A.ACCEPT)

    def _accepted_already(self, action: Action) -> bool:
        """Whether an acceptance was implied before, or is that of an amended text: it changes nothing."""
        told, self.acceptance_told = self.acceptance_told, self.acceptance_told or action is A.ACCEPT
        return self.implied and action is A.ACCEPT and self.state is S.ACCEPTED and not told

    def _target(self, entry: Entry) -> State | None:
        """Where the entries send the case when the table has several places."""
        match entry.action:
            case A.ANSWER:
                return Outcome.of(entry.facts["outcome"]).family
            case A.CLARIFY:
                return self.before_clarifying
            case A.END_CONSULTATION if self.reckoning.open(A.CONSULT):
                return S.CONSULTING
            case A.END_CONSULTATION | A.SHORTEN_EXTENSION | A.PAY_FEE:
                period = self.reckoning.periods[-1]
                return S.EXTENDED if period.extension or period.until else S.ACCEPTED
            case _:
                return None

    def _note(self, entry: Entry, was: State) -> None:
        """Remember what the lists and the year's table ask for."""
        if entry.action is A.ASK_CLARIFICATION:
            self.before_clarifying, self.asked_on = was, entry.on
            self.acceptance_told = False
        elif self.asked_on and was is S.CLARIFYING and self.state is not S.CLARIFYING:
            if entry.on.year > self.asked_on.year:
                self.unanswered.append(self.asked_on.year)
            self.asked_on = None
        if entry.action is A.ASSIGN:
            self.assigned_to = entry.facts.get("to", "")
        self._note_end(entry, was)
        if self.statute.clock[entry.action].effect is Effect.STOP:
            self._count(entry.on)

    def _note_end(self, entry: Entry, was: State) -> None:
        """Remember how the request was answered, and what became of the reply."""
        match entry.action:
            case A.ANSWER:
                self.outcome, self.answered_on = Outcome.of(entry.facts["outcome"]), entry.on
                self.ground, self.items = entry.facts.get("ground", ""), entry.facts.get("items", ())
            case A.SERVE:
                self.served_on = entry.on
                self._deliver(entry)
            case A.SERVE_AGAIN:
                self._deliver(entry)
            case A.SIGN_FOR:
                self.delivery, self.signed_on = Delivery.SIGNED, entry.on
            case A.RETURN_MAIL:
                self.delivery = Delivery.RETURNED
            case A.WITHDRAW:
                self.outcome = Outcome.WITHDRAWN
            case A.LAPSE:
                self.outcome = Outcome.CLARIFICATION_LAPSED if was is S.CLARIFYING else Outcome.FEE_LAPSED
            case A.REOPEN:
                self.outcome = self.answered_on = self.served_on = self.delivery = self.signed_on = None
                self.ground, self.items = "", ()

    def _deliver(self, entry: Entry) -> None:
        self.signed_on = in_hand_on(entry)
        self.delivery = Delivery.SIGNED if self.signed_on else Delivery.SENT

    def _count(self, closed_on: date) -> None:
        """A case counts once: by the last answer given in the year it was first closed."""
        if self.counted_on is not None and self.counted_on.year != closed_on.year:
            return
        due, first = self.reckoning.reply_due(), self.reckoning.reply_due(extended=False)
        day = closed_on.toordinal()
        self.counted_on, self.counted_outcome = closed_on, self.outcome
        if first is None and self.reckoning.reply_missed() is not None:
            self.timeliness = Timeliness.LATE
        elif first is None or day <= first:
            self.timeliness = Timeliness.IN_TIME
        else:
            self.timeliness = Timeliness.EXTENDED if due is None or day <= due else Timeliness.LATE

    def case(self) -> Case:
        """The case as it now stands."""
        waiting = [self.asked_on.year] if self.asked_on else []
        # A notice is never counted beside an answer of the same case, given that year or before.
        counted = self.counted_on.year if self.counted_on else date.max.year
        facts = self.receipt.facts
        return Case(
            statute=self.statute,
            received_on=self.receipt.on,
            channel=Channel.of(facts.get("channel", Channel.LETTER)),
            kind=ApplicantKind.of(facts.get("kind", ApplicantKind.NATURAL)),
            state=self.state,
            clock=clock_of(self.reckoning),
            outcome=self.outcome,
            ground=self.ground,
            items=self.items,
            answered_on=self.answered_on,
            served_on=self.served_on,
            delivery=self.delivery,
            signed_on=self.signed_on,
            counted_outcome=self.counted_outcome,
            counted_on=self.counted_on,
            timeliness=self.timeliness,
            unanswered_notices=tuple(year for year in (*self.unanswered, *waiting) if year < counted),
            irregular=tuple(self.irregular),
            proceedings=in_order(self.reckoning.proceedings),
            assigned_to=self.assigned_to,
        )
