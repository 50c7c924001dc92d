"""Clients that work at once, each a process, each writing down what it asked, when, and what came of it."""

import json
import os
import random
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path

from desk.config import Config
from desk.config_file import read_config
from desk.office import make_office, open_office
from tests.faults.forks import DONE, FAILED
from tests.faults.place import CLERK, CONFIG, log
from tests.faults.scene import Told
from workflow.casework import Act, Office, take
from workflow.errors import Busy, Conflict
from workflow.vocabulary import Action

#: How many cases they all work on: few, so that they meet.
CASES = 5
TODAY = date(2026, 3, 16)


@dataclass(frozen=True)
class Table:
    """Where clients work together: an office, and the cases that are there from the first."""

    config: Config
    refs: Sequence[str]

    @property
    def stop(self) -> Path:
        """The file at which they stop."""
        return self.config.folder / "stop"


def laid(folder: Path, url: str) -> Table:
    """An office at a database of its own, with a few cases."""
    (folder / "config.toml").write_text(CONFIG, encoding="utf-8")
    config = read_config(folder / "config.toml")
    config = replace(config, store=replace(config.store, url=url, files=str(folder / "files")))
    house = make_office(config)
    refs = [log(house.office, f"first-{n}", TODAY, now=datetime.now(UTC)) for n in range(CASES)]
    house.ledger.close()
    return Table(config, refs)


class Clients:
    """So many processes at a table, each for so many acts or until they are stopped."""

    def __init__(self, table: Table, seed: int, many: int, acts: int) -> None:
        self._table = table
        begin = time.monotonic() + 0.5
        self._children = [self._begun(f"{seed}-{n}", acts, begin) for n in range(many)]

    def _begun(self, name, acts, begin):
        child = os.fork()
        if child:
            return child
        try:
            _work(self._table, name, acts, begin)
        except BaseException as fault:  # noqa: BLE001 (told by the code it ends with)
            os.write(2, f"{type(fault).__name__}: {fault}\n".encode())
            os._exit(FAILED)
        os._exit(DONE)

    def history(self) -> list[dict]:
        """What all of them did, once they have ended.

        Raises:
            AssertionError: one of them met a fault it has no word for.
        """
        ends = [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in self._children]
        assert not any(ends), f"the clients ended with {ends}"
        files = self._table.config.folder.glob("*.jsonl")
        return [json.loads(line) for file in sorted(files) for line in file.open(encoding="utf-8")]

    def stopped(self) -> list[dict]:
        """The same, once they have been told to stop."""
        self._table.stop.touch()
        return self.history()


def _work(table: Table, name: str, acts: int, begin: float) -> None:
    rng = random.Random(name)
    office = open_office(table.config).office
    time.sleep(max(0, begin - time.monotonic()))
    with (table.config.folder / f"{name}.jsonl").open("w", encoding="utf-8") as history:
        for n in range(acts):
            if table.stop.exists():
                return
            told = {"mark": f"{name}-{n}", "from": time.monotonic()}
            try:
                told |= _one(office, rng, table.refs, told["mark"])
            except Conflict:
                told["end"] = "stale"
            except Busy:
                told["end"] = "busy"
                time.sleep(0.02)
            told["to"] = time.monotonic()
            history.write(json.dumps(told) + "\n")
            history.flush()


def _one(office: Office, rng: random.Random, refs: Sequence[str], mark: str) -> dict:
    now = datetime.now(UTC)
    if rng.random() < 0.1:
        return {"ref": log(office, mark, TODAY, now=now), "end": "ok", "line": 1}
    ref = rng.choice(refs)
    seen = office.ledger.read(ref).version
    done = take(office, ref, Act(Action.ANNOTATE, TODAY, {"text": mark}), CLERK, now=now, version=seen)
    return {"ref": ref, "end": "ok", "seen": seen, "line": done.record.version}


def told_of(history: Sequence[dict]) -> Told:
    """What the clients were told."""
    told = Told(sent={one["mark"] for one in history})
    for one in (one for one in history if one["end"] == "ok"):
        if "seen" in one:
            told.acts[one["mark"]] = (one["ref"], one["line"])
        else:
            told.cases[one["mark"]] = one["ref"]
    return told
