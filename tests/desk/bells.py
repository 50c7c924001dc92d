"""Bells as processes of their own, and what the office they ring for knows of them."""

import os
import subprocess
import sys
import time
from dataclasses import dataclass, field, replace
from pathlib import Path

from desk.bell_status import LEASE
from desk.config import Config, StoreConfig
from desk.office import make_office, now, today
from workflow.casework import Actor, Receipt, log_request
from workflow.ledger import Applicant, Request
from workflow.vocabulary import ApplicantKind, Channel, Role

HOUSE = Path(__file__).parents[2]
CLERK = Actor("小王", frozenset({Role.CLERK}))
#: How long anything may take on a busy machine, in seconds.
PATIENCE = 60.0


@dataclass
class Office:
    """An office in a database, and the bells begun for it."""

    house: object
    url: str
    folder: Path
    begun: list = field(default_factory=list)

    def log(self, working_days_ago=0):
        """Log a request received so many working days ago."""
        law, day = self.house.office.law, today(self.house.config)
        on = law.workdays(law.regime(day)).back(day, working_days_ago)
        receipt = Receipt(on, Channel.LETTER, ApplicantKind.NATURAL)
        request = Request(1, (Applicant("张三"),), "某公告")
        return log_request(self.house.office, request, receipt, CLERK, now=now()).record

    def bell(self):
        """A bell of its own process."""
        process = subprocess.Popen(
            [sys.executable, "-m", "desk", "--lang", "en", "--db", self.url, "bell"],
            cwd=self.folder,
            env={**os.environ, "PYTHONPATH": str(HOUSE)},
            stderr=subprocess.PIPE,
            text=True,
        )
        self.begun.append(process)
        return process

    def close(self):
        """End what was begun, whatever happened."""
        for process in self.begun:
            process.kill()
            process.communicate()
        self.house.ledger.close()

    @property
    def leader(self):
        """The process that leads, by its number; none where nobody does."""
        who = self.house.ledger.leases.look(LEASE).who
        return int(who.rpartition(":")[2]) if who else None

    def alerts(self, record):
        """The thresholds raised for a case."""
        return [one.alert.key for one in self.house.ledger.alerts(record)]


def an_office(url, folder):
    """An office in a database that has its tables already."""
    return Office(make_office(replace(Config(folder=folder), store=StoreConfig(url))), url, folder)


def until(holds, patience=PATIENCE):
    """Wait until something holds; how many seconds it took, and what it was."""
    began = time.monotonic()
    while not (found := holds()):
        if time.monotonic() - began > patience:
            raise AssertionError("never")
        time.sleep(0.05)
    return time.monotonic() - began, found
