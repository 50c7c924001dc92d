"""What a worker of `foi web` serves, and the process that does the long work for it."""

import subprocess
import sys
from threading import Lock

from fastapi import FastAPI

from desk.served import served_config
from desk.web.app import make_app


def app() -> FastAPI:
    """The desk of the office that is served."""
    made = make_app(served_config())
    made.state.wake = LongWork().wake
    made.state.wake()  # for what was waiting when the desk was shut down, and to clean up
    return made


class LongWork:
    """At most one process beside this one, for as long as there are jobs that wait."""

    def __init__(self) -> None:
        self._one_asks = Lock()
        self._process: subprocess.Popen[bytes] | None = None

    def wake(self) -> None:
        """See to it that somebody does what waits."""
        with self._one_asks:
            if self._process is None or self._process.poll() is not None:
                # Its input ends when this process does; a Ctrl-C meant for this one is none of its business.
                self._process = subprocess.Popen(
                    [sys.executable, "-P", "-m", "desk.jobs.worker"],
                    stdin=subprocess.PIPE,
                    start_new_session=True,
                )
