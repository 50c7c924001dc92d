"""The letters a case calls for, none of them worded yet."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from letters.catalogue import Letter, letters_for
from workflow.case import Case
from workflow.casework import Done
from workflow.corrections import as_corrected
from workflow.documents import Document
from workflow.entries import Entry, in_legal_order
from workflow.law import Law
from workflow.replay import replay
from workflow.vocabulary import Action, DocumentStatus, Outcome, Party

A = Action
#: What somebody must be told of in writing.
TOLD = (
    A.RECEIVE,
    A.ASK_CLARIFICATION,
    A.EXTEND,
    A.DEFER,
    A.ASK_REASONS,
    A.CONSULT,
    A.OVERRIDE_THIRD_PARTY,
    A.CHARGE_FEE,
    A.ANSWER,
    A.LAPSE,
    A.WITHDRAW,
)


@dataclass(frozen=True, slots=True)
class Called:
    """A letter a case has called for, not worded yet.

    `happened` is what had happened when somebody had to be told, the entry told of last; `then` is the case
    as it stood at that moment: no letter tells of anything later.
    """

    happened: Sequence[Entry]
    then: Case
    letter: Letter

    @property
    def entry(self) -> Entry:
        """The entry it tells of."""
        return self.happened[-1]

    @property
    def place(self) -> tuple[int, str]:
        """The line and the kind: no case calls twice for the same."""
        return self.entry.line, self.letter.kind


def called_for(law: Law, done: Done) -> list[Called]:
    """The letters a case has called for so far, in the order of its entries."""
    standing = as_corrected(done.record.entries)
    happened = [entry for entry in in_legal_order(standing) if entry.action is not A.CORRECT_ENTRY]
    found = []
    for n, entry in enumerate(happened, start=1):
        if entry.action in TOLD and not entry.irregular:
            then = replay(law, happened[:n], recorded=done.record.version)
            found += [Called(happened[:n], then, letter) for letter in _letters(entry, then)]
    return sorted(found, key=lambda called: called.entry.line)


def pick(called: Sequence[Called], *, kind: str = "", line: int = 0, every: bool = False) -> list[Called]:
    """Those of the last entry told of; or of one `line`, the last of a `kind`, or `every` one."""
    found = [each for each in called if kind in ("", each.letter.kind) and line in (0, each.entry.line)]
    return found if every else [each for each in found if each.entry.line == found[-1].entry.line]


def idle(law: Law, done: Done, documents: Iterable[Document]) -> frozenset[int]:
    """The drafts of a case, by id, that it calls for no more: the entry was taken back or says otherwise."""
    unissued = [d for d in documents if d.status in (DocumentStatus.DRAFT, DocumentStatus.SIGNED)]
    places = {called.place for called in called_for(law, done)} if unissued else set()
    return frozenset(d.id for d in unissued if (d.line, d.kind) not in places)


def waits_to_be_served(done: Done, document: Document) -> bool:
    """Whether a letter is the reply that was issued and is to be served, or to be served anew.

    Of other letters no service is on record.
    """
    if document.status is not DocumentStatus.ISSUED or not {A.SERVE, A.SERVE_AGAIN} & {*done.case.possible()}:
        return False
    standing = in_legal_order(as_corrected(done.record.entries))
    answers = [entry.line for entry in standing if entry.action is A.ANSWER and not entry.irregular]
    return document.line == answers[-1]


def _letters(entry: Entry, then: Case) -> tuple[Letter, ...]:
    party = Party.of(entry.facts.get("party", Party.THIRD_PARTY)) if entry.action is A.CONSULT else None
    return letters_for(then.statute.id, entry.action, _outcome(entry, then), party)


def _outcome(entry: Entry, then: Case) -> Outcome | None:
    """The outcome the letter tells; none where its items have unlike ones and none of them is given."""
    if entry.action not in (A.ANSWER, A.LAPSE, A.WITHDRAW):
        return None
    unlike = len(then.outcomes) > 1 and then.outcome is not Outcome.PARTIAL
    return None if unlike else then.outcome
