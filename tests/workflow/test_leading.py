"""Of any number of processes one leads: whoever dies, hangs or stops, and however slow the database is."""

import random
from contextlib import suppress
from datetime import UTC, datetime

import pytest

from tests.fake_leases import MemoryLeases
from workflow.errors import Busy
from workflow.leading import BEAT, DEAD, STEPS_DOWN, Candidate

NOW = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)


class Time:
    """A clock that goes on when told."""

    def __init__(self):
        self.at = 0.0


class SlowLeases(MemoryLeases):
    """Leases of a database that takes its time, before and after each write, and sometimes fails after it."""

    def __init__(self, time, chance):
        super().__init__()
        self.time, self.chance = time, chance

    def beat(self, name, holder):
        return self._slowly(super().beat, name, holder)

    def take(self, name, *wanted):
        return self._slowly(super().take, name, *wanted)

    def look(self, name):
        return self._slowly(super().look, name)

    def _slowly(self, work, *wanted):
        self.time.at += self.chance.choice((0, 0, 0, 0, 0.1, 1, 4, 9))
        if self.chance.random() < 0.1:
            raise Busy("database_in_use", "The database is in use.")
        done = work(*wanted)
        self.time.at += self.chance.choice((0, 0, 0, 0, 0.1, 1, 4, 9))
        if self.chance.random() < 0.1:
            raise Busy("database_out_of_reach", "The database cannot be reached.")
        return done


@pytest.fixture
def time():
    return Time()


@pytest.fixture
def stands(time):
    """Three who stand for one lease; each has a clock of its own, which began at another time."""
    leases = MemoryLeases()
    return [Candidate(leases, "bell", name, lambda n=n: time.at + 1000 * n) for n, name in enumerate("abc")]


def test_the_first_leads_and_the_others_wait_as_long_as_it_beats(stands, time):
    for _ in range(20):
        assert [True, False, False] == [one.stand(NOW) for one in stands]
        time.at += BEAT


def test_a_dead_leader_is_followed_within_seconds_by_one(stands, time):
    for one in stands:
        one.stand(NOW)
    killed_at, (_, *others) = time.at, stands
    while not sum([one.stand(NOW) for one in others]):
        time.at += BEAT

    assert [True, False] == [one.leads for one in others]
    assert time.at - killed_at <= DEAD + BEAT


def test_a_leader_that_could_not_beat_has_stepped_down_before_another_leads(stands, time):
    first, second, _ = stands
    first.stand(NOW)
    second.stand(NOW)
    time.at += STEPS_DOWN - 0.1
    assert first.leads
    time.at += 0.2
    assert not first.leads
    assert not second.stand(NOW)


def test_a_leader_that_stops_is_followed_at_the_next_look(stands):
    first, second, third = stands
    first.stand(NOW)
    second.stand(NOW)
    first.step_down()

    assert not first.leads
    assert [True, False] == [second.stand(NOW), third.stand(NOW)]


def test_who_comes_back_after_another_took_over_waits(stands, time):
    first, second, _ = stands
    first.stand(NOW)
    second.stand(NOW)
    time.at += DEAD
    assert second.stand(NOW)
    assert not first.stand(NOW)
    assert not first.leads


def test_a_leader_whose_database_is_out_of_reach_leads_no_longer_and_again_once_it_is_back(time, monkeypatch):
    leases = MemoryLeases()
    one = Candidate(leases, "bell", "a", lambda: time.at)
    one.stand(NOW)
    with monkeypatch.context() as broken:

        def gone(*_):
            raise Busy("database_out_of_reach", "The database cannot be reached.")

        broken.setattr(leases, "beat", gone)
        for _ in range(3):
            time.at += BEAT
            with pytest.raises(Busy):
                one.stand(NOW)

    assert not one.leads
    assert one.stand(NOW)


@pytest.mark.parametrize("seed", range(40))
def test_never_do_two_lead_however_slow_the_database_and_whoever_dies(seed):
    chance, time = random.Random(seed), Time()
    leases = SlowLeases(time, chance)

    def born(name):
        began = chance.randrange(10_000)
        return Candidate(leases, "bell", name, lambda: time.at + began)

    alive, gone, led = [born("0")], [], 0
    for turn in range(1, 1000):
        if chance.random() < 0.05 and len(alive) > 1:
            gone.append(alive.pop(chance.randrange(len(alive))))  # killed: it beats no more
        if chance.random() < 0.1 and len(alive) < 6:
            alive.append(born(str(turn)))
        if chance.random() < 0.05:
            chance.choice(alive).step_down()
        time.at += chance.choice((0, 0.01, 0.5, BEAT))
        with suppress(Busy):
            chance.choice(alive).stand(NOW)
        leading = [one for one in (*alive, *gone) if one.leads]
        assert len(leading) <= 1, (seed, turn)
        led += len(leading)

    assert led > 50
