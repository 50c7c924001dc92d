"""A case with its letters as plain values, and an act with the name under it."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from desk.letterbox import idle
from desk.office import House
from desk.plain import plain_case, plain_document
from workflow.casework import Act, Done, look
from workflow.documents import Document
from workflow.errors import Busy
from workflow.vocabulary import Action


def case_told(house: House, done: Done) -> dict[str, Any]:
    """A case with its letters, as programs read it."""
    documents = house.ledger.documents(done.record.ref)
    stale = idle(house.office.law, done, documents)
    letters = [plain_document(document, idle=document.id in stale) for document in documents]
    return plain_case(done) | {"letters": letters}


@contextmanager
def kept_as(done: Done) -> Iterator[None]:
    """What is told of an act after it was kept: where the database is away by then, that it was kept.

    Raises:
        Busy: what is told could not be read.
    """
    try:
        yield
    except Busy as fault:
        raise Busy(
            "kept_not_told",
            "{ref} was kept with entry {line}; after that the database could not be read. Look at {ref}"
            " before you do it again.",
            ref=done.record.ref,
            line=done.record.version,
        ) from fault


def idle_of(house: House, documents: Sequence[Document]) -> frozenset[int]:
    """Which of the drafts of any cases, by id, are called for no more."""
    by_case = defaultdict[str, list[Document]](list)
    for document in documents:
        by_case[document.ref].append(document)
    law = house.office.law
    return frozenset(id_ for ref, own in by_case.items() for id_ in idle(law, look(house.office, ref), own))


def signed(act: Act, name: str) -> Act:
    """An act that somebody answers for, under their name where no other is told."""
    if act.action not in (Action.EXTEND, Action.ANSWER):
        return act
    return Act(act.action, act.on, {"signed_by": name, **act.facts}, act.irregular)
