"""The ledger as a spreadsheet, one row a case."""

import pickle
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import IO

from desk.intake.headings import COLUMNS, NUMBERED
from desk.intake.proceedings import COLUMNS as OF_PROCEEDINGS
from desk.intake.workbook import PROCEEDINGS, REQUESTS
from desk.outtake.paper import Cell, Paper, open_paper
from desk.outtake.proceedings import pleaded
from desk.outtake.telling import Fields, Telling
from workflow.casework import Office
from workflow.ledger import Record, Unit

#: How wide a column is, in characters, where it is not as wide as its heading and a day.
WIDTHS = {"ref": 14, "unit": 22, "applicant": 14, "id_document": 20, "contact": 18, "subject": 48, "note": 30}


@dataclass(frozen=True, slots=True)
class Exported:
    """How many cases were written, and which of them are more than a row can tell.

    So many reviews, suits and complaints over them stand on a sheet of their own; CSV leaves them out.
    """

    cases: int
    more: tuple[str, ...]
    proceedings: int = 0
    left_out: int = 0


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
        names, exported, disputes = _told(office, refs, waiting, progress)
        columns = list(_columns(names))
        widths = [WIDTHS.get(name, max(11, 2 * len(heading) + 2)) for name, heading in columns]
        page = paper.page(REQUESTS, widths=widths)
        page.row(1, [heading for _, heading in columns])
        for at, fields in enumerate(_waiting(waiting, exported.cases), start=2):
            page.row(at, [fields.get(name) for name, _ in columns])
        if path.suffix.lower() == ".csv":
            return replace(exported, left_out=len(disputes))
        _proceedings(paper, disputes)
    return replace(exported, proceedings=len(disputes))


def _told(
    office: Office, refs: Iterable[str], waiting: IO[bytes], progress: Callable[[int], None] | None
) -> tuple[set[str], Exported, list[Sequence[Cell]]]:
    units, names, more = office.ledger.units(), set[str](), []
    disputes: list[Sequence[Cell]] = []
    cases = 0
    for cases, ref in enumerate(refs, start=1):
        record = office.ledger.read(ref)
        fields, is_more = _row(office, units, record)
        rows, holds_more = pleaded(office.law, record)
        disputes += rows
        pickle.dump(fields, waiting, pickle.HIGHEST_PROTOCOL)
        names |= fields.keys()
        more += [ref] if is_more or holds_more else []
        if progress:
            progress(cases)
    return names, Exported(cases, tuple(more)), disputes


def _row(office: Office, units: Mapping[int, Unit], record: Record) -> tuple[Fields, bool]:
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


def _proceedings(paper: Paper, disputes: Iterable[Sequence[Cell]]) -> None:
    headings = [names[0] for names in OF_PROCEEDINGS.values()]
    page = paper.page(PROCEEDINGS, widths=[WIDTHS["ref"], 18, 12, 12, 12, WIDTHS["note"]])
    page.row(1, headings)
    for at, cells in enumerate(disputes, start=2):
        page.row(at, cells)
