"""A connection in a transaction, with a short way for the few statements every act needs."""

import time
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Executable
from sqlalchemy.sql import ClauseElement

from store.engine import begin, hold

#: The SQL of the statements met so far, by the names of their values, with the values that never change.
Texts = dict[tuple[Executable, tuple[str, ...]], tuple[str, dict[str, object]]]


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
        self.used_at = time.monotonic()
        self.seen: dict[int, dict[str, object]] = {}
        self._driver = hold(core)
        self._dialect = core.dialect.name
        self._texts = texts

    def begin(self, *, writes: bool) -> None:
        """Begin a transaction."""
        begin(self._driver, self._dialect, reads_only=not writes)
        self.begun, self.writes = True, writes

    def end(self, *, well: bool) -> None:
        """End the transaction: keep what it did, or nothing of it."""
        self.begun, self.used_at = False, time.monotonic()
        self.seen.clear()
        # SQLAlchemy has a transaction of its own only when it was spoken to.
        owner = self.core if self.core.in_transaction() else self._driver
        if well:
            owner.commit()
        else:
            owner.rollback()

    def run(self, statement: Executable, values: Mapping[str, object]) -> Any:
        """The driver's cursor for a statement."""
        sql, fixed = self._text(statement, values)
        return self._driver.execute(sql, {**fixed, **values} if fixed else values)

    def run_each(self, statement: Executable, values: Sequence[Mapping[str, object]]) -> None:
        """Run a statement once for each of the values."""
        for each in values:
            self.run(statement, each)

    def command(self, word: str) -> None:
        """Say a bare word of SQL."""
        self._driver.execute(word)

    def _text(self, statement: Executable, values: Mapping[str, object]) -> tuple[str, dict[str, object]]:
        key = (statement, tuple(values))
        found = self._texts.get(key)
        if found is None:
            assert isinstance(statement, ClauseElement)
            compiled = statement.compile(dialect=self.core.dialect, column_keys=list(values))
            fixed = {name: value for name, value in compiled.params.items() if name not in values}
            found = self._texts[key] = str(compiled), fixed
        return found
