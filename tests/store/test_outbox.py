"""Messages are kept: each key once, each in one hand at a time, none lost between two hands."""

from datetime import UTC, date, datetime, timedelta
from threading import Barrier, Thread

import pytest

from tests.fake_outbox import MemoryOutbox
from tests.store.stories import falling, the_unit
from workflow.errors import Conflict, NotFound
from workflow.outbox import Line, MessageKind, MessageState, Route, Told
from workflow.vocabulary import DeadlineKind

NOW = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
LATER, MUCH_LATER = NOW + timedelta(minutes=11), NOW + timedelta(hours=5)
UNTIL = NOW + timedelta(minutes=10)
S, EVERY = MessageState, tuple(Route)


@pytest.fixture(params=["memory", "sqlite", "postgresql"])
def outbox(request):
    if request.param == "memory":
        yield MemoryOutbox()
        return
    from store.ledger import open_ledger

    kept = open_ledger(request.getfixturevalue("sqlite_url" if request.param == "sqlite" else "postgres_url"))
    yield kept.outbox
    kept.close()


def told(n=1, recipient="wang", route=Route.MAIL, **more):
    line = Line(f"2026-{n:04}", DeadlineKind.REPLY, 1, date(2026, 11, 30), 5)
    name = f"2026-{n:04} reply 1 2026-11-30 5"
    return Told(route, recipient, name, f"{n:032x}", (line,), about=line.ref, **more)


def a_digest(recipient="wang", route=Route.MAIL):
    return Told(route, recipient, "digest 2026-11-23", "d" * 32, told().lines, MessageKind.DIGEST)


def lease(outbox, holder="a", at=NOW, until=UNTIL, routes=EVERY, **more):
    return outbox.lease(holder, at, until, routes, **more)


def killed_for_good(outbox, n=1):
    """A message that has failed for good."""
    outbox.put([told(n)], NOW)
    outbox.failed(lease(outbox).id, "a", "没有这个邮箱", None)


def test_a_message_is_found_as_it_was_put_in(outbox):
    assert 1 == outbox.put([told(urgent=True)], NOW)
    found = outbox.message(1)

    assert (told(urgent=True), NOW, S.PENDING, NOW, 0) == (
        found.told, found.at, found.state, found.due_at, found.attempts,
    )  # fmt: skip


def test_a_key_is_put_in_once_and_each_recipient_and_route_has_its_own(outbox):
    everyone = [told(), told(recipient="li"), told(route=Route.DROP)]

    assert 3 == outbox.put([*everyone, told()], NOW)
    assert 1 == outbox.put([*everyone, told(2)], LATER)
    assert {S.PENDING: 4} == outbox.counts()


def test_the_message_that_has_waited_longest_is_taken_by_one(outbox):
    outbox.put([told(1), told(2)], NOW)

    assert [1, 2, None] == [(one := lease(outbox, who)) and one.id for who in "abc"]
    found = outbox.message(1)
    assert (S.LEASED, "a", UNTIL, 1) == (found.state, found.holder, found.until, found.attempts)


def test_a_message_is_not_taken_before_it_is_due_nor_by_a_route_that_is_shut(outbox):
    outbox.put([told()], LATER)

    assert lease(outbox) is None
    assert lease(outbox, at=LATER, routes=(Route.DROP,)) is None
    assert lease(outbox, at=LATER, routes=()) is None
    assert 1 == lease(outbox, at=LATER).id


def test_out_of_hours_only_what_is_urgent_is_taken(outbox):
    outbox.put([told(1), told(2, urgent=True)], NOW)

    assert [2, None] == [(one := lease(outbox, urgent_only=True)) and one.id for _ in range(2)]


def test_what_a_killed_sender_had_is_taken_again_once_its_time_is_up_and_first(outbox):
    outbox.put([told(1), told(2)], NOW)
    lease(outbox, "a")
    assert 2 == lease(outbox, "b").id
    assert lease(outbox, "c", at=UNTIL) is None

    again = lease(outbox, "c", at=LATER, until=MUCH_LATER)
    assert (1, "c", 2) == (again.id, again.holder, again.attempts)
    for change in (
        lambda: outbox.sent(1, "a", LATER),
        lambda: outbox.failed(1, "a", "x", None),
    ):
        with pytest.raises(Conflict):
            change()
    outbox.sent(1, "c", LATER)
    assert S.SENT is outbox.message(1).state


def test_what_was_sent_is_never_taken_again(outbox):
    outbox.put([told()], NOW)
    outbox.sent(lease(outbox).id, "a", LATER)

    assert lease(outbox, at=MUCH_LATER) is None
    assert 0 == outbox.put([told()], MUCH_LATER)
    assert (S.SENT, LATER, None, "") == (
        (one := outbox.message(1)).state, one.sent_at, one.until, one.holder,
    )  # fmt: skip


def test_what_failed_waits_for_its_time_and_says_why(outbox):
    outbox.put([told()], NOW)
    outbox.failed(lease(outbox).id, "a", "邮件服务器没有回应", MUCH_LATER)

    assert lease(outbox, at=LATER) is None
    assert (S.PENDING, "邮件服务器没有回应", 1) == (
        (one := outbox.message(1)).state, one.error, one.attempts,
    )  # fmt: skip
    assert 2 == lease(outbox, at=MUCH_LATER).attempts


def test_what_failed_for_good_is_sent_again_only_when_a_person_says_so(outbox):
    killed_for_good(outbox)
    assert (S.DEAD, "没有这个邮箱") == (outbox.message(1).state, outbox.message(1).error)
    assert lease(outbox, at=MUCH_LATER) is None

    outbox.resend(1, "guanli", LATER)
    found = outbox.message(1)
    assert (S.PENDING, "guanli", LATER, 0) == (found.state, found.by, found.by_at, found.attempts)
    assert 1 == lease(outbox, at=LATER, until=MUCH_LATER).id
    with pytest.raises(Conflict):
        outbox.resend(1, "guanli", LATER)


def test_what_is_given_up_does_not_leave_and_can_be_taken_back(outbox):
    killed_for_good(outbox)
    outbox.put([told(2)], NOW)
    for number in (1, 2):
        outbox.discard(number, "guanli", LATER)

    assert lease(outbox, at=MUCH_LATER) is None
    assert {S.DISCARDED: 2} == outbox.counts()
    outbox.resend(2, "guanli", LATER)
    assert 2 == lease(outbox, at=LATER, until=MUCH_LATER).id
    with pytest.raises(Conflict):
        outbox.discard(2, "guanli", LATER)


def test_a_message_that_is_not_there_is_not_found(outbox):
    for asked in (
        outbox.message,
        lambda n: outbox.resend(n, "x", NOW),
        lambda n: outbox.discard(n, "x", NOW),
    ):
        with pytest.raises(NotFound):
            asked(7)


def test_messages_are_listed_the_latest_first_by_how_they_stand(outbox):
    killed_for_good(outbox, 1)
    outbox.put([told(2), told(3), a_digest()], NOW)

    assert [4, 3, 2, 1] == [one.id for one in outbox.page()]
    assert [1] == [one.id for one in outbox.page((S.DEAD,))]
    assert [3, 2] == [one.id for one in outbox.page((S.PENDING,), before=4)]
    assert [4] == [one.id for one in outbox.page((S.PENDING, S.DEAD), limit=1)]
    assert [2] == [one.id for one in outbox.about("2026-0002")]


def test_a_digest_takes_in_what_waits_for_its_reader_and_nothing_else(outbox):
    outbox.put([told(1), told(2), told(3, "li"), told(4, route=Route.DROP)], NOW)
    lease(outbox)
    outbox.put([a_digest()], NOW)

    assert [2] == [one.id for one in outbox.fold(Route.MAIL, "wang", "digest 2026-11-23")]
    found = outbox.message(2)
    assert (S.FOLDED, "digest 2026-11-23") == (found.state, found.digest)
    assert {S.LEASED: 1, S.FOLDED: 1, S.PENDING: 3} == outbox.counts()
    assert [] == outbox.fold(Route.MAIL, "wang", "digest 2026-11-24")


def test_what_is_put_in_is_kept_with_the_transaction_around_it_or_not_at_all(sql_ledger):
    the_unit(sql_ledger)
    with falling(sql_ledger):
        sql_ledger.outbox.put([told()], NOW)

    assert {} == sql_ledger.outbox.counts()


def test_senders_who_race_over_many_messages_have_each_of_them_once(sql_ledger):
    many, ready, taken = 120, Barrier(4), []
    sql_ledger.outbox.put([told(n) for n in range(many)], NOW)

    def send(who):
        ready.wait()
        while message := lease(sql_ledger.outbox, who):
            taken.append(message.id)
            sql_ledger.outbox.sent(message.id, who, NOW)

    threads = [Thread(target=send, args=(str(n),)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert list(range(1, many + 1)) == sorted(taken)
    assert {S.SENT: many} == sql_ledger.outbox.counts()
