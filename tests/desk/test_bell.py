"""The bell as real processes: one leads, another takes over, and what one did by half nobody sees."""

import os
import signal
import time
from itertools import count
from threading import Barrier, Thread

import pytest

from desk import bell_tasks
from desk.bell_tasks import BellTask, raise_alerts, ring
from desk.office import open_office
from tests.desk.bells import an_office, until
from tests.postgres import cluster
from tests.store.conftest import make_database
from workflow import reminding
from workflow.errors import Refused
from workflow.leading import BEAT, DEAD

NUMBER = count()


@pytest.fixture(scope="module")
def server():
    with cluster() as url:
        yield url


@pytest.fixture(params=["sqlite", "postgresql"])
def office(request, tmp_path):
    """An office in each kind of database, and the bells that are begun for it."""
    url = f"sqlite:///{tmp_path / 'foi.db'}"
    if request.param == "postgresql":
        server, name = request.getfixturevalue("server"), f"bell{next(NUMBER)}"
        make_database(server, name)
        url = server.format(name)
    made = an_office(url, tmp_path)
    yield made
    made.close()


def test_of_three_bells_one_rings_and_when_it_is_killed_another_does_within_seconds(office):
    record = office.log(20)
    bells = {bell.pid: bell for bell in (office.bell(), office.bell(), office.bell())}
    _, first = until(lambda: office.leader)
    until(lambda: office.alerts(record))
    time.sleep(3 * BEAT)  # the others have come to look
    assert first == office.leader

    bells.pop(first).kill()
    took, second = until(lambda: office.leader if office.leader != first else None)
    assert took < DEAD + 3 * BEAT + 3
    assert second in bells
    _, raised = until(lambda: office.alerts(office.log(20)) or office.alerts(record))
    assert len(raised) == len(set(raised))


def test_a_bell_that_is_told_to_stop_lets_another_take_over_at_once(office):
    first = office.bell()
    until(lambda: office.leader == first.pid)
    second = office.bell()
    assert "Another bell leads" in second.stderr.readline()
    first.send_signal(signal.SIGTERM)

    assert 0 == first.wait(30)
    took, _ = until(lambda: office.leader == second.pid)
    assert took < 2 * BEAT + 2
    second.send_signal(signal.SIGINT)
    assert 0 == second.wait(30)
    assert office.leader is None


def test_a_case_that_is_logged_rings_within_seconds(office):
    bell = office.bell()
    until(office.house.ledger.sweeps.last)
    record = office.log(20)
    took, _ = until(lambda: office.alerts(record))

    assert took < 3 * BEAT + 2
    assert bell.poll() is None


def test_bells_that_ring_at_one_moment_raise_each_alert_once(office):
    records = [office.log(20) for _ in range(30)]
    ready = Barrier(3)

    def ring_at_once():
        house = open_office(office.house.config)
        ready.wait()
        raise_alerts(house)
        house.ledger.close()

    threads = [Thread(target=ring_at_once) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    raised = [office.alerts(record) for record in records]
    assert all(raised)
    assert all(len(keys) == len(set(keys)) for keys in raised)
    assert {True} == {len(keys) == len(raised[0]) for keys in raised}


@pytest.mark.parametrize("after", [1, 7, 13])
def test_a_bell_killed_in_the_middle_of_its_sweep_leaves_no_case_by_half(office, after):
    records = [office.log(20) for _ in range(20)]
    office.house.ledger.close()
    if not (child := os.fork()):
        try:
            _die_after(office.house.config, after)
        finally:
            os._exit(1)  # a child that goes on would be another run of the tests
    assert signal.SIGKILL == -os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])

    rung = [len(office.alerts(record)) for record in records]
    assert len(set(rung) - {0}) <= 1
    assert rung.count(0) == 20 - (after - 1) // 5 * 5
    raise_alerts(office.house)
    assert 1 == len({len(office.alerts(record)) for record in records})


def _die_after(config, cases):
    """Sweep in transactions of five cases, and be killed when so many have been rung."""
    house, rung = open_office(config), count(1)
    raise_them = house.ledger.raise_alerts

    def killed(*told):
        done = raise_them(*told)
        if next(rung) == cases:
            os.kill(os.getpid(), signal.SIGKILL)
        return done

    type(house.ledger).raise_alerts = lambda _, *told: killed(*told)
    reminding.CHUNK = 5
    raise_alerts(house)


def test_a_task_that_fails_stops_no_other_and_is_remembered(office, monkeypatch):
    def refuse(_house):
        raise Refused("no_mail", "There is no mail server.")

    def stumble(_house):
        raise ValueError("our own fault")

    tasks = (
        BellTask("first", "", refuse),
        BellTask("second", "", stumble),
        BellTask("sweep", "", raise_alerts),
    )
    monkeypatch.setattr(bell_tasks, "BELL_TASKS", tasks)
    record = office.log(20)
    faults = ring(office.house, lambda: True)

    assert {"en": "There is no mail server."}.items() <= faults["first"].items()
    assert faults["second"]["en"] == "Something went wrong here."
    assert {} == faults["sweep"]
    assert office.alerts(record)
    assert [True, True, False] == [bool(one.fault) for one in office.house.ledger.bell_tasks.every()]


def test_a_ring_ends_between_two_tasks(office, monkeypatch):
    done = []
    tasks = tuple(BellTask(name, "", lambda _, name=name: done.append(name)) for name in "abc")
    monkeypatch.setattr(bell_tasks, "BELL_TASKS", tasks)
    ring(office.house, lambda: len(done) < 2)

    assert ["a", "b"] == done
