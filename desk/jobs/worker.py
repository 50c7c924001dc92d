"""The process that does waiting jobs, so that pages stay quick: begun by the desk, and gone with it.

Its standard input is a pipe that whoever began it holds open: when that ends, however it ends, the job under
way is stopped between two pieces.
"""

from contextlib import suppress
from threading import Event, Thread

from desk.jobs.running import do_waiting
from desk.office import House, now, open_office
from desk.served import served_config, wait_for_its_end
from workflow.errors import Busy, Conflict
from workflow.jobs import Job

#: Seconds between two signs of life while a piece takes long.
PULSE = 10.0


def main() -> None:
    """Do what waits, and end."""
    whole, alone = open_office(served_config()), Event()
    Thread(target=wait_for_its_end, args=(alone,), daemon=True).start()
    pulse = _Pulse(whole)
    Thread(target=pulse.run, daemon=True).start()
    try:
        do_waiting(whole, alone=alone, begun=pulse.follow)
    finally:
        pulse.ended.set()
        whole.ledger.close()


class _Pulse:
    """Says that this process lives, for as long as it does."""

    def __init__(self, whole: House) -> None:
        self.ended = Event()
        self._jobs = whole.ledger.jobs
        self._job: Job | None = None

    def follow(self, job: Job) -> None:
        """Speak for this job from now on."""
        self._job = job

    def run(self) -> None:
        """Give a sign every few seconds."""
        while not self.ended.wait(PULSE):
            if job := self._job:
                # An ended job is beaten for in vain, and a busy database will hear the next sign.
                with suppress(Conflict, Busy):
                    self._jobs.beat(job.id, job.holder, now())


if __name__ == "__main__":
    main()
