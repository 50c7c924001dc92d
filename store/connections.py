"""Transactions: each thread has one connection of its own, and a transaction inside another is part of it."""

import threading
import weakref
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from typing import Any

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError

from store.doubt import found_out
from store.engine import is_asked_again, is_lost, plainly
from store.guard import Clock, minded
from store.link import Link, Texts
from workflow.errors import Again


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
            Again: the database asks for it to be begun anew.
            Busy: the database is in use, or out of reach; or nobody knows what became of it.
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
            Again: the database asks for it to be begun anew.
            Busy: the database is in use, or out of reach; or nobody knows what became of it.
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
            link = self._ready(writes=writes)
            try:
                with minded(link, clock) if clock else nullcontext():
                    yield link
                mark = link.mark()
            except BaseException:
                link.end(well=False)
                raise
            self._keep(link, mark)
        except self._faults as error:
            # Whatever state it is in, the next transaction shall not suffer for it.
            self._drop()
            plain = plainly(self.engine, error)
            if plain is None:
                raise
            if writes and is_asked_again(self.engine, error):
                raise Again(plain.code, plain.template, **plain.values) from error
            raise plain from error

    def _keep(self, link: Link, mark: str) -> None:
        """End a transaction well; where the connection is lost over it, ask the server what became of it."""
        try:
            link.end(well=True)
        except self._faults as error:
            if not mark or not is_lost(self.engine, error):
                raise
            self._drop()
            found_out(self.engine, mark, error)

    def _ready(self, *, writes: bool) -> Link:
        """This thread's link, in a transaction; a new one where the server has let go of the last."""
        link: Link | None = getattr(self._own, "link", None)
        if link is not None and not link.core.closed:
            try:
                link.begin(writes=writes)
            except self._faults as error:
                if not is_lost(self.engine, error):
                    raise
            else:
                return link
        self._drop()
        core = self.engine.connect()
        self._open.add(core)
        link = self._own.link = Link(core, self._texts)
        link.begin(writes=writes)
        return link

    def _drop(self) -> None:
        link: Link | None = getattr(self._own, "link", None)
        if link is not None and not link.core.closed:
            link.core.invalidate()
            link.core.close()
        self._own.link = None


def _close(connections: "weakref.WeakSet[Connection]") -> None:
    for connection in list(connections):
        connection.close()
