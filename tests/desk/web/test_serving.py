"""The desk served by real processes: several at once, and stopped without cutting anybody off."""

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import httpx2
import pytest

from desk.bell_status import LEASE
from tests.desk.bells import until
from tests.desk.web.conftest import SEAL, SECRET

HOUSE = Path(__file__).parents[3]


def free_port():
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        return asked.getsockname()[1]


@pytest.fixture
def served(staffed):
    """`foi web` in the office's folder, with so many workers; ended whatever happens."""
    folder, begun = staffed.config.folder, []
    (folder / "config.toml").write_text('[office]\nname = "甲区人民政府办公室"\n', encoding="utf-8")

    def serve(workers, *more):
        port = free_port()
        words = ["--as", "admin", "web", "--port", str(port), "--workers", str(workers), *more]
        process = subprocess.Popen(
            [sys.executable, "-m", "desk", *words],
            cwd=folder,
            env={"PYTHONPATH": str(HOUSE), "PATH": "/usr/bin:/bin"},
        )
        begun.append(process)
        until = time.monotonic() + 150
        while time.monotonic() < until:
            try:
                if httpx2.get(f"http://127.0.0.1:{port}/healthz").status_code == 200:
                    return process, port
            except httpx2.TransportError:
                time.sleep(0.1)
        raise AssertionError("it does not answer")

    yield serve
    for process in begun:
        if process.poll() is None:
            process.terminate()
            process.wait(30)


def test_two_workers_know_one_session(served):
    process, port = served(2, "--no-bell")
    with httpx2.Client(base_url=f"http://127.0.0.1:{port}", follow_redirects=True) as browser:
        seal = SEAL.search(browser.get("/sign-in").text)[1]
        browser.post("/sign-in", data={"seal": seal, "login": "clerk", "password": SECRET, "to": "/"})
        cookies = dict(browser.cookies)
    # A connection of its own each, so that both workers are asked.
    answers = [httpx2.get(f"http://127.0.0.1:{port}/cases", cookies=cookies) for _ in range(20)]

    assert [200] * 20 == [each.status_code for each in answers]
    process.send_signal(signal.SIGTERM)
    assert 0 == process.wait(30)


def test_a_request_under_way_is_answered_before_the_desk_stops(served):
    process, port = served(1, "--no-bell")
    body = b"login=nobody&password=nothing"
    with socket.create_connection(("127.0.0.1", port), timeout=30) as line:
        head = (
            "POST /sign-in HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n"
            f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n\r\n"
        )
        line.sendall(head.encode() + body[:5])
        time.sleep(0.5)
        process.send_signal(signal.SIGTERM)
        time.sleep(0.5)
        line.sendall(body[5:])
        answer = b"".join(iter(lambda: line.recv(65536), b""))

    assert answer.startswith(b"HTTP/1.1 403"), answer[:80]
    assert 0 == process.wait(30)


def leader(house):
    """The process that rings, by its number."""
    who = house.ledger.leases.look(LEASE).who
    return int(who.rpartition(":")[2]) if who else None


def is_alive(pid):
    stat = Path(f"/proc/{pid}/stat")
    return stat.exists() and stat.read_text(encoding="utf-8").rpartition(")")[2].split()[0] != "Z"


def test_the_desk_brings_one_bell_begun_again_when_it_dies_and_gone_with_the_desk(served, staffed):
    process, _ = served(2)
    _, bell = until(lambda: leader(staffed))
    until(staffed.ledger.sweeps.last)
    os.kill(bell, signal.SIGKILL)
    _, second = until(lambda: leader(staffed) not in (bell, None) and leader(staffed))

    process.send_signal(signal.SIGTERM)
    assert 0 == process.wait(40)
    assert not is_alive(second)
    assert leader(staffed) is None


def test_a_bell_does_not_outlive_a_desk_that_was_killed(served, staffed):
    process, _ = served(1)
    _, bell = until(lambda: leader(staffed))
    process.kill()
    until(lambda: not is_alive(bell))

    assert leader(staffed) is None
