"""A whole database copied into another, of either kind, and proved to hold the same."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final

from sqlalchemy import Connection, Engine, Table, func, insert, inspect, select, text

from store.columns import METADATA
from store.engine import begin, hold, open_engine, said_plainly
from store.migrations import upgraded
from workflow.errors import Broken, Refused

#: So many rows are in memory at a time.
CHUNK: Final = 1000
_WIDTH: Final = 1 << 256


@dataclass(frozen=True, slots=True)
class Held:
    """What a table holds: how many rows, and the sum of their SHA-256, in whatever order they stand."""

    rows: int
    digest: str


def copy_database(source: Engine, url: str) -> Mapping[str, Held]:
    """Copy every table as it stands at one moment, in one transaction, to a database that has none.

    Whoever is stopped in the middle has written nothing. Each table is read again where it was written, and
    must hold what was read.

    Raises:
        BadInput: the URL names no database.
        Broken: a table does not hold what was read.
        Busy: one of the databases is in use, or out of reach.
        Refused: there are tables already.
    """
    target = open_engine(url)
    with said_plainly(source), source.connect() as read, said_plainly(target):
        begin(hold(read), source.dialect.name, reads_only=True)
        _check_empty(target)
        with upgraded(target) as write:
            return {table.name: _copy(read, write, table) for table in METADATA.sorted_tables}


def _check_empty(target: Engine) -> None:
    with target.connect() as connection:
        if names := inspect(connection).get_table_names():
            raise Refused(
                "database_not_empty",
                "The other database is not empty: it has a table {table}. Name a new one.",
                table=names[0],
            )


def _copy(read: Connection, write: Connection, table: Table) -> Held:
    found = _Sum()
    put = _put_by_copy if write.dialect.name == "postgresql" else _put_by_insert
    put(write, table, found.over(_chunks(read, table)))
    _count_on(write, table)
    kept = _Sum()
    for _ in kept.over(_chunks(write, table)):
        pass
    if found.held != kept.held:
        raise Broken(
            "copy_differs_from_table", "The table {table} was not copied as it is.", table=table.name
        )
    return found.held


def _chunks(connection: Connection, table: Table) -> Iterator[Sequence[Sequence[Any]]]:
    # A cursor of the server's: no more rows are here than are worked on.
    with connection.execute(select(table), execution_options={"yield_per": CHUNK}) as found:
        for rows in found.partitions():
            yield list(map(tuple, rows))


class _Sum:
    """Adds up the rows that pass."""

    def __init__(self) -> None:
        self._rows = self._sum = 0

    @property
    def held(self) -> Held:
        return Held(self._rows, f"{self._sum:064x}")

    def over(self, chunks: Iterator[Sequence[Sequence[Any]]]) -> Iterator[Sequence[Sequence[Any]]]:
        for rows in chunks:
            self._rows += len(rows)
            self._sum = (self._sum + sum(map(_digest, rows))) % _WIDTH
            yield rows


def _digest(row: Sequence[Any]) -> int:
    """The SHA-256 of a row as Python has it: the same whichever database it came from."""
    told = tuple(value.astimezone(UTC) if isinstance(value, datetime) else value for value in row)
    return int.from_bytes(hashlib.sha256(repr(told).encode()).digest())


def _put_by_copy(write: Connection, table: Table, chunks: Iterator[Sequence[Sequence[Any]]]) -> None:
    """One statement: a unit may stand before the one above it."""
    quote = write.dialect.identifier_preparer.quote
    columns = ", ".join(quote(column.name) for column in table.columns)
    driver: Any = write.connection.driver_connection
    with driver.cursor() as cursor, cursor.copy(f"COPY {quote(table.name)} ({columns}) FROM STDIN") as copy:
        for rows in chunks:
            for row in rows:
                copy.write_row(row)


def _put_by_insert(write: Connection, table: Table, chunks: Iterator[Sequence[Sequence[Any]]]) -> None:
    names = [column.name for column in table.columns]
    for rows in chunks:
        write.execute(insert(table), [dict(zip(names, row, strict=True)) for row in rows])


def _count_on(write: Connection, table: Table) -> None:
    """Let the numbers that PostgreSQL gives go on where they stand; SQLite looks itself."""
    counted = table.autoincrement_column
    if counted is None or write.dialect.name != "postgresql":
        return
    last = write.execute(select(func.max(counted))).scalar_one()
    if last is not None:
        sequence = text("SELECT setval(pg_get_serial_sequence(:table, :column), :last)")
        write.execute(sequence, {"table": table.name, "column": counted.name, "last": last})
