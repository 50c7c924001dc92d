"""Kills a backup, and a restore, before each line of ours that it runs; run apart, for it forks.

`python -m tests.desk.killed FOLDER` wants the folder of an office, and prints how often it killed what.
"""

import hashlib
import os
import shutil
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from desk.backups import archive, folder, making, restoring
from desk.config_file import read_config
from store import files, snapshot

OURS = {module.__file__ for module in (archive, folder, making, restoring, files, snapshot)}
KILLED, DONE, FAILED = 9, 0, 1
FIRST = datetime(2026, 3, 2, tzinfo=UTC)


def killed_at(n: int, work: Callable[[], object]) -> int:
    """Do some work in a process that is gone before it runs its nth new line; how that ended."""
    child = os.fork()
    if not child:
        seen = set()

        def trace(frame, event, _):
            if frame.f_code.co_filename not in OURS:
                return None
            if event == "line":
                seen.add((frame.f_code.co_filename, frame.f_lineno))
                if len(seen) == n:
                    os._exit(KILLED)
            return trace

        sys.settrace(trace)
        try:
            work()
        except BaseException as fault:  # noqa: BLE001 (told by the code it ends with)
            sys.settrace(None)
            print(repr(fault), file=sys.stderr)
            os._exit(FAILED)
        os._exit(DONE)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def contents(place: Path) -> dict[str, str]:
    """The files of a place, by name, with their digests."""
    found = (path for path in place.rglob("*") if path.is_file())
    return {str(path.relative_to(place)): hashlib.sha256(path.read_bytes()).hexdigest() for path in found}


def kill_making(config) -> int:
    """Each time the older backups are whole, or the new one is."""
    config.backups.mkdir()
    seeds = config.folder / "seeds"
    for n in range(config.backup.keep):
        making.make_backup(config, FIRST + timedelta(hours=n), seeds)
    old = contents(seeds)
    for n in range(1, 1000):
        shutil.rmtree(config.backups)
        shutil.copytree(seeds, config.backups)
        code = killed_at(n, lambda: making.make_backup(config, FIRST + timedelta(days=1)))
        found = {path.name for path in config.backups.glob("foi-*.tar")}
        for name in found:
            archive.unpack(config.backups / name)
        new = found - old.keys()
        assert old.keys() <= found or (new and len(found) >= config.backup.keep), (n, found)
        if code == DONE:
            assert new, n
            return n - 1
        assert code == KILLED, (n, code)
    raise AssertionError("never done")


def kill_restoring(config) -> int:
    """Each time the folder holds no database, or all that was saved."""
    backup = next((config.folder / "seeds").iterdir())
    restoring.restore_backup(backup, config.folder / "whole", "x", FIRST)
    whole = contents(config.folder / "whole")
    for n in range(1, 1000):
        into = config.folder / f"into-{n}"
        code = killed_at(n, lambda into=into: restoring.restore_backup(backup, into, "x", FIRST))
        if (into / "foi.db").exists():
            assert contents(into) == whole, n
        shutil.rmtree(into, ignore_errors=True)
        if code == DONE:
            return n - 1
        assert code == KILLED, (n, code)
    raise AssertionError("never done")


if __name__ == "__main__":
    office = read_config(Path(sys.argv[1]) / "config.toml")
    print(kill_making(office), kill_restoring(office))
