"""Job G: a ledger in from a workbook and out into one, beside bare calamine, SQL and xlsxwriter."""

import io
import tempfile
from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from functools import partial
from itertools import count
from pathlib import Path
from typing import Any

from python_calamine import CalamineWorkbook
from xlsxwriter import Workbook

from bench.made import ACTOR, NOW, connect, make_office
from bench.rounds import NO_TARGET, Race, Target, times
from desk.intake.batches import source_of
from desk.intake.keep import Memory, bring_in
from desk.intake.plan import plan, read_ledger
from desk.outtake.ledger import export
from desk.outtake.paper import OPTIONS, Cell, open_paper
from store.ledger import SqlLedger
from workflow.casework import Office

#: Rounds of what takes seconds a run.
FEW_ROUNDS = 3
TARGET: Target = times(2)
HEADINGS = (
    "登记号", "收到日期", "申请渠道", "申请人类别", "申请人", "证件号码", "联系方式", "申请内容", "主题分类",
    "通信地址", "邮编", "延期通知日期", "延长工作日", "答复日期", "办理结果", "送达方式", "交邮日期",
    "快递单号",
)  # fmt: skip


def races(*, full: bool) -> Iterator[Race]:
    """A ledger of 2,000 cases, or of 100,000, in and out; a piece is a case."""
    many = 100_000 if full else 2_000
    with tempfile.TemporaryDirectory(prefix="foi-bench-") as name:
        folder, numbers = Path(name), count(1)
        path = folder / "ledger.xlsx"
        _make(path, many)
        data = path.read_bytes()
        offices = [make_office(folder / "0.db")]

        def renew() -> None:
            offices[:] = [make_office(folder / f"{next(numbers)}.db")]

        yield Race(
            "read a ledger in XLSX", "bare calamine", lambda: _bare_read(data), lambda: _read(data),
            many, NO_TARGET, rounds=FEW_ROUNDS,
        )  # fmt: skip
        yield Race(
            f"import {many:,} cases from XLSX", "bare calamine and executemany",
            lambda: _bare_import(offices[0], data), lambda: _import(offices[0], data),
            many, TARGET, renew, FEW_ROUNDS,
        )  # fmt: skip
        yield Race(
            "import the same again", "bare calamine", lambda: _bare_read(data),
            lambda: _import(offices[0], data), many, NO_TARGET, rounds=FEW_ROUNDS,
        )  # fmt: skip
        rows = _bare_read(data)
        yield Race(
            f"export {many:,} cases as XLSX", "bare xlsxwriter",
            lambda: _bare_write(folder / "bare.xlsx", rows),
            lambda: export(offices[0], offices[0].ledger.refs(), folder / "ours.xlsx"),
            many, NO_TARGET, rounds=FEW_ROUNDS,
        )  # fmt: skip


def _make(path: Path, many: int) -> None:
    """A ledger as an office might have kept it: six of seven answered, some extended."""
    with open_paper(path) as paper:
        page = paper.page("申请")
        page.row(1, HEADINGS)
        for n in range(many):
            page.row(n + 2, _row(n))


def _row(n: int) -> Sequence[Cell]:
    received = date(2020, 1, 6) + timedelta(days=n % 2000)
    extended, answered = received + timedelta(days=10), received + timedelta(days=20)
    return (
        f"甲-{n:06}", received, ("信函", "网络", "当面")[n % 3], "自然人", f"申请人{n}",
        f"64010519900101{n % 9999:04}", f"139{n:08}", f"某地块征收补偿方案及批复文件第{n}号", "征地补偿",
        f"某区某路{n}号", "750021",
        *((extended, 10) if n % 11 == 0 else (None, None)),
        *((answered, "予以公开", "邮寄", answered, f"E{n:010}") if n % 7 else ()),
    )  # fmt: skip


def _read(data: bytes) -> int:
    return sum(1 for _ in read_ledger(data, "ledger.xlsx").requests.rows)


def _import(office: Office, data: bytes) -> None:
    ledger = office.ledger
    assert isinstance(ledger, SqlLedger)
    work_out = partial(plan, office, read_ledger(data, "ledger.xlsx"), imports=ledger)
    memory = Memory(ledger, source_of(data, "ledger.xlsx"))
    found, _ = bring_in(office, work_out, ACTOR, now=NOW, memory=memory)
    assert not found.faults


def _bare_read(data: bytes) -> list[list[Any]]:
    return CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0).to_python()


def _bare_import(office: Office, data: bytes) -> None:
    """The cells as they are, each row one row of one table: no law, no chain, no copies, no entries."""
    raw, names = connect(office), ", ".join(f"c{n}" for n in range(len(HEADINGS)))
    raw.execute("BEGIN IMMEDIATE")
    raw.execute(f"CREATE TABLE bare ({names})")
    marks = ", ".join("?" * len(HEADINGS))
    rows = ([str(cell) for cell in row] for row in _bare_read(data)[1:])
    raw.executemany(f"INSERT INTO bare VALUES ({marks})", rows)
    raw.execute("COMMIT")
    raw.execute("DROP TABLE bare")
    raw.close()


def _bare_write(path: Path, rows: list[list[Any]]) -> None:
    """The same cells in the same ways, from a list in memory."""
    book = Workbook(path, OPTIONS)
    sheet, day = book.add_worksheet("申请"), book.add_format({"num_format": "yyyy-mm-dd"})
    for at, cells in enumerate(rows):
        for place, cell in enumerate(cells):
            if isinstance(cell, str):
                if cell:
                    sheet.write_string(at, place, cell)
            elif isinstance(cell, date):
                sheet.write_datetime(at, place, datetime(cell.year, cell.month, cell.day), day)  # noqa: DTZ001
            else:
                sheet.write_number(at, place, cell)
    book.close()
