"""One process kept at work: asked a line, given a line, ended when it is late, replaced when it is gone."""

import os
import subprocess
import sys
import threading
import weakref
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

#: How long the interpreter may take to start, in seconds.
START = 30.0
#: How much longer than it may take a process is waited for: one that can tell why it is late does so.
GRACE = 1.0
#: The most bytes of an answer.
MOST = 32_000_000
#: Where this program lives: a child is to find it, and nothing else of what its parent knows.
HOME = Path(__file__).parent.parent


class Late(Exception):
    """The process took too long, and was ended."""


class Gone(Exception):
    """The process ended before it answered."""


class Minder:
    """A process that answers questions, started when it is first asked.

    Safe from several threads, one of which is answered at a time, and after a fork: the copy of the program
    starts a process of its own. Whatever happens, the process does not outlive its minder.
    """

    def __init__(self, module: str, *words: str, seconds: float) -> None:
        # -P, -s: only the folder below is looked in for modules, besides the interpreter's own.
        self.command = (sys.executable, "-P", "-s", "-B", "-m", module, *words, str(seconds))
        self.seconds = seconds
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._end_process: weakref.finalize[[subprocess.Popen[bytes]], Minder] | None = None
        self._inherited: subprocess.Popen[bytes] | None = None
        _EVERY.add(self)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def pid(self) -> int | None:
        """The process at work, if there is one."""
        return self._process.pid if self._process else None

    def ask(self, question: bytes) -> bytes:
        """The answer to a question, both one line.

        Raises:
            Late: the process took longer than it may; the next question goes to another.
            Gone: it ended before it answered; so does it then.
        """
        with self._lock:
            try:
                if self._process is None or self._process.poll() is not None:
                    self._start()
                return self._exchange(question, self.seconds + GRACE)
            except BaseException:
                # Even after Ctrl-C: an answer nobody has read must not be taken for the next.
                self._end()
                raise

    def close(self) -> None:
        """End the process, if there is one; the next question starts another."""
        with self._lock:
            self._end()

    def _start(self) -> None:
        self._end()
        self._process = _started(self.command)
        self._end_process = weakref.finalize(self, _end, self._process)
        self._exchange(b"", START)

    def _end(self) -> None:
        if self._end_process:
            self._end_process()
        self._process = self._end_process = None

    def _exchange(self, question: bytes, seconds: float) -> bytes:
        process, late = self._process, threading.Event()
        assert process is not None
        assert process.stdin is not None
        assert process.stdout is not None

        def stop() -> None:
            late.set()
            process.kill()

        timer = threading.Timer(seconds, stop)
        timer.start()
        try:
            process.stdin.write(question)
            process.stdin.flush()
            answer = process.stdout.readline(MOST)
        except OSError:
            answer = b""
        finally:
            timer.cancel()
            timer.join()
        if late.is_set():
            raise Late
        if not answer.endswith(b"\n"):
            raise Gone
        return bytes(answer)

    def _forget(self) -> None:
        """Begin anew in a copy of the program: the process is the parent's, and stays so."""
        if self._end_process:
            self._end_process.detach()
        self._inherited = self._process  # kept: to drop it would be to wait for it
        self._lock, self._process, self._end_process = threading.Lock(), None, None


def _started(command: Sequence[str]) -> subprocess.Popen[bytes]:
    return subprocess.Popen(  # noqa: S603  our own interpreter and module
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd=HOME,
        env={"PYTHONPATH": str(HOME), "PYTHONUTF8": "1", **_system()},
    )


def _system() -> Mapping[str, str]:
    """What Windows cannot start a process without."""
    return {name: os.environ[name] for name in ("SYSTEMROOT",) if name in os.environ}


def _end(process: subprocess.Popen[bytes]) -> None:
    process.kill()
    process.wait()
    for pipe in (process.stdin, process.stdout):
        assert pipe
        try:
            pipe.close()
        except OSError:  # what was still to be written has nobody to read it
            continue


def _forget_all() -> None:
    for minder in list(_EVERY):
        minder._forget()  # noqa: SLF001  the same idea


_EVERY: weakref.WeakSet[Minder] = weakref.WeakSet()
if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_forget_all)
