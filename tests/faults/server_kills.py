"""R4: the server of the database is killed under load, whole or a process of it, and comes back."""

import random
import time
from contextlib import closing
from pathlib import Path

from desk.office import open_office
from tests.faults.clients import Clients, laid, told_of
from tests.faults.found import FULL, LONG, SHORT, Found
from tests.faults.invariants import violated
from tests.faults.place import scene
from tests.faults.races import judged
from tests.faults.servers import server

CLIENTS = 4
#: How often the whole server is killed, and how often one of its processes.
KILLS = {SHORT: (1, 4), LONG: (15, 100), FULL: (100, 2_000)}
FOR_EVER = 10**9


def server_kills(folder: Path, seed: int, size: str) -> Found:
    """Kills in random order at random instants."""
    found, rng = Found(seed), random.Random(seed)
    whole, parts = KILLS[size]
    fates = ["postmaster"] * whole + ["backend", "connection"] * (parts // 2)
    rng.shuffle(fates)
    with server() as postgres:
        folder.mkdir(exist_ok=True)
        table = laid(folder, postgres.url())
        clients = Clients(table, seed, CLIENTS, FOR_EVER)
        try:
            time.sleep(1.5)
            for fate in fates:
                time.sleep(rng.uniform(0.05, 0.4))
                _strike(postgres, fate, rng, found)
            time.sleep(1)
        finally:
            history = clients.stopped()
        for end in ("ok", "stale", "busy"):
            found.count(
                {"ok": "acknowledged", "busy": "told to try again"}.get(end, end), _many(history, end)
            )
        found.wrong += judged(history, table.refs, all_told=False)
        house = open_office(table.config)
        with closing(house.ledger):
            found.wrong += violated(scene(house, told_of(history)))
    return found


def _many(history, end):
    return sum(one["end"] == end for one in history)


def _strike(postgres, fate, rng, found):
    if fate == "postmaster":
        postgres.kill()
        begun = time.monotonic()
        postgres.start()
        found.figures["longest start, s"] = max(
            found.figures.get("longest start, s", 0), round(time.monotonic() - begun, 1)
        )
        found.count("postmasters killed")
    elif (postgres.kill_backend if fate == "backend" else postgres.end_backend)(rng):
        found.count("backends killed" if fate == "backend" else "connections ended")
