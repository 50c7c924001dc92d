"""The bell: of any number of processes one leads and rings; the truth stays in the tables."""

import logging
import os
import socket
import sys
from collections.abc import Mapping
from datetime import datetime, timedelta
from threading import Event
from zoneinfo import ZoneInfo

from apscheduler.executors.pool import ThreadPoolExecutor
from apscheduler.job import Job
from apscheduler.schedulers.background import BackgroundScheduler
from apscheduler.triggers.cron import CronTrigger

from desk.bell_status import LEASE
from desk.bell_tasks import ring
from desk.config import Config
from desk.kept_open import keep_open, stamp_of_settings
from desk.language import phrase, say_fault
from desk.office import now
from workflow.errors import CaseworkError
from workflow.leading import BEAT, Candidate

#: A ring is sought this far from its minute when the machine slept, or somebody has set its clock.
ASTRAY = timedelta(seconds=90)


def keep_ringing(config: Config, lang: str, stop: Event) -> None:
    """Stand for the lead and ring while leading, until told to `stop`; a task under way is ended first.

    It rings on taking the lead, with every minute (the office's hour is one of them), and when the pulse of
    the ledger or the file of the settings has changed since the last ring.

    Raises:
        NotFound: the office has no database yet.
    """
    # A ring that takes longer than a minute is no news.
    logging.getLogger("apscheduler").setLevel(logging.ERROR)
    bell = _Bell(config, lang, stop)
    zone = ZoneInfo(config.office.timezone)
    scheduler = BackgroundScheduler(timezone=zone, executors={"default": ThreadPoolExecutor(1)})
    # A ring missed while the machine slept is made up once: the sweep looks at the state, not at the clock.
    job = scheduler.add_job(
        bell.ring,
        CronTrigger(minute="*", timezone=zone),
        misfire_grace_time=None,
        coalesce=True,
        max_instances=1,
    )
    scheduler.start()
    try:
        while True:
            if bell.beat() and (bell.has_cause() or _is_astray(job)):
                job.modify(next_run_time=datetime.now(zone))
            # The lead is kept by a clock that nobody can set, whatever happens to the scheduler's.
            if stop.wait(BEAT):
                break
    finally:
        scheduler.shutdown()
        bell.step_down()


def _is_astray(job: Job) -> bool:
    due: datetime = job.next_run_time
    return abs(due - now()) > ASTRAY


class _Bell:
    """What the beat and the ring, each in a thread of its own, know of each other."""

    def __init__(self, config: Config, lang: str, stop: Event) -> None:
        self._current = keep_open(config)
        self._config, self._lang, self._stop = config, lang, stop
        self._ledger = self._current().ledger
        who = f"{socket.gethostname()}:{os.getpid()}"
        self._candidate = Candidate(self._ledger.leases, LEASE, who)
        self._led: bool | None = None
        self._rings = Event()
        #: What was heard of the office when the last ring began.
        self._heard: object = None
        self._said: Mapping[str, Mapping[str, str]] = {}

    def beat(self) -> bool:
        """Keep the lead, or stand for it; whether this process has it."""
        try:
            leads = self._candidate.stand(now())
        except CaseworkError as fault:
            self._tell_fault("beat", fault)
            return False
        self._said = {name: said for name, said in self._said.items() if name != "beat"}
        if leads is not self._led:
            self._heard = None
            if leads:
                self.say("This bell leads: it rings every minute, and when something changes.")
            else:
                self.say("Another bell leads; this one takes over when that one falls silent.")
        self._led = leads
        return leads

    def has_cause(self) -> bool:
        """Whether something has changed since the last ring began, and none is under way."""
        if self._rings.is_set():
            return False
        try:
            return self._heard != self._hear()
        except CaseworkError as fault:
            self._tell_fault("beat", fault)
            return False

    def ring(self) -> None:
        """Do the tasks, if this process leads."""
        if not self._goes_on():
            return
        self._rings.set()
        try:
            self._heard = self._hear()
            faults = ring(self._current(), self._goes_on)
        except CaseworkError as fault:
            self._tell_fault("ring", fault)
        else:
            self._tell(faults)
        finally:
            self._rings.clear()

    def step_down(self) -> None:
        """Let another take over."""
        try:
            self._candidate.step_down()
        except CaseworkError as fault:
            self._tell_fault("beat", fault)
        self._ledger.close()

    def say(self, sentence: str, **values: object) -> None:
        """Talk: to stderr."""
        sys.stderr.write(phrase(self._lang, sentence, **values) + "\n")
        sys.stderr.flush()

    def _goes_on(self) -> bool:
        return self._candidate.leads and not self._stop.is_set()

    def _hear(self) -> object:
        return self._ledger.pulse(), stamp_of_settings(self._config)

    def _tell_fault(self, name: str, fault: CaseworkError) -> None:
        self._tell({name: {self._lang: say_fault(self._lang, fault)}})

    def _tell(self, faults: Mapping[str, Mapping[str, str]]) -> None:
        """Say what went wrong, once for as long as it lasts."""
        for name, said in faults.items():
            if said and said != self._said.get(name):
                self.say("The bell, {task}: {fault}", task=name, fault=said[self._lang])
        self._said = {**self._said, **faults}
