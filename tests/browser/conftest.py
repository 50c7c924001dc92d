"""A desk that is really served, and people with browsers of their own who visit it.

The browser is Debian's chromium, driven by Playwright. It is let nowhere but to the desk: a request to
another host fails the test.
"""

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from shutil import which
from urllib.request import urlopen

import pytest
from playwright.sync_api import Page, expect, sync_playwright

from desk.config_file import configured
from desk.office import make_office, today
from desk.passwords import hashed
from store.accounts import Password
from workflow.people import Person
from workflow.vocabulary import Role

SECRET = "一个很长的口令2026"
CONFIG = """
[office]
name = "甲区人民政府办公室"

[letters]
review_body = "甲市人民政府"
court = "甲市人民法院"
prefix = "甲公开告"

[signoff]
needed = true
two_people = true
"""
# fmt: off
STAFF = (
    ("admin", "管理员", {Role.ADMINISTRATOR}),
    ("head",  "周主任", {Role.HEAD}),
    ("clerk", "小王",   {Role.CLERK}),
    ("mate",  "小李",   {Role.CLERK}),
    ("audit", "审计员", {Role.AUDITOR}),
    ("all",   "值班员", set(Role)),
)
# fmt: on
CHROMIUM = which("chromium")
QUIET = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip
#: How long a server may take to answer and to stop, in seconds.
PATIENCE = 60
#: How long a page may take on a busy machine, in milliseconds.
SLOW = 30_000


@pytest.fixture(scope="session")
def chromium():
    """A browser without a window."""
    if CHROMIUM is None:
        pytest.skip("chromium is not installed")
    expect.set_options(timeout=SLOW)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(QUIET))
        yield browser
        browser.close()


class Served:
    """A desk served by `foi web`: its address, its office's folder, and what day it is there."""

    def __init__(self, folder: Path, fill=lambda house: None, *, people: bool = True):
        (folder / "config.toml").write_text(CONFIG, encoding="utf-8")
        config = configured(folder / "config.toml", "")
        house = make_office(config)
        kept = Password(hashed(SECRET, "nobody"), given=False)
        for login, name, roles in STAFF if people else ():
            house.ledger.accounts.keep_person(Person(login, name, frozenset(roles), 1))
            house.ledger.accounts.keep_password(login, kept)
        fill(house)
        house.ledger.close()
        self.today = today(config)
        self.folder = folder
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        self.address = f"http://127.0.0.1:{port}"
        self._process = subprocess.Popen(
            [sys.executable, "-m", "desk", "--config", folder / "config.toml", "web", "--port", str(port)],
            env=os.environ | {"PYTHONPATH": str(Path(__file__).parents[2])},
            cwd=folder,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        self._wait()

    def _wait(self):
        end = time.monotonic() + PATIENCE
        while True:
            try:
                urlopen(f"{self.address}/healthz", timeout=5).close()
            except OSError:
                assert self._process.poll() is None, "foi web ended by itself"
                assert time.monotonic() < end, "foi web did not answer"
                time.sleep(0.1)
            else:
                return

    def stop(self):
        self._process.send_signal(signal.SIGTERM)
        try:
            self._process.wait(PATIENCE)
        finally:
            self._process.kill()


@pytest.fixture
def served(tmp_path):
    """A desk with its people."""
    desk = Served(tmp_path)
    yield desk
    desk.stop()


@pytest.fixture
def empty_desk(tmp_path):
    """A desk in which nobody works yet."""
    desk = Served(tmp_path, people=False)
    yield desk
    desk.stop()


@pytest.fixture
def window(chromium):
    """`window(desk)`: a new browser that goes nowhere but to that desk, and whose pages make no errors."""
    opened, strayed = [], []

    def new(desk: Served, **how) -> Page:
        context = chromium.new_context(
            base_url=desk.address, locale="zh-CN", timezone_id="Asia/Shanghai", accept_downloads=True, **how
        )
        context.set_default_timeout(SLOW)
        context.on(
            "request",
            lambda asked: (
                None if asked.url.startswith((desk.address, "data:", "blob:")) else strayed.append(asked.url)
            ),
        )
        opened.append(context)
        page = context.new_page()
        page.on("pageerror", lambda fault: strayed.append(str(fault)))
        return page

    yield new
    for context in opened:
        context.close()
    assert not strayed


@pytest.fixture
def somebody(window):
    """`somebody(desk, "clerk")`: the first page of somebody who has signed in."""

    def signed_in(desk: Served, login: str, password: str = SECRET, **how) -> Page:
        page = window(desk, **how)
        page.goto("/sign-in")
        page.get_by_label("账号").fill(login)
        page.get_by_label("口令").fill(password)
        page.get_by_role("button", name="登录").click()
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        return page

    return signed_in
