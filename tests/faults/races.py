"""R10: eight processes at once on a few cases, each change on the version it has read; the history is judged.

The judge knows nothing of the engine: it asks that per case every version was given once, that nobody was
told of another than the next after the one they had read, that the order of versions is one the clocks allow,
and that no two new cases have one number.
"""

from collections.abc import Collection, Iterator, Sequence
from contextlib import closing
from pathlib import Path

from desk.office import open_office
from tests.faults.clients import Clients, laid, told_of
from tests.faults.found import FULL, LONG, SHORT, Found
from tests.faults.invariants import violated
from tests.faults.place import scene
from tests.faults.servers import database

CLIENTS = 8
ACTS = {SHORT: 30, LONG: 1_250, FULL: 12_500}


def races(folder: Path, seed: int, size: str) -> Found:
    """Both databases, one after the other."""
    found = Found(seed)
    for kind in ("SQLite", "PostgreSQL"):
        with database(kind, folder / kind) as url:
            table = laid(folder / kind, url)
            history = Clients(table, seed, CLIENTS, ACTS[size]).history()
            found.count(f"acts on {kind}", len(history))
            for end in ("ok", "stale", "busy"):
                found.count(f"{end} on {kind}", sum(one["end"] == end for one in history))
            found.wrong += [f"{kind}: {sentence}" for sentence in judged(history, table.refs)]
            house = open_office(table.config)
            with closing(house.ledger):
                found.wrong += [f"{kind}: {told}" for told in violated(scene(house, told_of(history)))]
    return found


def judged(history: Sequence[dict], first: Collection[str], *, all_told: bool = True) -> Iterator[str]:
    """What a history shows that cannot be, were each act one moment between its beginning and its end.

    With a server that dies some acts are done of which nobody was told: then versions may be missing.
    """
    done = [one for one in history if one["end"] == "ok"]
    by_case: dict[str, list[dict]] = {}
    for one in done:
        by_case.setdefault(one["ref"], []).append(one)
    for ref, acts in by_case.items():
        acts.sort(key=lambda one: one["line"])
        lines = [one["line"] for one in acts]
        start = 2 if ref in first else 1
        if len({*lines}) != len(lines) or (all_told and lines != list(range(start, start + len(lines)))):
            yield f"{ref}: the versions told are {lines}"
        yield from _in_time(ref, acts)
    new = [one["ref"] for one in done if "seen" not in one]
    if len({*new}) != len(new):
        yield "two new cases have one number"


def _in_time(ref: str, acts: Sequence[dict]) -> Iterator[str]:
    latest = -1.0
    for one in acts:
        if "seen" in one and one["line"] != one["seen"] + 1:
            yield f"{ref}: {one['mark']} wrote over what it had not seen"
        if one["to"] < latest:
            yield f"{ref}: version {one['line']} ended before an earlier one began"
        latest = max(latest, one["from"])
