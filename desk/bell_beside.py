"""The bell beside the desk that is served: begun again if it dies, gone when the desk is gone."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Thread
from typing import Final

from desk.bell import keep_ringing
from desk.served import served_config, wait_for_its_end

#: Seconds after which a bell that has died is begun again.
AGAIN: Final = 5.0
#: Seconds a bell has to end the task under way.
GRACE: Final = 20.0


@contextmanager
def bell_beside() -> Iterator[None]:
    """A bell for the office that is served, for as long as this lasts."""
    stop = Event()
    keeper = Thread(target=_keep, args=(stop,), daemon=True)
    keeper.start()
    try:
        yield
    finally:
        stop.set()
        keeper.join(GRACE + AGAIN)


def _keep(stop: Event) -> None:
    while not stop.is_set():
        # Its input ends when this process does; a Ctrl-C meant for this one is none of its business.
        bell = subprocess.Popen(
            [sys.executable, "-P", "-m", "desk.bell_beside"], stdin=subprocess.PIPE, start_new_session=True
        )
        while bell.poll() is None and not stop.wait(0.5):
            pass
        _end(bell)
        stop.wait(AGAIN)


def _end(bell: subprocess.Popen[bytes]) -> None:
    if bell.stdin:
        bell.stdin.close()
    try:
        bell.wait(GRACE)
    except subprocess.TimeoutExpired:
        bell.kill()
        bell.wait()


def main() -> None:
    """Ring until whoever began this process has gone."""
    config, gone = served_config(), Event()
    Thread(target=wait_for_its_end, args=(gone,), daemon=True).start()
    keep_ringing(config, config.office.lang, gone)


if __name__ == "__main__":
    main()
