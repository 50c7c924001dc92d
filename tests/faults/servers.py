"""Databases to be hard on: a file, or a PostgreSQL of our own that can be killed and started again."""

import os
import random
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from sqlalchemy import create_engine, text

from tests.postgres import INITDB, SETTINGS, _give_away, _run, binaries

#: How long a server may take to start after it was killed, in seconds.
PATIENCE = 60


class Server:
    """A PostgreSQL in a folder of its own, reached by a socket."""

    def __init__(self) -> None:
        home = binaries()
        assert home is not None, "PostgreSQL is not installed (no /usr/lib/postgresql/*/bin)"
        self._home = home
        self._folder = Path(tempfile.mkdtemp(prefix="foi-faults-"))
        _give_away(self._folder)
        _run(home / "initdb", "-D", self._folder / "data", *INITDB)
        self.start()
        # Chinese sorts by its code points everywhere, as it does in SQLite.
        engine = create_engine(self.url("postgres"), isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.execute(text("CREATE DATABASE foi TEMPLATE template0"))
        engine.dispose()

    def url(self, name: str = "foi") -> str:
        """Where a database of it is reached."""
        return f"postgresql+psycopg://postgres@/{name}?host={self._folder}"

    def start(self) -> None:
        """Start it; its last processes may still hold what it left when it was killed."""
        settings = SETTINGS.format(folder=self._folder)
        words = ("-D", self._folder / "data", "-o", settings, "-l", self._folder / "log", "-w", "start")
        until = time.monotonic() + PATIENCE
        while True:
            try:
                return _run("sh", "-c", 'exec "$@" 2>/dev/null', "sh", self._home / "pg_ctl", *words)
            except subprocess.CalledProcessError:
                if time.monotonic() > until:
                    raise
                time.sleep(0.2)

    def kill(self) -> None:
        """SIGKILL to the postmaster: what it had begun is left as it lies."""
        os.kill(self._postmaster(), signal.SIGKILL)

    def kill_backend(self, rng: random.Random) -> bool:
        """SIGKILL to what serves a client: the server drops all of them; whether there was one."""
        return self._signalled(rng, signal.SIGKILL)

    def end_backend(self, rng: random.Random) -> bool:
        """The same asked politely: the client loses its connection, and nobody else."""
        return self._signalled(rng, signal.SIGTERM)

    def _signalled(self, rng: random.Random, word: signal.Signals) -> bool:
        found = [pid for pid, words in self._below() if "postgres: postgres foi" in words]
        if found:
            with suppress(ProcessLookupError):
                os.kill(rng.choice(found), word)
        return bool(found)

    def close(self) -> None:
        """Stop it and leave nothing."""
        with suppress(subprocess.CalledProcessError):
            _run(self._home / "pg_ctl", "-D", self._folder / "data", "-m", "immediate", "-w", "stop")
        shutil.rmtree(self._folder, ignore_errors=True)

    def _postmaster(self) -> int:
        return int((self._folder / "data" / "postmaster.pid").read_text().split()[0])

    def _below(self) -> Iterator[tuple[int, str]]:
        """The server's processes and what they are called."""
        try:
            children = Path(f"/proc/{self._postmaster()}/task/{self._postmaster()}/children").read_text()
        except OSError:
            return
        for pid in children.split():
            with suppress(OSError):
                yield int(pid), Path(f"/proc/{pid}/cmdline").read_bytes().decode(errors="replace")


@contextmanager
def server() -> Iterator[Server]:
    """A server, for as long as it is asked for."""
    made = Server()
    try:
        yield made
    finally:
        made.close()


@contextmanager
def database(kind: str, folder: Path) -> Iterator[str]:
    """The address of an empty database of this kind."""
    folder.mkdir(parents=True)
    if kind == "SQLite":
        yield f"sqlite:///{folder / 'foi.db'}"
        return
    with server() as made:
        yield made.url()
