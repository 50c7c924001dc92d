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
from workflow.listing import Filter
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
    """What became of one case: its letters, each with its files, and why there are no more."""

    ref: str
    letters: tuple[tuple[Document, tuple[Path, ...]], ...]
    fault: CaseworkError | None = None

    @property
    def stops(self) -> bool:
        """Whether the fault is not the case's own, such as a full disk: the run ends with it."""
        return self.fault is not None and not isinstance(self.fault, Refused | Conflict | NotFound)


def run(clerk: Clerk, refs: list[str], order: Order) -> Iterator[Made]:
    """Make the letters of many cases; a case that is refused stops nobody else."""
    for ref in refs:
        made = _made(clerk, ref, order)
        yield made
        if made.stops:
            return


def _made(clerk: Clerk, ref: str, order: Order) -> Made:
    letters: list[tuple[Document, tuple[Path, ...]]] = []
    try:
        for document in letters_wanted(clerk, ref, kind=order.kind):
            done = document
            if order.issue_on and document.status is not DocumentStatus.ISSUED:
                done, _ = issue_letter(clerk, document, order.issue_on)
            # Issued is issued, whether or not its files can be written.
            letters.append((done, ()))
            letters[-1] = done, _on_disk(clerk.house, done, order.out)
    except CaseworkError as fault:
        return Made(ref, tuple(letters), fault)
    except OSError as fault:
        return Made(ref, tuple(letters), CaseworkError("failed", "{fault}", fault=fault))
    return Made(ref, tuple(letters))


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
