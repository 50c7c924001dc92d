"""The ledger as a spreadsheet, one row a case."""

import pickle
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from desk.intake.headings import COLUMNS, NUMBERED
from desk.intake.proceedings import COLUMNS as OF_PROCEEDINGS
from desk.intake.workbook import PROCEEDINGS, REQUESTS
from desk.outtake.paper import Paper, open_paper
from desk.outtake.telling import Fields, Telling
from workflow.casework import Office
from workflow.ledger import Unit

#: How wide a column is, in characters, where it is not as wide as its heading and a day.
WIDTHS = {"ref": 14, "unit": 22, "applicant": 14, "id_document": 20, "contact": 18, "subject": 48, "note": 30}


@dataclass(frozen=True, slots=True)
class Exported:
    """How many cases were written, and which of them are more than a row can tell."""

    cases: int
    more: tuple[str, ...]


def export(
    office: Office, refs: Iterable[str], path: Path, progress: Callable[[int], None] | None = None
) -> Exported:
    """Write cases into a new XLSX or CSV file; `progress` is called with the number of cases told so far.

    How many rounds a case went is known only when all have been looked at, so the rows wait in a file that
    has no name; nothing grows in memory.

    Raises:
        BadInput: the file cannot be written.
        NotFound: there is no such case.
        Refused: a text is longer than a cell can hold.
    """
    with tempfile.TemporaryFile() as waiting, open_paper(path) as paper:
        names, exported = _told(office, refs, waiting, progress)
        columns = list(_columns(names))
        widths = [WIDTHS.get(name, max(11, 2 * len(heading) + 2)) for name, heading in columns]
        page = paper.page(REQUESTS, widths=widths)
        page.row(1, [heading for _, heading in columns])
        for at, fields in enumerate(_waiting(waiting, exported.cases), start=2):
            page.row(at, [fields.get(name) for name, _ in columns])
        if path.suffix.lower() != ".csv":
            _proceedings(paper)
    return exported


def _told(
    office: Office, refs: Iterable[str], waiting: IO[bytes], progress: Callable[[int], None] | None
) -> tuple[set[str], Exported]:
    units, names, more = office.ledger.units(), set[str](), []
    cases = 0
    for cases, ref in enumerate(refs, start=1):
        fields, is_more = _row(office, units, ref)
        pickle.dump(fields, waiting, pickle.HIGHEST_PROTOCOL)
        names |= fields.keys()
        more += [ref] if is_more else []
        if progress:
            progress(cases)
    return names, Exported(cases, tuple(more))


def _row(office: Office, units: Mapping[int, Unit], ref: str) -> tuple[Fields, bool]:
    record = office.ledger.read(ref)
    workdays = office.law.workdays(office.law.regime(record.entries[0].on))
    telling = Telling(record, workdays, units[record.request.unit].name)
    return telling.told(), telling.more


def _waiting(file: IO[bytes], many: int) -> Iterator[Fields]:
    file.seek(0)
    for _ in range(many):
        yield pickle.load(file)  # noqa: S301  # written above, by us


def _columns(names: set[str]) -> Iterator[tuple[str, str]]:
    """Every column with its heading; those of further rounds follow the first of their kind."""
    rounds = max((int(name[len(name.rstrip("0123456789")) :] or 1) for name in names), default=1)
    numbered = [name for name in COLUMNS if name in NUMBERED]
    for name, (heading, *_) in COLUMNS.items():
        if name not in NUMBERED:
            yield name, heading
        elif name == numbered[0]:
            for n in range(1, rounds + 1):
                for each in numbered:
                    end = str(n) if n > 1 else ""
                    if (n == 1 and each != "asked_whom") or f"{each}{end}" in names:
                        yield f"{each}{end}", f"{COLUMNS[each][0]}{end}"


def _proceedings(paper: Paper) -> None:
    headings = [names[0] for names in OF_PROCEEDINGS.values()]
    page = paper.page(PROCEEDINGS, widths=[WIDTHS["ref"], 18, 12, 12, 12, WIDTHS["note"]])
    page.row(1, headings)
