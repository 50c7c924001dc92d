"""The digests are made in portions: whoever is killed is followed by another, and nobody has two of a day."""

from datetime import date
from threading import Barrier, Thread

import pytest

from desk.sending import digest as making
from desk.sending.digest import write_digests
from store.digests import SqlDigests
from tests.desk.sending.conftest import Sender, at, dropping, mailing
from tests.desk.sending.sinks import mail_server
from tests.desk.sending.test_digest import digests
from workflow.outbox import MessageKind, Route

DAY, OPENS = date(2026, 4, 2), at("2026-04-02 08:30")


class Killed(BaseException):
    """What a SIGKILL looks like from inside."""


@pytest.fixture
def late(config, monkeypatch):
    """An office with seven overdue cases, looked at two at a time, and the folder it lays digests in."""
    monkeypatch.setattr(making, "PORTION", 2)
    with Sender(dropping(config)) as sender:
        refs = [sender.log() for _ in range(7)]
        yield sender, refs


def written(sender):
    found = (one.told for one in sender.outbox.page(limit=500) if one.told.kind is MessageKind.DIGEST)
    return {one.recipient: [line.ref for line in one.lines] for one in found}


def make(sender, until=float("inf")):
    return write_digests(sender.house, (Route.DROP,), DAY, OPENS, until)


def test_nothing_is_left_out_between_two_portions(late):
    sender, refs = late

    assert make(sender)
    assert {"li": refs, "wang": refs, "zhao": refs} == written(sender)


@pytest.mark.parametrize("step", ["go_on", "note", "noted", "forget"])
@pytest.mark.parametrize("at_call", [1, 2, 3])
def test_whoever_is_killed_is_followed_by_another_who_goes_on(late, monkeypatch, step, at_call):
    sender, refs = late
    asked = []
    kept = getattr(SqlDigests, step)

    def killing(*words):
        asked.append(step)
        if len(asked) == at_call:
            raise Killed
        return kept(*words)

    monkeypatch.setattr(SqlDigests, step, killing)
    with pytest.raises(Killed):
        make(sender)
    monkeypatch.setattr(SqlDigests, step, kept)

    assert make(sender)
    assert {"li": refs, "wang": refs, "zhao": refs} == written(sender)
    assert 3 == len([one for one in sender.outbox.page() if one.told.kind is MessageKind.DIGEST])


def test_digests_that_take_too_long_are_gone_on_with_by_the_next_ring(late):
    sender, refs = late

    assert not make(sender, until=0)
    assert {} == written(sender)
    assert make(sender)
    assert refs == written(sender)["wang"]


def test_until_all_digests_are_in_no_alert_leaves_alone(config, monkeypatch):
    with mail_server() as (box, port), Sender(mailing(config, port)) as sender:
        sender.log()
        monkeypatch.setattr("desk.sending.sender.write_digests", lambda *_: False)
        sender.ring("2026-03-16 08:30")
        assert [] == box.came
        monkeypatch.undo()
        sender.ring("2026-03-16 08:31")

        assert 1 == len(digests(box))


def test_what_is_overdue_and_unread_by_the_sweep_is_listed_all_the_same(late):
    sender, refs = late
    assert make(sender)

    assert set(refs) == {line for lines in written(sender).values() for line in lines}
    assert 0 == len(sender.house.ledger.alerts(sender.house.ledger.read(refs[0])))


def test_two_who_make_them_at_once_make_each_once(late, config):
    sender, refs = late
    other, ready, ends = Sender(config), Barrier(2), []

    def run(one):
        ready.wait()
        ends.append(make(one))

    threads = [Thread(target=run, args=(one,)) for one in (sender, other)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    other.house.ledger.close()

    assert [True, True] == ends
    assert {"li": refs, "wang": refs, "zhao": refs} == written(sender)


def test_nothing_is_kept_of_digests_that_are_made(late):
    sender, _ = late
    make(sender)

    assert [[], []] == [sender.house.ledger.digests.noted(DAY, login) for login in ("wang", "")]
