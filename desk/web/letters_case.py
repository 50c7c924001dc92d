"""The letters of a case: what it calls for, how far each has come, and what was made void."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from desk.letterbox import called_for, idle
from desk.web.visit import Visit
from letters.compose import title_of
from letters.kept import recall
from workflow.casework import Done
from workflow.documents import Document
from workflow.errors import mark
from workflow.vocabulary import Action

# fmt: off
#: Whom a letter goes to.
TO = {
    "applicant":   mark("the applicant"),
    "third_party": mark("a third party"),
    "body":        mark("another body"),
}
# fmt: on


@dataclass(frozen=True, slots=True)
class OfCase:
    """A letter of a case: the entry it tells of, what it is called, and the letter itself once it is drafted.

    `idle` says that the case calls for it no more.
    """

    line: int
    kind: str
    on: date | None
    action: Action | None
    title: str
    to: str
    document: Document | None
    idle: bool = False


def letters_of_case(visit: Visit, done: Done) -> Sequence[OfCase]:
    """What a case calls for, in the order of its entries; then what is void, or called for no more."""
    law, words = visit.house.office.law, visit.display.words
    documents = visit.house.ledger.documents(done.record.ref)
    standing = {(each.line, each.kind): each for each in documents if each.live}
    found = []
    for called in called_for(law, done):
        kept = standing.pop(called.place, None)
        title = recall(kept.words).title if kept else title_of(called.letter)
        to = words(TO[called.letter.to])
        entry = called.entry
        found.append(OfCase(entry.line, called.letter.kind, entry.on, entry.action, title, to, kept))
    stale = idle(law, done, documents)
    left = [each for each in documents if not each.live or (each.line, each.kind) in standing]
    return found + [
        OfCase(each.line, each.kind, None, None, recall(each.words).title, "", each, each.id in stale)
        for each in left
    ]
