"""Two desks and two bells over one PostgreSQL that is killed and started again under them."""

import os
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from datetime import UTC, datetime

import httpx2
import pytest
from sqlalchemy import create_engine, text

from desk.config_file import read_config
from desk.office import make_office
from desk.tokens import make_token
from tests.desk.web.test_serving import HOUSE, free_port
from tests.postgres import cluster, start_again
from workflow.people import Person
from workflow.upkeep import verify
from workflow.vocabulary import Role, TokenPurpose

CLIENTS = 8
#: How often the server is killed; more with FOI_KILLS.
KILLS = int(os.environ.get("FOI_KILLS", "3"))
NEW = {"channel": "letter", "kind": "natural", "received": "2026-03-02", "applicants": [{"name": "张三"}]}
OTHERS = "FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()"


@pytest.fixture
def server():
    with cluster() as url:
        yield url.format("postgres")


@pytest.fixture
def office(server, tmp_path):
    """The folder of an office whose database the server keeps, and a token of its clerk's."""
    text_ = f'[office]\nname = "甲区人民政府办公室"\n[store]\nurl = "{server}"\nfiles = "files"\n'
    (tmp_path / "config.toml").write_text(text_, encoding="utf-8")
    house = make_office(read_config(tmp_path / "config.toml"))
    accounts = house.ledger.accounts
    for login, role in (("admin", Role.ADMINISTRATOR), ("clerk", Role.CLERK)):
        accounts.keep_person(Person(login, login, frozenset({role}), 1))
    secret = make_token(accounts, "clerk", TokenPurpose.API, "程序", datetime.now(UTC)).secret
    yield tmp_path, secret
    house.ledger.close()


def begin(folder, *words):
    environment = {"PYTHONPATH": str(HOUSE), "PATH": "/usr/bin:/bin"}
    with (folder / "log").open("ab") as log:
        return subprocess.Popen(
            [sys.executable, "-m", "desk", "--as", "admin", *words],
            cwd=folder,
            env=environment,
            stdout=log,
            stderr=log,
        )


@pytest.fixture
def desks(office):
    """The ports of two desks, two bells beside them; all of them ended whatever happens."""
    folder, _ = office
    ports = [free_port() for _ in range(2)]
    begun = [begin(folder, "web", "--port", str(port)) for port in ports]
    begun += [begin(folder, "bell") for _ in range(2)]
    with ExitStack() as ended:
        for process in begun:
            ended.callback(process.wait, 60)
            ended.callback(process.terminate)
        for port in ports:
            wait_for(port, 200)
        yield ports


def wait_for(port, status, path="/healthz"):
    until = time.monotonic() + 150
    while time.monotonic() < until:
        try:
            if httpx2.get(f"http://127.0.0.1:{port}{path}").status_code == status:
                return
        except httpx2.TransportError:
            pass
        time.sleep(0.1)
    raise AssertionError(f"{path} does not answer {status}")


class Client:
    """A program of a clerk's: it remembers what was acknowledged."""

    def __init__(self, n, port, secret):
        self.n, self.logged, self.noted = n, [], []
        self.http = httpx2.Client(
            base_url=f"http://127.0.0.1:{port}/api",
            headers={"authorization": f"Bearer {secret}"},
            timeout=60,
        )

    def work(self, over):
        with self.http:
            self.write(over)

    def write(self, over):
        for turn in range(100_000):
            if over.is_set():
                return
            answer = self.http.post("/cases", json=NEW | {"subject": f"{self.n}-{turn}"})
            if answer.status_code != 201:
                assert 503 == answer.status_code, answer.text
                assert "数据库" in answer.json()["error"]["message"]
                time.sleep(0.1)
                continue
            ref = answer.json()["ref"]
            self.logged.append((ref, f"{self.n}-{turn}"))
            words = {"action": "annotate", "on": "2026-03-03", "facts": {"text": f"{self.n}-{turn}"}}
            answer = self.http.post(f"/cases/{ref}/acts", json=words)
            if answer.status_code == 200:
                self.noted.append(f"{self.n}-{turn}")


def test_what_was_acknowledged_outlives_every_fall_of_the_server(server, office, desks):
    folder, secret = office
    clients, over = [Client(n, desks[n % 2], secret) for n in range(CLIENTS)], threading.Event()
    with ThreadPoolExecutor(CLIENTS) as threads:
        working = [threads.submit(client.work, over) for client in clients]
        try:
            for _ in range(KILLS):
                time.sleep(1.5)
                hang_up(server)
                time.sleep(0.5)
                start_again(server, lambda: pages_say(desks[0], 503, "数据库"))
            time.sleep(1.5)
        finally:
            over.set()
        for one in working:
            one.result()

    for port in desks:
        pages_say(port, 200, "登录")
        wait_for(port, 200, "/readyz")
    kept = make_office(read_config(folder / "config.toml"))
    assert_kept(kept.ledger.engine, clients)
    assert [] == verify(kept.office).faults
    kept.ledger.close()


def hang_up(server):
    engine = create_engine(server, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"SELECT pg_terminate_backend(pid) {OTHERS}"))
    engine.dispose()


def pages_say(port, status, words):
    answer = httpx2.get(f"http://127.0.0.1:{port}/sign-in", timeout=60)
    assert (status, True) == (answer.status_code, words in answer.text), answer.text


def assert_kept(engine, clients):
    logged = dict(told for client in clients for told in client.logged)
    noted = [words for client in clients for words in client.noted]
    with engine.connect() as connection:
        cases = dict(connection.execute(text("SELECT ref, subject FROM cases")).all())
        notes = connection.execute(text("SELECT text FROM texts")).scalars().all()
        versions = connection.execute(text("SELECT case_id, count(*) FROM entries GROUP BY case_id")).all()
        alerts = connection.execute(text("SELECT case_id, kind, line, due_on, threshold FROM alerts")).all()
    assert len(logged) > CLIENTS
    assert logged.items() <= cases.items()
    assert len(cases) == len(set(cases.values()))
    assert [f"2026-{n:04}" for n in range(1, len(cases) + 1)] == sorted(cases)
    assert set(noted) <= set(notes)
    assert len(notes) == len(set(notes))
    assert all(many <= 2 for _, many in versions)
    assert len(alerts) == len(set(alerts))
