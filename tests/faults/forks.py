"""Work done in a process of its own, into which faults are put: killed, or refused, at its nth system call.

The process waits at a gate until strace holds it, so that only its own work is counted, not its beginning.
"""

import os
import re
import shutil
import signal
import subprocess
import time
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from workflow.errors import CaseworkError

#: How such a process ends: done, refused in plain words, or with a fault nobody has words for.
DONE, REFUSED, FAILED, KILLED = 0, 3, 70, -signal.SIGKILL
#: What puts bytes, or names, on a disk.
WRITES = ("pwrite64", "write", "fsync", "fdatasync", "ftruncate", "rename", "unlink", "mkdir")
#: How long a process may take before it is given up, in seconds.
PATIENCE = 120


@dataclass(frozen=True)
class Point:
    """The nth call of a kind, and what becomes of it: `signal=KILL`, or `error=ENOSPC`.

    With `on` every later call of that kind meets the same.
    """

    call: str
    nth: int
    fate: str = "signal=KILL"
    on: bool = False

    @property
    def words(self) -> str:
        """As strace is told."""
        return f"inject={self.call}:{self.fate}:when={self.nth}{'+' if self.on else ''}"


def forked(work: Callable[[], object], point: Point | None = None, log: Path | None = None) -> int:
    """Do some work apart; how it ended. With a `log` its writing calls are told there."""
    gate, opener = os.pipe()
    child = os.fork()
    if not child:
        os.close(opener)
        os.read(gate, 1)
        os._exit(_done(work))
    os.close(gate)
    watcher = _watched(child, point, log) if point or log else None
    os.close(opener)
    ended = _ended(child)
    if watcher:
        watcher.wait(PATIENCE)
    return ended


def _done(work):
    # What the work says is nobody's business here, and a broken pipe must not end it.
    null = os.open(os.devnull, os.O_RDWR)
    os.dup2(null, 1)
    try:
        work()
    except CaseworkError:
        return REFUSED
    except BaseException as fault:  # noqa: BLE001 (told by the code it ends with)
        with suppress(OSError):  # the fault may have been put into writing as such
            os.write(2, f"{type(fault).__name__}: {fault}\n".encode())
        return FAILED
    return DONE


def _ended(child):
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        pid, status = os.waitpid(child, os.WNOHANG)
        if pid:
            return os.waitstatus_to_exitcode(status)
        time.sleep(0.002)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    raise AssertionError("it hung")


def _watched(child, point, log):
    calls = point.call if point else ",".join(WRITES)
    words = ["strace", "-f", "-qq", "-p", str(child), "-e", f"trace={calls}"]
    words += ["-e", point.words] if point else []
    watcher = subprocess.Popen([*words, "-o", str(log or os.devnull)], stderr=subprocess.PIPE)
    until = time.monotonic() + PATIENCE
    while "TracerPid:\t0\n" in Path(f"/proc/{child}/status").read_text():
        if watcher.poll() is not None or time.monotonic() > until:
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)
            raise AssertionError(f"strace cannot hold it: {watcher.stderr.read().decode()}")
        time.sleep(0.001)
    return watcher


def calls_of(work: Callable[[], object], log: Path) -> dict[str, int]:
    """How often some work makes each writing call, in the process that makes it most often."""
    ended = forked(work, log=log)
    assert ended == DONE, f"without a fault it ends with {ended}"
    by_process = Counter(re.findall(r"^(\d+) +(\w+)\(", log.read_text(errors="replace"), re.MULTILINE))
    found: dict[str, int] = {}
    for (_, call), many in by_process.items():
        found[call] = max(many, found.get(call, 0))
    log.unlink()
    return found


def have_strace() -> bool:
    """Whether faults can be put in at all."""
    return shutil.which("strace") is not None
