"""A ledger given back as it came, with a column 错误 that says what must be mended."""

from collections.abc import Callable, Sequence
from pathlib import Path

from desk.intake.cells import Fault
from desk.intake.headings import FAULTS
from desk.intake.plan import Book
from desk.intake.row import Saying
from desk.intake.sheet import Sheet
from desk.outtake.paper import Paper, open_paper


def give_back(
    path: Path, book: Book, faults: Sequence[Fault], say: Saying, progress: Callable[[int], None]
) -> None:
    """Write the sheets of a ledger anew, the faults of each row beside it; rows keep their numbers in XLSX.

    A CSV file is one sheet, so it has the requests only. `progress` is called with the number of rows so far.

    Raises:
        BadInput: the file cannot be written.
    """
    with open_paper(path) as paper:
        _sheet(paper, book.requests, faults, say, progress)
        if book.proceedings and path.suffix.lower() != ".csv":
            _sheet(paper, book.proceedings, faults, say, progress)


def _sheet(
    paper: Paper, sheet: Sheet, faults: Sequence[Fault], say: Saying, progress: Callable[[int], None]
) -> None:
    kept = [at for at, heading in enumerate(sheet.headings) if heading.strip() != FAULTS]
    page = paper.page(sheet.name or "申请", headings_at=sheet.headings_at)
    page.row(sheet.headings_at, [*(sheet.headings[at] for at in kept), FAULTS])
    found: dict[int, list[str]] = {}
    for fault in faults:
        if fault.sheet == sheet.name:
            found.setdefault(fault.row, []).append(f"{fault.column}：{say(fault.message)}")
    for done, row in enumerate(sheet.rows, start=1):
        cells = [row.cells[at] if at < len(row.cells) else "" for at in kept]
        progress(done)
        page.row(row.number, [*cells, "；".join(found.get(row.number, ()))])
