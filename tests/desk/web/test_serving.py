"""The desk served by real processes: several at once, and stopped without cutting anybody off."""

import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import httpx2
import pytest

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

    def serve(workers):
        port = free_port()
        words = ["--as", "admin", "web", "--port", str(port), "--workers", str(workers)]
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
    process, port = served(2)
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
    process, port = served(1)
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
