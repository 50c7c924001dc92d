"""R1: `foi web`, an import and the bell, killed at random instants while programs log and act over HTTP.

The commands are the real ones, each a process begun from a parent that has read their code already, so that a
kill costs no start of Python. What was acknowledged is what an HTTP answer said, or an exit code.
"""

import multiprocessing
import random
import socket
import threading
import time
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import httpx2

from desk.config_file import read_config
from desk.office import now, open_office, today
from desk.tokens import make_token
from tests.faults.forks import DONE, forked
from tests.faults.found import FULL, LONG, SHORT, Found
from tests.faults.invariants import violated
from tests.faults.place import make_place, scene
from tests.faults.scene import Told
from workflow.reminding import remind
from workflow.vocabulary import TokenPurpose

ROUNDS = {SHORT: 4, LONG: 67, FULL: 334}
PROGRAMS = 4
ROWS = 40
HEADINGS = "收到日期,申请渠道,申请人类别,申请人,申请内容"
#: How long the desk may take to answer for the first time, in seconds.
PATIENCE = 60


def kills(folder: Path, seed: int, size: str) -> Found:
    """Each round all three are begun, and each killed at an instant of its own."""
    found = Found(seed)
    place = folder / "office"
    assert forked(lambda: make_place(place)) == DONE
    config = read_config(place / "config.toml")
    house = open_office(config)
    with closing(house.ledger):
        secret = make_token(house.ledger.accounts, "clerk", TokenPurpose.API, "faults", now()).secret
    begin = multiprocessing.get_context("forkserver")
    begin.set_forkserver_preload(["tests.faults.commands"])
    load = _Load(secret, seed)
    for turn in range(ROUNDS[size]):
        _round(begin, place, load, found, turn)
        if turn % 10 == 9 or turn == ROUNDS[size] - 1:
            house = open_office(config)
            with closing(house.ledger):
                swept = remind(house.office, today(config), now())
                found.wrong += [f"{ref}: {fault}" for ref, fault in swept.failed]
                found.wrong += violated(scene(house, load.told, swept_on=today(config)))
    found.figures |= {
        "cases acknowledged": len(load.told.cases),
        "acts acknowledged": len(load.told.acts),
        "unanswered": len(load.told.sent) - len(load.told.cases) - len(load.told.acts),
        "imports that ended": len(load.told.whole),
    }
    found.wrong += load.wrong
    return found


def _round(begin, place, load, found, turn):
    from tests.faults.commands import foi

    rng, port, group = random.Random(f"{found.seed} {turn}"), _free_port(), f"group-{turn}"
    _ledger(place / f"{group}.csv", group, rng)
    words = {
        "web": ["--as", "clerk", "web", "--port", str(port)],
        "bell": ["--as", "clerk", "bell"],
        "import": ["--as", "clerk", "import", f"{group}.csv"],
    }
    load.told.groups[group] = ROWS
    web = begin.Process(target=foi, args=(words["web"], str(place)))
    web.start()
    try:
        load.begin(port)
        others = {
            name: begin.Process(target=foi, args=(words[name], str(place))) for name in ("bell", "import")
        }
        for process in others.values():
            process.start()
        ends = {time.monotonic() + rng.uniform(0.1, 3.0): process for process in others.values()}
        ends[time.monotonic() + rng.uniform(0.1, 2.0)] = web
        if rng.random() < 0.4:  # some of them shall come to their end
            others["import"].join(PATIENCE)
        for instant, process in sorted(ends.items(), key=lambda pair: pair[0]):
            time.sleep(max(0, instant - time.monotonic()))
            found.count("killed", process.is_alive())
            process.kill()
            process.join(PATIENCE)
    finally:
        web.kill()
        load.end()
    if others["import"].exitcode == 0:
        load.told.whole.add(group)
    elif others["import"].exitcode > 0:
        found.count("imports that were refused")


def _ledger(path, group, rng):
    first = now().date() - timedelta(days=rng.randrange(40))
    rows = [f"{first},信函,自然人,李四,{group}/{n}" for n in range(ROWS)]
    path.write_text("\n".join([HEADINGS, *rows, ""]), encoding="utf-8")


def _free_port():
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        return asked.getsockname()[1]


class _Load:
    """Programs that log requests and take notes, each for as long as the desk answers."""

    def __init__(self, secret: str, seed: int) -> None:
        self.told = Told()
        self.wrong: list[str] = []
        self._head = {"authorization": f"Bearer {secret}"}
        self._rng = random.Random(seed)
        self._threads: list[threading.Thread] = []
        self._stop, self._heard_any = threading.Event(), threading.Event()
        self._lock = threading.Lock()
        self._next = 0

    def begin(self, port: int) -> None:
        """Wait until the desk answers, then work."""
        at = f"http://127.0.0.1:{port}"
        until = time.monotonic() + PATIENCE
        while True:
            try:
                httpx2.get(f"{at}/healthz", trust_env=False)
                break
            except httpx2.TransportError:
                assert time.monotonic() < until, "the desk does not answer"
                time.sleep(0.02)
        self._stop.clear()
        self._heard_any.clear()
        self._threads = [threading.Thread(target=self._work, args=(f"{at}/api",)) for _ in range(PROGRAMS)]
        for thread in self._threads:
            thread.start()
        # A desk that nobody has been answered by yet has nothing to lose.
        self._heard_any.wait(PATIENCE)

    def end(self) -> None:
        """Stop working."""
        self._stop.set()
        for thread in self._threads:
            thread.join(PATIENCE)

    def _work(self, at: str) -> None:
        with httpx2.Client(base_url=at, headers=self._head, trust_env=False, timeout=30) as desk:
            while not self._stop.is_set():
                try:
                    self._one(desk)
                except httpx2.TransportError:
                    time.sleep(0.05)

    def _one(self, desk: httpx2.Client) -> None:
        with self._lock:
            self._next += 1
            mark = f"mark-{self._next}"
            ref = self._rng.choice([*self.told.cases.values()]) if len(self.told.cases) > 3 else ""
            logs, days = not ref or self._rng.random() < 0.3, self._rng.randrange(40)
            self.told.sent.add(mark)
        if logs:
            person = {"name": "张三"}
            received = (now() - timedelta(days=days)).date().isoformat()
            asked = {"channel": "letter", "kind": "natural", "applicants": [person], "subject": mark}
            said = desk.post("/cases", json=asked | {"received": received})
        else:
            said = desk.post(f"/cases/{ref}/acts", json={"action": "annotate", "facts": {"text": mark}})
        self._heard(mark, said)

    def _heard(self, mark: str, said: httpx2.Response) -> None:
        with self._lock:
            self._heard_any.set()
            if said.status_code in {200, 201}:
                case = said.json()
                if said.status_code == 201:
                    self.told.cases[mark] = case["ref"]
                else:
                    self.told.acts[mark] = (case["ref"], case["version"])
            elif said.status_code not in {409, 412, 503}:
                self.wrong.append(f"R1: {mark} was answered {said.status_code}: {said.text[:300]}")
