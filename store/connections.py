"""Transactions: each thread has one connection of its own, and a transaction inside another is part of it."""

import threading
import time
import weakref
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from typing import Any, Final

from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import DBAPIError

from store.engine import plainly
from store.guard import Clock, minded
from store.link import Link, Texts

#: After this many idle seconds a server may have closed the connection, so it is tried first.
IDLE: Final = 30.0


class Connections:
    """The links of an engine, one a thread: to take one from a pool costs half of what an act costs.

    Where a `clock` is given, nothing is written while it stands before what was written last.
    """

    def __init__(self, engine: Engine, clock: Clock | None = None) -> None:
        self.engine = engine
        self.clock = clock
        driver: Any = engine.dialect.dbapi
        self._faults = (DBAPIError, driver.Error)
        self._own = threading.local()
        self._texts: Texts = {}
        self._open: weakref.WeakSet[Connection] = weakref.WeakSet()
        # A file left open keeps its journal beside it, even when the program has ended.
        weakref.finalize(self, _close, self._open)

    def close(self) -> None:
        """Close the connections of all threads; whoever asks again opens one anew."""
        _close(self._open)

    @contextmanager
    def writing(self) -> Iterator[Link]:
        """The transaction around, or one of its own.

        Raises:
            Busy: the database is in use, or out of reach.
            ClockBehind: the machine's clock has gone back.
        """
        link = self._around()
        if link is not None:
            yield link
        else:
            with self._begun(writes=True, clock=self.clock) as link:
                yield link

    @contextmanager
    def setting_the_clock(self) -> Iterator[Link]:
        """A transaction that writes whatever the clock says, for whoever sets right what it is held against.

        Raises:
            Busy: the database is in use, or out of reach.
        """
        assert self._around() is None, "it cannot be part of one that minds the clock"
        with self._begun(writes=True) as link:
            yield link

    @contextmanager
    def reading(self) -> Iterator[Link]:
        """The transaction around, or one that sees a single moment and does not queue behind writers.

        Raises:
            Busy: the database is out of reach.
        """
        link = self._around()
        if link is not None:
            yield link
        else:
            with self._begun(writes=False) as link:
                yield link

    @contextmanager
    def nested(self) -> Iterator[None]:
        """A transaction, or a part of the one around that can fail alone.

        Raises:
            Busy: the database is in use, or out of reach.
            ClockBehind: the machine's clock has gone back.
        """
        link = self._around()
        if link is None:
            with self._begun(writes=True, clock=self.clock):
                yield
            return
        link.command("SAVEPOINT part")
        try:
            yield
        except BaseException:
            link.command("ROLLBACK TO part")
            link.command("RELEASE part")
            link.seen.clear()
            raise
        link.command("RELEASE part")

    def _around(self) -> Link | None:
        link: Link | None = getattr(self._own, "link", None)
        return link if link is not None and link.begun else None

    @contextmanager
    def _begun(self, *, writes: bool, clock: Clock | None = None) -> Iterator[Link]:
        try:
            link = self._ready()
            link.begin(writes=writes)
            try:
                with minded(link, clock) if clock else nullcontext():
                    yield link
            except BaseException:
                link.end(well=False)
                raise
            link.end(well=True)
        except self._faults as error:
            # Whatever state it is in, the next transaction shall not suffer for it.
            self._drop()
            plain = plainly(self.engine, error)
            if plain is None:
                raise
            raise plain from error

    def _ready(self) -> Link:
        """This thread's link, tried first when it has lain idle."""
        link: Link | None = getattr(self._own, "link", None)
        if link is None or not _answers(link):
            self._drop()
            core = self.engine.connect()
            self._open.add(core)
            link = self._own.link = Link(core, self._texts)
        return link

    def _drop(self) -> None:
        link: Link | None = getattr(self._own, "link", None)
        if link is not None and not link.core.closed:
            link.core.invalidate()
            link.core.close()
        self._own.link = None


def _answers(link: Link) -> bool:
    if link.core.closed:
        return False
    if time.monotonic() - link.used_at < IDLE:
        return True
    try:
        with link.core.begin():
            link.core.execute(text("SELECT 1"))
    except DBAPIError:
        return False
    return True


def _close(connections: "weakref.WeakSet[Connection]") -> None:
    for connection in list(connections):
        connection.close()
