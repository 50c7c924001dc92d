"""Senders that are killed: nothing is lost, and each kill doubles at most the one message in hand."""

import json
import os
import signal
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from desk.sending import sender as sending
from store.outbox import SqlOutbox
from tests.desk.sending.conftest import Sender, dropping, mailing
from tests.desk.sending.sinks import mail_server
from workflow.outbox import Line, Route, Told, code_of
from workflow.vocabulary import DeadlineKind

HOUSE = Path(__file__).parents[3]
OPENS = datetime(2026, 3, 16, 1, 0, tzinfo=UTC)
LATER = OPENS + sending.LEASE + timedelta(minutes=1)
#: A child that sends until nothing waits, as the bell's process would.
CHILD = """
import sys
from datetime import datetime
from desk.config_file import read_config
from desk.office import open_office
from desk.sending.sender import send_waiting
at = datetime.fromisoformat(sys.argv[2])
print("begun", flush=True)
send_waiting(open_office(read_config(__import__("pathlib").Path(sys.argv[1]))), lambda: at)
"""


#: How many messages two senders race over: `FOI_MESSAGES=500` for a long run.
MANY = int(os.environ.get("FOI_MESSAGES", "100"))


class Killed(BaseException):
    """What a SIGKILL looks like from inside: nothing after it runs, not even what mends failures."""


def fill(sender, many, route):
    """Messages for one person, and the digests of the day made."""
    sender.send("2026-03-16 08:30")
    for n in range(many):
        line = Line(f"2026-{n:04}", DeadlineKind.REPLY, 1, OPENS.date(), 0)
        name = f"2026-{n:04} reply 1"
        told = Told(route, "wang", name, code_of("甲区", route, "wang", name), (line,))
        sender.outbox.put([told], OPENS)


@pytest.fixture
def three(config):
    """(an office with three messages to mail, the letterbox)."""
    with mail_server() as (box, port), Sender(mailing(config, port)) as sender:
        fill(sender, 3, Route.MAIL)
        yield sender, box


#: Every step of a sender: (what is stopped, whether before or after it is done).
STEPS = [(name, done) for name in ("lease", "carry", "sent") for done in (False, True)]


def stop_at(monkeypatch, step, done):
    """Kill the sender at the second message, before a step or after it."""
    asked = []

    def killing(call):
        def called(*words, **more):
            asked.append(call)
            if len(asked) == 2 and not done:
                raise Killed
            told = call(*words, **more)
            if len(asked) == 2:
                raise Killed
            return told

        return called

    if step == "carry":
        monkeypatch.setattr(sending, "_carried", killing(sending._carried))
    else:
        monkeypatch.setattr(SqlOutbox, step, killing(getattr(SqlOutbox, step)))


@pytest.mark.parametrize(("step", "done"), STEPS)
def test_killed_between_any_two_steps_a_sender_loses_nothing_and_doubles_one_at_most(
    three, monkeypatch, step, done
):
    sender, box = three
    stop_at(monkeypatch, step, done)
    with pytest.raises(Killed):
        sending.send_waiting(sender.house, lambda: OPENS)
    monkeypatch.undo()
    sending.send_waiting(sender.house, lambda: OPENS)
    sending.send_waiting(sender.house, lambda: LATER)

    assert {"sent": 3} == sender.counts
    assert 3 == len(set(box.codes))
    assert (4 if (step, done) in {("carry", True), ("sent", False)} else 3) == len(box.codes)


def begin(config, at=OPENS):
    """A sender in a process of its own."""
    env = {**os.environ, "PYTHONPATH": str(HOUSE)}
    words = [sys.executable, "-c", CHILD, str(config.folder / "config.toml"), at.isoformat()]
    return subprocess.Popen(words, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def say(config):
    """Write the configuration of an office that mails, or lays down, where a process reads it."""
    lines = [f'[office]\nname = "{config.office.name}"']
    if config.mail.server:
        told = config.mail
        lines.append(
            f'[mail]\nserver = "{told.server}"\nport = {told.port}\ntls = "none"\nsender = "{told.sender}"'
        )
    if config.drop.folder:
        lines.append(f'[drop]\nfolder = "{config.drop.folder}"')
    (config.folder / "config.toml").write_text("\n".join(lines), encoding="utf-8")


def test_a_process_killed_again_and_again_doubles_no_more_than_it_was_killed(config):
    many, kills = max(40, MANY // 4), 0
    with mail_server() as (box, port):
        config = mailing(config, port)
        say(config)
        with Sender(config) as sender:
            fill(sender, many, Route.MAIL)
            for n in range(3):
                child = begin(config, OPENS + n * (sending.LEASE + timedelta(minutes=1)))
                child.stdout.readline()
                had = len(box.codes)
                while len(box.codes) < had + 5 and child.poll() is None:
                    time.sleep(0.005)
                kills += child.poll() is None
                child.send_signal(signal.SIGKILL)
                child.communicate()
            sending.send_waiting(sender.house, lambda: OPENS + timedelta(hours=2))

            assert {"sent": many} == sender.counts
            assert many == len(set(box.codes))
            assert 0 < kills
            assert len(box.codes) - many <= kills


def test_processes_that_race_send_nothing_twice(config):
    many = MANY
    with mail_server() as (box, port):
        config = mailing(config, port)
        say(config)
        with Sender(config) as sender:
            fill(sender, many, Route.MAIL)
            children = [begin(config) for _ in range(2)]
            told = [child.communicate(timeout=120)[1] for child in children]

            assert [0, 0] == [child.returncode for child in children], told
            assert {"sent": many} == sender.counts
            assert (many, many) == (len(box.codes), len(set(box.codes)))


def test_an_alert_is_raised_with_its_messages_or_not_at_all(config, monkeypatch):
    with Sender(dropping(config)) as sender:
        ref = sender.log()
        put = SqlOutbox.put

        def killed_after(self, told, at):
            put(self, told, at)
            raise Killed

        monkeypatch.setattr(SqlOutbox, "put", killed_after)
        with pytest.raises(Killed):
            sender.ring("2026-03-16 09:00")
        assert {} == sender.counts
        assert [] == list(sender.house.ledger.alerts(sender.house.ledger.read(ref)))
        monkeypatch.undo()
        sender.ring("2026-03-16 09:00")

        found = json.loads(next((config.folder / "drop").iterdir()).read_text(encoding="utf-8"))
        assert [ref] == [line["ref"] for line in found["lines"]]


def test_digests_begun_and_not_finished_are_made_by_the_next(config, monkeypatch):
    with Sender(dropping(config)) as sender:
        sender.log()
        sender.ring("2026-03-16 00:00")
        monkeypatch.setattr(SqlOutbox, "fold", lambda *_: (_ for _ in ()).throw(Killed))
        with pytest.raises(Killed):
            sender.send("2026-03-16 08:30")
        monkeypatch.undo()
        sender.send("2026-03-16 08:31")

        assert {"folded": 3, "sent": 3} == sender.counts
