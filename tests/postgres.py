"""A PostgreSQL of the tests' own: made in its own folder, reached by a socket only, gone with the session."""

import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

#: Chinese is letters to it, as it must be for searching; it need not survive a power cut.
INITDB = ("-E", "UTF8", "--locale=C.UTF-8", "-A", "trust", "-U", "postgres", "--no-sync")
SETTINGS = "-c listen_addresses='' -c fsync=off -c max_connections=60 -c unix_socket_directories={folder}"


def binaries() -> Path | None:
    """Where the newest server's programs are, if there is one."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda p: int(p.parts[-3]))
    return found[-1].parent if found else None


@contextmanager
def cluster() -> Iterator[str]:
    """The URL of a server's empty database, with `{}` where a name of your own may stand."""
    home = binaries()
    if home is None:
        pytest.skip("PostgreSQL is not installed (no /usr/lib/postgresql/*/bin)")
    folder = Path(tempfile.mkdtemp(prefix="foi-pg-"))
    try:
        _give_away(folder)
        _run(home / "initdb", "-D", folder / "data", *INITDB)
        settings = SETTINGS.format(folder=folder)
        _run(home / "pg_ctl", "-D", folder / "data", "-o", settings, "-l", folder / "log", "-w", "start")
        try:
            yield f"postgresql+psycopg://postgres@/{{}}?host={folder}"
        finally:
            _run(home / "pg_ctl", "-D", folder / "data", "-m", "immediate", "-w", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def start_again(url: str, meanwhile: Callable[[], None]) -> None:
    """Kill a server of ours as a power cut would, do something while it is gone, and start it again."""
    home, folder = binaries(), Path(url.partition("host=")[2])
    assert home
    pid = int((folder / "data/postmaster.pid").read_text().split()[0])
    os.kill(pid, signal.SIGKILL)
    until = time.monotonic() + 30
    while time.monotonic() < until and _lives(pid):
        time.sleep(0.05)
    meanwhile()
    settings = SETTINGS.format(folder=folder)
    words = (home / "pg_ctl", "-D", folder / "data", "-o", settings, "-l", folder / "log", "-w", "start")
    while time.monotonic() < until:
        # Its children may still be about for a moment, and it will not start beside them.
        with suppress(subprocess.CalledProcessError):
            return _run(*words)
        time.sleep(0.2)
    raise AssertionError((folder / "log").read_text())


def _lives(pid: int) -> bool:
    try:
        return "Z" not in Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2][:3]
    except OSError:
        return False


def _give_away(folder: Path) -> None:
    """The server refuses to run as root, so it runs as its own user."""
    if os.geteuid() == 0:
        shutil.chown(folder, "postgres", "postgres")


def _run(*words: object) -> None:
    command = [str(word) for word in words]
    if os.geteuid() == 0:
        command = ["runuser", "-u", "postgres", "--", *command]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd="/")
