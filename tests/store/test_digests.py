"""What is promised of digests under way: memory, SQLite and PostgreSQL keep the same promises."""

from datetime import UTC, date, datetime, timedelta
from threading import Barrier, Thread

import pytest

from tests.fake_digests import MemoryDigests
from tests.store.stories import falling, the_unit
from workflow.digests import Morning, Place, Stage
from workflow.errors import Conflict
from workflow.vocabulary import DeadlineKind

NOW = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
DAY = date(2026, 11, 23)
BEGUN = Morning(DAY, Stage.GATHERING)


@pytest.fixture(params=["memory", "sqlite", "postgresql"])
def digests(request):
    if request.param == "memory":
        yield MemoryDigests()
        return
    from store.ledger import open_ledger

    kept = open_ledger(request.getfixturevalue("sqlite_url" if request.param == "sqlite" else "postgres_url"))
    yield kept.digests
    kept.close()


def place(n=1, due_on=DAY):
    return Place(f"2026-{n:04}", DeadlineKind.REPLY, 1, due_on)


def test_whoever_asks_finds_the_digests_where_the_last_one_left_them(digests):
    assert [BEGUN, BEGUN] == [digests.begin(DAY, NOW) for _ in range(2)]
    for then in (
        Morning(DAY, Stage.GATHERING, "2026-11-23 7"),
        Morning(DAY, Stage.TELLING),
        Morning(DAY, Stage.TELLING, "/wang"),
        Morning(DAY, Stage.TOLD),
    ):
        digests.go_on(digests.begin(DAY, NOW), then)
        assert then == digests.begin(DAY, NOW)

    assert Stage.GATHERING is digests.begin(DAY + timedelta(days=1), NOW).stage


def test_of_two_who_found_them_at_one_place_one_goes_on(digests):
    digests.begin(DAY, NOW)
    digests.go_on(BEGUN, Morning(DAY, Stage.GATHERING, "2026-11-23 7"))

    with pytest.raises(Conflict):
        digests.go_on(BEGUN, Morning(DAY, Stage.GATHERING, "2026-11-23 9"))
    assert "2026-11-23 7" == digests.begin(DAY, NOW).after


def test_what_is_noted_for_somebody_is_theirs_and_noted_once(digests):
    digests.begin(DAY, NOW)
    digests.note(DAY, [("wang", place(2)), ("wang", place(1)), ("", place(1))])
    digests.note(DAY, [("wang", place(1)), ("wang", place(1, DAY + timedelta(days=9)))])

    assert [place(1), place(2)] == list(digests.noted(DAY, "wang"))
    assert [place(1)] == list(digests.noted(DAY, ""))
    assert [] == list(digests.noted(DAY, "li"))
    digests.forget(DAY, "wang")
    assert [[], [place(1)]] == [list(digests.noted(DAY, login)) for login in ("wang", "")]


def test_what_a_morning_left_unfinished_is_dropped_when_the_next_one_begins(digests):
    digests.begin(DAY, NOW)
    digests.note(DAY, [("wang", place())])
    digests.begin(DAY + timedelta(days=1), NOW)

    assert [] == list(digests.noted(DAY, "wang"))


def test_a_portion_is_kept_as_a_whole_or_not_at_all(sql_ledger):
    the_unit(sql_ledger)
    digests = sql_ledger.digests
    digests.begin(DAY, NOW)
    with falling(sql_ledger):
        digests.go_on(BEGUN, Morning(DAY, Stage.TELLING))
        digests.note(DAY, [("wang", place())])

    assert BEGUN == digests.begin(DAY, NOW)
    assert [] == list(digests.noted(DAY, "wang"))


def test_of_many_who_race_one_goes_on(sql_ledger):
    digests, ready, went = sql_ledger.digests, Barrier(4), []

    def race(n):
        found = digests.begin(DAY, NOW)
        ready.wait()
        try:
            digests.go_on(found, Morning(DAY, Stage.GATHERING, f"2026-11-23 {n}"))
        except Conflict:
            return
        went.append(n)

    threads = [Thread(target=race, args=(n,)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert 1 == len(went)
    assert f"2026-11-23 {went[0]}" == digests.begin(DAY, NOW).after
