"""Offices made up for a measurement: an empty ledger, and a few cases copied into very many."""

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Table, event

from store.ledger import SqlLedger, open_ledger
from store.tables import APPLICANTS, CASES, ENTRIES
from workflow.alerts import AlertPolicy
from workflow.casework import Actor, Office
from workflow.law import open_law
from workflow.ledger import Applicant, Request
from workflow.machine import EVERY_ROLE

NOW = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
ACTOR = Actor("小王", EVERY_ROLE)
REQUEST = Request(1, (Applicant("张三", address="丁村1号", postcode="750021"),), "城东片区征收补偿方案")


def make_office(path: Path, *, durable: bool = True) -> Office:
    """An office of one unit, with no case yet, in a file of its own."""
    ledger = open_ledger(f"sqlite:///{path}")
    if not durable:
        event.listen(ledger.engine, "connect", _hurry)
    ledger.migrate()
    ledger.add_unit("某市自然资源局")
    return Office(open_law(), ledger, AlertPolicy())


def connect(office: Office, *, durable: bool = True) -> Any:
    """The driver's own connection to the office's file, which waits for the disk as the store's does."""
    ledger = office.ledger
    assert isinstance(ledger, SqlLedger)
    driver: Any = ledger.engine.dialect.dbapi
    connection = driver.connect(ledger.engine.url.database, isolation_level=None)
    with ledger.engine.connect() as own:
        level = own.exec_driver_sql("PRAGMA synchronous").scalar_one()
    connection.execute(f"PRAGMA synchronous={level if durable else 0}")
    return connection


def _hurry(connection: Any, _record: object) -> None:
    connection.execute("PRAGMA synchronous=OFF")


def multiply(
    office: Office,
    many: int,
    template: str,
    given: Mapping[str, str] | None = None,
    *,
    whole: bool = True,
    applicants: Mapping[str, str] | None = None,
) -> None:
    """Copy cases into `many` more, with their one entry unless only the rows of `cases` matter.

    `template` is SQL for the number of the case that the copy `n` is made of, `given` SQL for the columns in
    which it differs, `applicants` for those of its applicant. The chain of a copy would not hold, since a
    hash is of the reference too; nothing measured here looks at it.
    """
    connection = connect(office, durable=False)
    connection.execute("BEGIN IMMEDIATE")
    connection.execute("CREATE TEMP TABLE made (id INTEGER PRIMARY KEY, n INTEGER, template INTEGER)")
    connection.execute(
        "WITH RECURSIVE numbers (n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM numbers WHERE n + 1 < ?) "
        f"INSERT INTO made SELECT (SELECT max(id) FROM cases) + 1 + n, n, {template} FROM numbers",
        (many,),
    )
    _copy(connection, CASES, "id", {"ref": "printf('M-2026-%07d', n)", **(given or {})})
    for table, others in ((APPLICANTS, applicants), (ENTRIES, None)) if whole else ():
        _copy(connection, table, "case_id", others or {})
    connection.execute("COMMIT")
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()


def _copy(connection: Any, table: Table, key: str, given: Mapping[str, str]) -> None:
    names = [column.name for column in table.columns if column.name != key]
    into = ", ".join(f'"{name}"' for name in (key, *names))
    told = ", ".join(given.get(name, f't."{name}"') for name in names)
    connection.execute(
        f"INSERT INTO {table.name} ({into}) SELECT made.id, {told} "
        f"FROM made JOIN {table.name} AS t ON t.{key} = made.template ORDER BY made.id"
    )
