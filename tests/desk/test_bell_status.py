"""How the bell is: who leads and lives, what came of the last ring, when nobody rang, and what waits."""

from datetime import UTC, datetime, timedelta
from threading import Event, Thread

import pytest

from desk import bell_status
from desk.bell import keep_ringing
from desk.bell_status import LEASE
from desk.bell_tasks import BELL_TASKS
from desk.config_file import read_config
from desk.office import now, open_office
from tests.desk.bells import until
from workflow.leases import Lease

DAY = timedelta(days=1)


@pytest.fixture
def kept(logged, tmp_path):
    """The office of the command, open, with one case of which alerts are owed."""
    house = open_office(read_config(tmp_path / "config.toml"))
    yield house
    house.ledger.close()


@pytest.fixture
def impatient(monkeypatch):
    """Whoever is dead is not watched for long."""
    monkeypatch.setattr(bell_status, "DEAD", 0.3)


@pytest.fixture
def ringing(kept):
    """A bell that has rung."""
    stop = Event()
    bell = Thread(target=keep_ringing, args=(kept.config, "zh", stop))
    bell.start()
    until(lambda: len(BELL_TASKS) == len(kept.ledger.bell_tasks.every()))
    yield
    stop.set()
    bell.join()


def test_where_nobody_rings_the_command_fails_and_says_what_to_start(logged):
    said = logged("bell-status")

    assert 6 == said.code
    assert "foi web" in said.err
    told = logged("--json", "bell-status").json
    assert (False, None, 1) == (told["rings"], told["leader"], told["backlog"]["alerts_owed"])


def test_a_bell_that_rings_is_told_with_what_came_of_it(ringing, logged):
    said = logged("--json", "bell-status")

    assert 0 == said.code
    assert said.json["rings"]
    assert said.json["leader"]["who"]
    assert {"alerts_owed": 0, "behind": 0, "pending": 0, "dead": 0} == said.json["backlog"]
    assert {(task.name, "") for task in BELL_TASKS} == {
        (task["name"], task["fault"]) for task in said.json["tasks"]
    }


def test_a_leader_that_gives_no_sign_of_life_rings_nothing(kept, logged, impatient):
    kept.ledger.leases.take(LEASE, Lease(), "gone", "srv1:4711", now())
    said = logged("bell-status")

    assert 6 == said.code
    assert "srv1:4711" in said.out


def test_a_task_that_failed_is_told_with_its_reason_in_the_reader_s_language(kept, logged, impatient):
    kept.ledger.bell_tasks.note("sweep", now(), 12, {"zh": "数据库正忙。", "en": "The database is in use."})

    assert "数据库正忙" in logged("bell-status").out
    assert "in use" in logged("--lang", "en", "bell-status").out


def test_the_silences_of_late_are_told_and_older_ones_are_not(kept, logged, impatient):
    began = now() - 3 * DAY
    for at in (began - 60 * DAY, began - 59 * DAY, began - 2 * DAY, began):
        kept.ledger.sweeps.note(at)
    told = logged("--json", "bell-status").json["silences"]

    assert [began.isoformat(), (began - 2 * DAY).isoformat()] == [one["until"] for one in told]


def test_times_are_those_of_the_office(kept, logged, impatient):
    kept.ledger.sweeps.note(datetime(2026, 3, 2, 0, 30, tzinfo=UTC))

    assert "2026-03-02 08:30:00" in logged("bell-status").out
