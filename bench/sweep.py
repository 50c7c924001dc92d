"""Job C: the daily sweep of a thousand due cases must not grow with the number of those that are not due."""

import tempfile
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from bench.made import ACTOR, NOW, REQUEST, connect, make_office, multiply
from bench.rounds import NO_TARGET, Race, Target, micros, times
from workflow.casework import Office, Receipt, log_request
from workflow.reminding import remind
from workflow.vocabulary import ApplicantKind, Channel

DUE = 1_000
#: More rounds than usual, since the two differ by little.
ROUNDS = 15
#: The reply to what came in on this day is first rung for on the day of the sweep.
RECEIVED = date(2026, 3, 2)
TARGET: Target = times(1.15)
_RANGE = (
    "SELECT next_alert_on, id, ref FROM cases WHERE next_alert_on <= ? ORDER BY next_alert_on, id LIMIT ?"
)


class Room:
    """An office with so many open cases, a thousand of them due."""

    def __init__(self, path: Path, many: int) -> None:
        self.office = make_office(path)
        self.today = _fill(self.office, many)
        self.raw = connect(self.office)

    def sweep(self) -> None:
        """Raise what is owed."""
        found = remind(self.office, self.today, NOW)
        assert (len(found.raised), found.failed) == (DUE, [])

    def idle(self) -> None:
        """Look, when nothing is owed."""
        for _ in range(DUE):
            remind(self.office, RECEIVED, NOW)

    def read_range(self) -> None:
        """Read where to look, and do nothing about it."""
        assert len(_rows(self.raw, self.today)) == DUE

    def read_nothing(self) -> None:
        """Read that there is nothing to do."""
        for _ in range(DUE):
            _rows(self.raw, RECEIVED)

    def undo(self) -> None:
        """Make the thousand due again."""
        again = "UPDATE cases SET next_alert_on = ? WHERE id IN (SELECT case_id FROM alerts)"
        self.raw.execute("BEGIN IMMEDIATE")
        self.raw.execute(again, (self.today.isoformat(),))
        self.raw.execute("DELETE FROM alerts")
        self.raw.execute("COMMIT")
        self.raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def races(*, full: bool) -> Iterator[Race]:
    """The same sweep in a small office and in a large one; what it reads; and the tick that finds nothing."""
    many, told = (1_000_000, "10⁶") if full else (100_000, "10⁵")
    with tempfile.TemporaryDirectory(prefix="foi-bench-") as folder:
        small, large = Room(Path(folder) / "small.db", 10_000), Room(Path(folder) / "large.db", many)

        def undo() -> None:
            small.undo()
            large.undo()

        yield Race(
            f"sweep, 1,000 due among {told}", "the same among 10⁴", small.sweep, large.sweep, DUE, TARGET,
            undo, ROUNDS,
        )  # fmt: skip
        yield Race(
            f"the same sweep, among {told}", "bare range read of 1,000", large.read_range, large.sweep, DUE,
            NO_TARGET, undo,
        )  # fmt: skip
        yield Race(
            "tick with nothing due", "bare read of nothing", large.read_nothing, large.idle, DUE, micros(30)
        )
        small.raw.close()
        large.raw.close()


def _fill(office: Office, many: int) -> date:
    """Copies of one case that is due and of twenty that came in later; the day on which the one is due."""
    days = [RECEIVED + timedelta(n) for n in range(21)]
    for day in days:
        receipt = Receipt(day, Channel.LETTER, ApplicantKind.NATURAL)
        log_request(office, REQUEST, receipt, ACTOR, now=_moment(day))
    step = many // DUE
    multiply(office, many, f"iif(n % {step} = {step // 2}, 1, 3 + n % 19)")
    raw = connect(office)
    # The cases they were copied from wait for nothing.
    raw.execute("UPDATE cases SET next_alert_on = NULL WHERE id <= 21")
    (first,) = raw.execute("SELECT min(next_alert_on) FROM cases").fetchone()
    raw.close()
    return date.fromisoformat(first)


def _moment(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 1, tzinfo=NOW.tzinfo)


def _rows(raw: Any, day: date) -> Any:
    return raw.execute(_RANGE, (day.isoformat(), DUE)).fetchall()
