"""Imports are remembered, and undone as long as nobody has worked on what they brought."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from sqlalchemy import delete, func, insert, select, update

from store.alert_tables import ALERTS
from store.import_tables import IMPORTED, IMPORTS
from store.link import Link
from store.tables import APPLICANTS, CASES, DOCUMENTS, ENTRIES, PROCEEDINGS, TEXTS, UNANSWERED
from store.triggers import APPEND_ONLY
from workflow.errors import NotFound, Refused
from workflow.ledger import Record

_I, _R = IMPORTS.c, IMPORTED.c
STANDING = select(_R.digest, _R.ref).join(IMPORTS, _I.id == _R.import_id).where(_I.undone_at.is_(None))
NEW_ROW = insert(IMPORTED)
#: How each database is told to let entries go, and to let no more go. Both are part of the transaction.
_LET_GO: Final = {
    "sqlite": ("DROP TRIGGER entries_no_delete", APPEND_ONLY["sqlite"][1]),
    "postgresql": (
        "ALTER TABLE entries DISABLE TRIGGER entries_no_change",
        "ALTER TABLE entries ENABLE TRIGGER entries_no_change",
    ),
}


def imported(link: Link, digests: Collection[str]) -> Mapping[str, str]:
    """The cases that came from rows with these digests, but for those that were taken out again."""
    found = link.core.execute(STANDING.where(_R.digest.in_(digests))) if digests else ()
    return {row.digest: row.ref for row in found}


def keep(link: Link, file: str, digest: str, by: str, at: datetime) -> int:
    """Remember an import; its number."""
    told = {"file": file, "digest": digest, "by": by, "at": at, "undone_by": ""}
    number: int = link.core.execute(insert(IMPORTS).values(told).returning(_I.id)).scalar_one()
    return number


def keep_rows(link: Link, number: int, rows: Sequence[tuple[int, str, Record]]) -> None:
    """Remember the rows cases came from: each by its place, its digest and its case."""
    told = (
        {
            "import_id": number,
            "row": row,
            "ref": record.ref,
            "digest": digest,
            "head": record.entries[-1].hash,
        }
        for row, digest, record in rows
    )
    link.run_each(NEW_ROW, list(told))


def every(link: Link) -> Sequence[Any]:
    """Every import, oldest first: (number, file, by, at, cases, undone at)."""
    counted = (
        select(_I.id, _I.file, _I.by, _I.at, func.count(_R.row), _I.undone_at)
        .outerjoin(IMPORTED, _R.import_id == _I.id)
        .group_by(_I.id)
        .order_by(_I.id)
    )
    return [tuple(row) for row in link.core.execute(counted)]


def refs(link: Link, number: int) -> Sequence[str]:
    """The cases that an import brought."""
    return link.core.execute(select(_R.ref).where(_R.import_id == number)).scalars().all()


def undo(link: Link, number: int, by: str, at: datetime) -> int:
    """Take out again what an import brought; how many cases. The rows of the import stay, with their heads.

    Raises:
        NotFound: there was no such import, or it was undone already.
        Refused: somebody has worked on one of its cases since.
    """
    live = select(_I.id).where(_I.id == number, _I.undone_at.is_(None))
    if link.core.execute(live).one_or_none() is None:
        raise NotFound("no_import", "There is no import {number} that could be undone.", number=number)
    _check_untouched(link, number)
    ids = select(CASES.c.id).join(IMPORTED, _R.ref == CASES.c.ref).where(_R.import_id == number)
    cases: list[int] = list(link.core.execute(ids).scalars())
    let_go, let_no_more_go = _LET_GO[link.core.dialect.name]
    link.core.exec_driver_sql(let_go)
    for table in (ALERTS, UNANSWERED, PROCEEDINGS, TEXTS, APPLICANTS, ENTRIES):
        link.core.execute(delete(table).where(table.c.case_id.in_(ids)))
    link.core.exec_driver_sql(let_no_more_go)
    brought = select(_R.ref).where(_R.import_id == number)
    link.core.execute(delete(CASES).where(CASES.c.ref.in_(brought)))
    link.core.execute(update(IMPORTS).where(_I.id == number).values(undone_by=by, undone_at=at))
    return len(cases)


def _check_untouched(link: Link, number: int) -> None:
    """A case is as it came when its chain ends where it ended then, and no letter was drafted for it."""
    of_import = select(CASES.c.ref).join(IMPORTED, _R.ref == CASES.c.ref).where(_R.import_id == number)
    lettered = select(DOCUMENTS.c.case_id)
    touched = of_import.where((CASES.c.head != _R.head) | CASES.c.id.in_(lettered))
    found = link.core.execute(touched.order_by(CASES.c.ref).limit(10)).scalars().all()
    if found:
        raise Refused(
            "import_worked_on",
            "Somebody has worked on these cases since: {refs}. Import {number} cannot be undone any more.",
            refs=tuple(found),
            number=number,
        )
