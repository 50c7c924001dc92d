"""An office that sends: two clerks with an address each, and cases that are due on Monday 30 March 2026."""

from dataclasses import replace
from datetime import UTC, date, datetime
from shutil import copyfile

import pytest

from desk.config import (
    AlertsConfig,
    Config,
    DropConfig,
    MailConfig,
    OfficeConfig,
    StoreConfig,
    WebConfig,
    WebhookConfig,
)
from desk.office import make_office, open_office
from desk.sending.sender import send_waiting
from desk.sending.sweep import sweep
from tests.desk.sending.sinks import mail_server, robot
from tests.offices import act, log
from workflow.people import Person
from workflow.vocabulary import Role

CLERK = frozenset({Role.CLERK})


def at(moment):
    """An instant by the office's clock: `2026-03-16 09:00`."""
    return datetime.fromisoformat(f"{moment}+08:00").astimezone(UTC)


class Sender:
    """An office, and what its bell does: `ring` raises what is owed and sends what waits."""

    def __init__(self, config):
        self.house = open_office(config)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.house.ledger.close()

    def ring(self, moment):
        day = date.fromisoformat(moment.split()[0])
        sweep(self.house, day, at(moment))
        self.send(moment)

    def send(self, moment):
        send_waiting(self.house, lambda: at(moment))

    def log(self, received="2026-03-02"):
        done = log(self.house.office, received=received)
        return act(self.house.office, done.record.ref, f"accept {received}").record.ref

    def alert(self):
        """One case more, logged on a Monday after the digests: its alert is told at once, alone."""
        self.send("2026-03-16 08:30")
        self.log()
        self.ring("2026-03-16 09:00")

    @property
    def outbox(self):
        return self.house.ledger.outbox

    @property
    def counts(self):
        return {state.value: many for state, many in self.outbox.counts().items()}


@pytest.fixture(scope="session")
def pattern(tmp_path_factory):
    folder = tmp_path_factory.mktemp("pattern")
    made = make_office(Config(OfficeConfig(name="甲区人民政府办公室"), folder=folder))
    for login, mail in (("wang", "wang@example.gov.cn"), ("li", "li@example.gov.cn"), ("zhao", "")):
        made.ledger.accounts.keep_person(Person(login, login, CLERK, 1, mail=mail))
    made.ledger.close()
    return folder / "foi.db"


@pytest.fixture
def config(tmp_path, pattern):
    """The office's configuration; it has opened no route yet."""
    copyfile(pattern, tmp_path / "foi.db")
    web = WebConfig(address="https://foi.example.gov.cn/")
    return Config(
        OfficeConfig(name="甲区人民政府办公室"), StoreConfig(), AlertsConfig(), web=web, folder=tmp_path
    )


def mailing(config, port):
    return replace(config, mail=MailConfig("127.0.0.1", port, tls="none", sender="foi@example.gov.cn"))


def dropping(config):
    (config.folder / "drop").mkdir()
    return replace(config, drop=DropConfig("drop"))


def posting(config, url, kind="wecom", secret=""):
    (config.folder / "url").write_text(url + "\n", encoding="utf-8")
    if secret:
        (config.folder / "secret").write_text(secret, encoding="utf-8")
    return replace(config, webhook=WebhookConfig(kind, "url", "secret" if secret else ""))


@pytest.fixture
def mailed(config):
    """(an office that mails, the letterbox its mail arrives in)."""
    with mail_server() as (box, port), Sender(mailing(config, port)) as sender:
        yield sender, box


@pytest.fixture
def dropped(config):
    """(an office that lays messages down, the folder)."""
    with Sender(dropping(config)) as sender:
        yield sender, config.folder / "drop"


@pytest.fixture
def posted(config):
    """Offices that post to a robot of a kind, and the robot."""
    with robot() as sink:
        opened = []

        def open_(kind="wecom", secret=""):
            opened.append(Sender(posting(config, sink.url, kind, secret)))
            return opened[-1], sink

        yield open_
        for sender in opened:
            sender.house.ledger.close()
