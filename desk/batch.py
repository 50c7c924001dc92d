"""Letters in bulk: what many cases call for, drafted or issued one after the other.

What is done stays done: whoever stops a run and starts it again goes on where it stopped, because each letter
says itself how far it has come.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from desk.clerking import Clerk, frozen, issue_letter, letters_wanted, printed_draft
from desk.office import House
from desk.press import paths_of, save
from workflow.documents import Document
from workflow.errors import CaseworkError, Conflict, NotFound, Refused
from workflow.ledger import Filter
from workflow.vocabulary import DocumentStatus

#: How many references are read at a time.
PAGE = 500


@dataclass(frozen=True, slots=True)
class Order:
    """What a run is to do: the cases' last letter or one of a kind, issued on a day or only drafted."""

    kind: str
    out: Path
    issue_on: date | None


@dataclass(frozen=True, slots=True)
class Made:
    """What became of one case: the letters and their files, or why there are none."""

    ref: str
    letters: tuple[tuple[Document, tuple[Path, Path]], ...]
    fault: CaseworkError | None = None


def run(clerk: Clerk, refs: list[str], order: Order) -> Iterator[Made]:
    """Make the letters of many cases; a case that is refused stops nobody else."""
    for ref in refs:
        try:
            yield Made(ref, tuple(_letters(clerk, ref, order)))
        except (Refused, Conflict, NotFound) as fault:
            yield Made(ref, (), fault)


def _letters(clerk: Clerk, ref: str, order: Order) -> Iterator[tuple[Document, tuple[Path, Path]]]:
    for document in letters_wanted(clerk, ref, kind=order.kind):
        done = document
        if order.issue_on and document.status is not DocumentStatus.ISSUED:
            done, _ = issue_letter(clerk, document, order.issue_on)
        yield done, _on_disk(clerk.house, done, order.out)


def _on_disk(house: House, document: Document, out: Path) -> tuple[Path, Path]:
    """The files of a letter; those of a draft that stand there already are not printed again."""
    if document.status is DocumentStatus.ISSUED:
        return save(document, frozen(house, document), out)
    paths = paths_of(document, out)
    made_at = document.drafted_at.timestamp()
    if all(path.is_file() and path.stat().st_mtime > made_at for path in paths):
        return paths
    return save(document, printed_draft(house, document), out)


def refs_of(house: House, wanted: Filter) -> list[str]:
    """The references of every case of a filter, in order."""
    found: list[str] = []
    while page := house.ledger.rows(replace(wanted, after=found[-1] if found else "", limit=PAGE)):
        found += [row.ref for row in page]
    return found
