"""Cases are reckoned again after a notice: a case costs the same however many there are, in flat memory."""

import tempfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from resource import RUSAGE_SELF, getrusage
from time import perf_counter

from bench.made import ACTOR, NOW, REQUEST, make_office, multiply
from bench.rounds import NO_TARGET, Race
from workflow.alerts import AlertPolicy
from workflow.casework import Receipt, log_request
from workflow.renewing import renew
from workflow.vocabulary import ApplicantKind, Channel

#: Few rounds, since the large sizes take minutes.
ROUNDS = 1
SMALL = 10_000


class Room:
    """An office with so many open cases, whose rules change with every round."""

    def __init__(self, path: Path, many: int) -> None:
        self.office = replace(make_office(path), policy=AlertPolicy((7, 0)))
        self.many = many
        for day in (1, 4, 10, 14):
            receipt = Receipt(date(2026, 12, day), Channel.LETTER, ApplicantKind.NATURAL)
            log_request(self.office, REQUEST, receipt, ACTOR, now=NOW)
        multiply(self.office, many - 4, "1 + n % 4")

    def change(self) -> None:
        """Let other rules hold."""
        self.office.ledger.rules += "x"

    def renew(self) -> float:
        """Reckon every case again; the seconds of one."""
        begun, before = perf_counter(), getrusage(RUSAGE_SELF).ru_maxrss
        assert renew(self.office).seen == self.many
        taken, peak = perf_counter() - begun, getrusage(RUSAGE_SELF).ru_maxrss
        print(f"{self.many} cases: {taken:.0f} s, peak {before // 1024} → {peak // 1024} MB", flush=True)
        return taken / self.many


def races(*, full: bool) -> Iterator[Race]:
    """The same reckoning in a small office and in a large one."""
    many, told = (1_000_000, "10⁶") if full else (100_000, "10⁵")
    with tempfile.TemporaryDirectory(prefix="foi-bench-") as folder:
        small, large = Room(Path(folder) / "small.db", SMALL), Room(Path(folder) / "large.db", many)

        def change() -> None:
            small.change()
            large.change()

        yield Race(
            f"reckoning {told} cases again", "the same of 10⁴", small.renew, large.renew, 1, NO_TARGET,
            change, ROUNDS,
        )  # fmt: skip
