"""A connection in a transaction, with a short way for the few statements every act needs."""

from collections.abc import Callable, Mapping, Sequence
from operator import itemgetter
from typing import Any

from sqlalchemy import Connection, Executable
from sqlalchemy.sql import ClauseElement
from sqlalchemy.sql.compiler import SQLCompiler

from store.doubt import MARK
from store.engine import begin, hold

#: Puts the values of a statement in the order in which its SQL asks for them.
InOrder = Callable[[Mapping[str, object]], Sequence[object]]
#: The SQL of the statements met so far, by the names of their values.
Texts = dict[tuple[Executable, tuple[str, ...]], tuple[str, InOrder]]


class Link:
    """A connection, in a transaction while it is `begun`.

    `core` speaks SQLAlchemy. `run` hands SQL made once from the tables to the driver, which takes days and
    instants as text (see `values.py`): an act is written in a third of the time.

    `seen` holds the copies of the cases that were read in this transaction in order to be written.
    """

    def __init__(self, core: Connection, texts: Texts) -> None:
        self.core = core
        self.begun = False
        self.writes = False
        self.seen: dict[int, dict[str, object]] = {}
        self._driver = hold(core)
        self._dialect = core.dialect.name
        self._texts = texts

    def begin(self, *, writes: bool) -> None:
        """Begin a transaction."""
        begin(self._driver, self._dialect, reads_only=not writes)
        self.begun, self.writes = True, writes

    def mark(self) -> str:
        """What the transaction is found by, should the connection be lost over its end; if it has written."""
        if self._dialect == "sqlite" or not self.writes:
            return ""
        (mark,) = self._driver.execute(MARK).fetchone()
        return mark or ""

    def end(self, *, well: bool) -> None:
        """End the transaction: keep what it did, or nothing of it."""
        self.begun = False
        self.seen.clear()
        # SQLAlchemy has a transaction of its own only when it was spoken to.
        owner = self.core if self.core.in_transaction() else self._driver
        if well:
            owner.commit()
        else:
            owner.rollback()

    def run(self, statement: Executable, values: Mapping[str, object]) -> Any:
        """The driver's cursor for a statement."""
        sql, in_order = self._text(statement, values)
        return self._driver.execute(sql, in_order(values))

    def run_each(self, statement: Executable, values: Sequence[Mapping[str, object]]) -> int:
        """Run a statement once for each of the values, all of the same names; the rows it touched."""
        if not values:
            return 0
        sql, in_order = self._text(statement, values[0])
        cursor = self._driver.cursor()
        cursor.executemany(sql, list(map(in_order, values)))
        return int(cursor.rowcount)

    def command(self, word: str) -> None:
        """Say a bare word of SQL."""
        self._driver.execute(word)

    def _text(self, statement: Executable, values: Mapping[str, object]) -> tuple[str, InOrder]:
        key = (statement, tuple(values))
        found = self._texts.get(key)
        if found is None:
            assert isinstance(statement, ClauseElement)
            compiled = statement.compile(dialect=self.core.dialect, column_keys=list(values))
            assert isinstance(compiled, SQLCompiler)
            found = self._texts[key] = str(compiled), _in_order(compiled, values)
        return found


def _in_order(compiled: SQLCompiler, values: Mapping[str, object]) -> InOrder:
    names = compiled.positiontup or []
    fixed = {name: value for name, value in compiled.params.items() if name not in values}
    if len(names) > 1 and not fixed:
        return itemgetter(*names)
    return lambda values: [values[name] if name in values else fixed[name] for name in names]
