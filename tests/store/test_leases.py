"""A lease is held by one: taken as it was seen, kept by beating, let go of for anybody."""

from datetime import UTC, datetime
from threading import Barrier, Thread

import pytest

from tests.fake_leases import MemoryLeases
from workflow.leases import Lease

NOW = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)


@pytest.fixture(params=["memory", "sqlite", "postgresql"])
def leases(request):
    if request.param == "memory":
        yield MemoryLeases()
        return
    from store.ledger import open_ledger

    kept = open_ledger(request.getfixturevalue("sqlite_url" if request.param == "sqlite" else "postgres_url"))
    yield kept.leases
    kept.close()


def taken(leases, holder="a", name="bell"):
    assert leases.take(name, leases.look(name), holder, f"host:{holder}", NOW)
    return leases.look(name)


def test_a_lease_that_nobody_holds_is_taken_with_who_and_since_when(leases):
    assert Lease() == leases.look("bell")
    assert Lease("a", 1, "host:a", NOW) == taken(leases)


def test_a_lease_is_taken_only_as_it_was_seen(leases):
    seen = leases.look("bell")
    taken(leases)

    assert not leases.take("bell", seen, "b", "host:b", NOW)
    assert leases.beat("bell", "a")
    assert not leases.take("bell", Lease("a", 1), "b", "host:b", NOW)
    assert leases.take("bell", Lease("a", 2), "b", "host:b", NOW)
    assert Lease("b", 3, "host:b", NOW) == leases.look("bell")


def test_who_has_lost_a_lease_hears_it_at_the_next_beat_and_takes_nothing_away(leases):
    taken(leases)
    taken(leases, "b")

    assert not leases.beat("bell", "a")
    leases.release("bell", "a")
    assert "b" == leases.look("bell").holder


def test_every_beat_is_told_from_the_one_before(leases):
    seen = {taken(leases).beats}
    for _ in range(5):
        leases.beat("bell", "a")
        seen.add(leases.look("bell").beats)

    assert 6 == len(seen)


def test_a_lease_let_go_of_is_nobodys_and_its_counter_goes_on(leases):
    held = taken(leases)
    leases.release("bell", "a")
    left = leases.look("bell")

    assert ("", "", None) == (left.holder, left.who, left.since)
    assert left.beats > held.beats
    assert not leases.beat("bell", "a")


def test_one_lease_is_not_another(leases):
    taken(leases)

    assert Lease() == leases.look("letters")
    assert not leases.beat("letters", "a")


def test_of_many_who_take_it_at_once_one_has_it(sql_ledger):
    leases, ready, won = sql_ledger.leases, Barrier(8), []
    for _ in range(5):
        seen, before = leases.look("bell"), len(won)

        def take(holder, seen=seen):
            ready.wait()
            if leases.take("bell", seen, holder, holder, NOW):
                won.append(holder)

        threads = [Thread(target=take, args=(f"{n}",)) for n in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert 1 == len(won) - before
        assert won[-1] == leases.look("bell").holder
