"""Job A: a request is logged and goes its way, five durable commits, beside the bare SQL of as many acts."""

import json
import tempfile
from collections.abc import Iterator
from datetime import date
from itertools import count
from pathlib import Path
from typing import Any

from bench.made import ACTOR, NOW, REQUEST, connect, make_office
from bench.rounds import NO_TARGET, Race, Target, share
from workflow.casework import Act, Office, Receipt, log_request, take
from workflow.vocabulary import Action, ApplicantKind, Channel

A = Action
RECEIPT = Receipt(date(2026, 3, 2), Channel.LETTER, ApplicantKind.NATURAL)
# fmt: off
#: The way of a case after its receipt.
WAY = (
    Act(A.ACCEPT, date(2026, 3, 3),  {}),
    Act(A.EXTEND, date(2026, 3, 20), {"days": 10}),
    Act(A.ANSWER, date(2026, 4, 8),  {"outcome": "provided"}),
    Act(A.SERVE,  date(2026, 4, 9),  {"method": "post"}),
)
# fmt: on
TARGET: Target = share(0.8)
RECEIVE = Act(A.RECEIVE, RECEIPT.on, {"channel": "letter", "kind": "natural"})
_TABLES = """
CREATE TABLE bare_cases (id INTEGER PRIMARY KEY, ref TEXT UNIQUE, state TEXT, version INTEGER, due_on TEXT);
CREATE TABLE bare_entries (case_id INTEGER, line INTEGER, action TEXT, day TEXT, at TEXT, by TEXT, facts TEXT,
    PRIMARY KEY (case_id, line)) WITHOUT ROWID;
"""


def races(*, full: bool) -> Iterator[Race]:
    """Walks one after the other, as one clerk takes them; then the same with nobody waiting for the disk."""
    many = 200 if full else 60
    with tempfile.TemporaryDirectory(prefix="foi-bench-") as folder:
        yield _race(Path(folder), "walk of a case, 5 durable commits", TARGET, many, durable=True)
        yield _race(Path(folder), "the same, the disk not waited for", NO_TARGET, many, durable=False)


def _race(folder: Path, job: str, target: Target, many: int, *, durable: bool) -> Race:
    office = make_office(folder / f"{durable}.db", durable=durable)
    raw, numbers = connect(office, durable=durable), count(1)
    raw.executescript(_TABLES)

    def bare() -> None:
        for _ in range(many):
            bare_walk(raw, f"R-{next(numbers)}")

    def ours() -> None:
        for _ in range(many):
            walk(office)

    return Race(job, "bare sqlite3: a row and an entry an act", bare, ours, many, target)


def walk(office: Office) -> None:
    """Log, accept, extend, answer, serve."""
    ref = log_request(office, REQUEST, RECEIPT, ACTOR, now=NOW).record.ref
    for act in WAY:
        take(office, ref, act, ACTOR, now=NOW)


def bare_walk(raw: Any, ref: str) -> None:
    """The same rows read and written, with no law, no chain and no copies."""
    raw.execute("BEGIN IMMEDIATE")
    cursor = raw.execute("INSERT INTO bare_cases VALUES (NULL, ?, 'received', 1, '2026-03-30')", (ref,))
    _bare_entry(raw, cursor.lastrowid, 1, RECEIVE)
    raw.execute("COMMIT")
    for act in WAY:
        raw.execute("BEGIN IMMEDIATE")
        found = raw.execute("SELECT id, version FROM bare_cases WHERE ref = ?", (ref,)).fetchone()
        raw.execute(
            "UPDATE bare_cases SET state = ?, version = version + 1, due_on = ? WHERE id = ? AND version = ?",
            (act.action.value, act.on.isoformat(), *found),
        )
        _bare_entry(raw, found[0], found[1] + 1, act)
        raw.execute("COMMIT")


def _bare_entry(raw: Any, case: int, line: int, act: Act) -> None:
    told = (act.action.value, act.on.isoformat(), NOW.isoformat(), ACTOR.name, json.dumps(act.facts))
    raw.execute("INSERT INTO bare_entries VALUES (?, ?, ?, ?, ?, ?, ?)", (case, line, *told))
