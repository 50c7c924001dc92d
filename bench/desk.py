"""Job F: the pages of the desk under sixteen clerks, beside the bare framework, and among very many cases."""

import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import quote
from urllib.request import ProxyHandler, Request, build_opener

from bench.made import ACTOR, NOW, make_office, multiply
from bench.rounds import NO_TARGET, Race, Target, times
from desk.served import SERVED
from desk.sign_in import digest_of
from store.accounts import Session
from workflow.casework import Act, Receipt, log_request, take
from workflow.ledger import Applicant
from workflow.ledger import Request as Asked
from workflow.people import Person
from workflow.vocabulary import Action, ApplicantKind, Channel, Role

#: Clerks at once; how long a run lasts in which they read, and one in which they ask without a pause.
CLIENTS, READING, HURRYING = 16, 8, 3
ROUNDS = 3
#: How long a server may take to start on a busy machine, in seconds.
PATIENCE = 120
TOKEN = "a-session-of-the-bench"
COOKIE = f"foi={TOKEN}; foi-device=bench"
#: No proxy stands between us and loopback.
_STRAIGHT = build_opener(ProxyHandler({}))
#: A page is as quick as nineteen of twenty of its answers; wrk tells it by a script.
P95 = Target("at most 100 ms", " ms", lambda _, ours: ours * 1e3, lambda found: found <= 100)
SCRIPT = """
done = function(summary, latency, requests)
  local bad = summary.errors.status + summary.errors.connect + summary.errors.read + summary.errors.timeout
  io.write(string.format('%d %d %d %d\\n', latency:percentile(95), summary.requests, summary.duration, bad))
end
"""
#: A quick clerk looks at a page for half a second to a second and a half before the next.
#: Without any pause the load tool tells how long a queue of sixteen is, whatever stands at its end.
PAUSE = "function delay() return math.random(500, 1500) end\n"
#: One in fifty is open, and their last days lie around today.
OPEN = "CASE WHEN n % 50 = 0 THEN 1 ELSE 2 END"
GIVEN = {
    "subject": "t.subject || '第' || n || '批'",
    "received_on": "date('2020-01-01', '+' || (n % 2000) || ' days')",
    "reply_due_on": "CASE WHEN t.reply_due_on > '' THEN date('now', (n / 50 % 60 - 10) || ' days') END",
}
#: One document in ten thousand cases, one name in five thousand.
ASKING = {
    "name": "'张' || (n % 5000)",
    "id_document": "'11010519900101' || printf('%04d', n * 7 % 10000)",
    "id_tail": "printf('%04d', n * 7 % 10000)",
}


@dataclass(frozen=True, slots=True)
class Load:
    """What a run of the load tool showed, in seconds: of nineteen of twenty answers, and of one a client."""

    p95: float
    each: float


def races(*, full: bool) -> Iterator[Race]:
    """The pages at 10⁵ cases; list and inbox at 10⁶ beside 10⁴ (10⁵ beside 10⁴ unless full)."""
    if shutil.which("wrk") is None:
        raise SystemExit("The job desk wants wrk: apt-get install wrk")
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        scripts = folder / "reading.lua", folder / "hurrying.lua"
        scripts[0].write_text(PAUSE + SCRIPT)
        scripts[1].write_text(SCRIPT)
        small, large = (stack.enter_context(_desk(folder / str(many), many)) for many in (10**4, 10**5))
        bare = stack.enter_context(_served("bench.bare:app", {}))
        yield from _pages(*scripts, bare, large)
        largest = stack.enter_context(_desk(folder / "largest", 10**6)) if full else large
        for name, path in PAGES[:2]:
            yield _flat(scripts[1], name, small + path, largest + path, "10⁶" if full else "10⁵")


PAGES = (
    ("today's work", "/"),
    ("the list", "/cases"),
    ("the list, sorted by last day", "/cases?sort=due&open_only=1"),
    ("a case", "/cases/M-2026-0000050"),
    ("search by the end of a document", "/cases?q=1234"),
    ("search by a rare word", f"/cases?q={quote('第77777批')}"),
)


def _pages(reading: Path, hurrying: Path, bare: str, desk: str) -> Iterator[Race]:
    beside = "bare FastAPI and Jinja2"
    for name, path in PAGES:
        size = len(_fetched(desk + path)) / 1000
        yield Race(
            f"{name}, {size:.0f} kB, {CLIENTS} clerks: p95", beside,
            lambda: _load(reading, bare).p95, lambda path=path: _load(reading, desk + path).p95,
            1, P95, rounds=ROUNDS,
        )  # fmt: skip
        yield Race(
            f"{name}, {CLIENTS} without a pause: p95", beside,
            lambda: _load(hurrying, bare).p95, lambda path=path: _load(hurrying, desk + path).p95,
            1, NO_TARGET, rounds=ROUNDS,
        )  # fmt: skip


def _flat(script: Path, name: str, small: str, large: str, many: str) -> Race:
    return Race(
        f"{name} among {many} cases", "the same among 10⁴",
        lambda: _load(script, small, clients=1).each, lambda: _load(script, large, clients=1).each,
        1, times(1.2), rounds=ROUNDS + 2,
    )  # fmt: skip


def _load(script: Path, url: str, clients: int = CLIENTS) -> Load:
    words = [
        "wrk",
        "-t1",
        f"-c{clients}",
        f"-d{READING if script.stem == 'reading' else HURRYING}s",
        "--timeout=30s",
        "-s",
        str(script),
        "-H",
        f"Cookie: {COOKIE}",
        url,
    ]
    told = subprocess.run(words, check=True, capture_output=True, text=True).stdout
    p95, requests, micros, bad = map(int, told.splitlines()[-1].split())
    assert requests, told
    assert not bad, told
    return Load(p95 / 1e6, micros / 1e6 / requests)


@contextmanager
def _desk(folder: Path, many: int) -> Iterator[str]:
    """A desk with so many cases, and somebody signed in."""
    folder.mkdir()
    office = make_office(folder / "foi.db")
    for act in (Act(Action.ACCEPT, NOW.date(), {}), Act(Action.WITHDRAW, NOW.date(), {})):
        asked = Asked(1, (Applicant("张三", "110105199001011234"),), "城东片区征收补偿方案")
        receipt = Receipt(NOW.date(), Channel.LETTER, ApplicantKind.NATURAL)
        done = log_request(office, asked, receipt, ACTOR, now=NOW)
        take(office, done.record.ref, act, ACTOR, now=NOW)
    multiply(office, many, OPEN, GIVEN, applicants=ASKING)
    accounts = office.ledger.accounts  # type: ignore[attr-defined]
    accounts.keep_person(Person("clerk", "小王", frozenset({Role.CLERK}), 1))
    moment = datetime.now(UTC)
    accounts.begin_session(Session(digest_of(TOKEN), "clerk", moment, moment, "127.0.0.1", "wrk"))
    office.ledger.close()  # type: ignore[attr-defined]
    told = {SERVED: json.dumps(["", f"sqlite:///{folder / 'foi.db'}"])}
    with _served("desk.web.serving:app", told) as url:
        yield url


@contextmanager
def _served(app: str, told: dict[str, str]) -> Iterator[str]:
    """One worker of uvicorn on loopback, stopped at the end."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    words = [sys.executable, "-m", "uvicorn", app, "--factory", "--port", str(port), "--log-level", "warning"]
    server = subprocess.Popen(words, env=os.environ | told)
    url = f"http://127.0.0.1:{port}"
    try:
        _wait(url, server)
        yield url
    finally:
        server.terminate()
        server.wait(15)


def _wait(url: str, server: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        assert server.poll() is None, "The server did not start."
        try:
            _fetched(url + "/")
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise TimeoutError(url)


def _fetched(url: str) -> bytes:
    with _STRAIGHT.open(Request(url, headers={"Cookie": COOKIE}), timeout=30) as answer:
        page: bytes = answer.read()
    return page
