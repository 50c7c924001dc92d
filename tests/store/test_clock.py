"""A clock that has gone back writes nothing; one that was ahead leaves nothing that would be missed."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select, text

from store.accounts import Look, Session, SignIn
from store.guard import BACK, STEP
from store.ledger import SqlLedger
from store.people_tables import SESSIONS
from tests.builders import LAW
from tests.store.stories import POLICY, act, log, reckoned, tell, the_unit
from workflow.alerts import owed
from workflow.errors import ClockBehind
from workflow.jobs import Ask, JobKind, is_interrupted
from workflow.ledger import Raised
from workflow.people import Person
from workflow.replay import replay
from workflow.vocabulary import Role

START = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
SECOND, MINUTE, YEARS = timedelta(seconds=1), timedelta(minutes=1), timedelta(days=5 * 365)


@dataclass
class Hand:
    """A clock that stands where somebody puts it."""

    at: datetime = START

    def __call__(self):
        return self.at


@pytest.fixture
def hand():
    return Hand()


@pytest.fixture
def minding(sql_ledger, hand):
    """A ledger that minds the clock."""
    kept = SqlLedger(sql_ledger.engine, None, hand)
    the_unit(kept)
    yield kept
    kept.close()


@pytest.mark.parametrize("back", [timedelta(0), SECOND, MINUTE, BACK])
def test_a_clock_set_back_a_little_stops_nobody(minding, hand, back):
    hand.at -= back

    assert "2018-0001" == log(minding).ref


@pytest.mark.parametrize("back", [BACK + SECOND, timedelta(hours=1), timedelta(days=1), YEARS])
def test_a_clock_that_has_gone_back_writes_nothing_and_says_both_times(minding, hand, back):
    hand.at -= back
    with pytest.raises(ClockBehind) as told:
        log(minding)

    assert {"says": f"{hand.at:%Y-%m-%d %H:%M}", "last": "2026-03-02 01:00"} == told.value.values
    assert [] == list(minding.refs())


def test_whoever_writes_whatever_is_told_the_same(minding, hand):
    record = log(minding)
    hand.at -= timedelta(hours=1)
    accounts = minding.accounts
    writes = (
        lambda: act(minding, record, "accept 2018-03-06"),
        lambda: minding.refresh(record, *reckoned(record.entries)),
        lambda: minding.raise_alerts(record, [], None),
        lambda: minding.add_unit("另一单位"),
        lambda: minding.add_notice("", "x", START),
        lambda: minding.sweeps.note(START),
        lambda: minding.jobs.add(Ask(JobKind.EXPORT, "x", START)),
        lambda: accounts.keep_person(Person("x", "x", frozenset({Role.CLERK}), 1)),
        lambda: accounts.note_look(Look(START, "x", "case", record.ref, "", "")),
        lambda: minding.transaction().__enter__(),
    )
    for write in writes:
        with pytest.raises(ClockBehind):
            write()
    with pytest.raises(ClockBehind):
        minding.clock.check()


def test_who_only_reads_is_not_stopped(minding, hand):
    record = tell(minding, "receive 2018-03-05", "accept 2018-03-06")
    hand.at -= YEARS

    assert record == minding.read(record.ref)
    assert [record.ref] == list(minding.refs())


def test_a_transaction_that_fails_moves_no_clock(minding, hand):
    hand.at += YEARS
    with pytest.raises(ZeroDivisionError), minding.transaction():
        raise ZeroDivisionError
    hand.at = START

    assert log(minding).ref


def test_the_last_write_is_known_to_the_minute_however_many_there_are(minding, hand):
    for _ in range(200):
        hand.at += SECOND
        minding.sweeps.note(hand.at)

        assert hand.at - minding.clock.last() <= STEP


def test_a_clock_set_right_goes_on_where_it_was(minding, hand):
    hand.at -= timedelta(hours=1)
    with pytest.raises(ClockBehind):
        log(minding)
    hand.at = START + SECOND

    assert log(minding).ref


def test_a_ledger_opened_anew_remembers_the_last_write(minding, hand):
    hand.at -= timedelta(hours=1)
    other = SqlLedger(minding.engine, None, hand)
    with pytest.raises(ClockBehind):
        log(other)
    other.close()


#: What takes back the tables' steps after 0015.
SINCE_0015 = (
    "DROP TABLE marks",
    "ALTER TABLE digests DROP COLUMN stage",
    "ALTER TABLE digests DROP COLUMN after",
    "DROP TABLE digest_lines",
    "DROP TABLE personal_alerts",
)


def test_an_office_that_comes_from_older_tables_is_held_against_its_entries(sql_ledger):
    tell(sql_ledger, "receive 2018-05-07")
    with sql_ledger.engine.begin() as connection:
        for statement in SINCE_0015:
            connection.execute(text(statement))
        connection.execute(text("UPDATE alembic_version SET version_num = '0015'"))
    sql_ledger.migrate()

    assert datetime(2018, 5, 7, 1, tzinfo=UTC) == sql_ledger.clock.last()


def test_a_new_office_is_held_against_nothing(sql_ledger):
    assert sql_ledger.clock.last() is None


# A clock that was ahead.


def alerts_of(record, day):
    """The alerts a case owes by a day, as a sweep of that day raises them."""
    case = replay(LAW, record.entries, implied=True)
    at = datetime(day.year, day.month, day.day, 1, tzinfo=UTC)
    workdays = LAW.workdays(case.statute)
    return [
        Raised(record.ref, alert, day, at, 0, superseded=False)
        for deadline in case.clock.deadlines
        for alert in owed(deadline, workdays, POLICY, day)
    ]


@pytest.fixture
def ahead(minding, hand):
    """A case whose alerts were raised while the clock stood five years ahead."""
    return rung_ahead(minding, hand)


def rung_ahead(minding, hand):
    record = log(minding, "receive 2026-03-02")
    true, hand.at = hand.at, hand.at + YEARS
    minding.raise_alerts(record, alerts_of(record, hand.at.date()), date(2031, 3, 3))
    hand.at = true + MINUTE
    return record


def accept(ledger, hand):
    with ledger.clock.accepting(hand.at) as taken_back:
        return taken_back


def test_alerts_raised_by_a_clock_that_was_ahead_are_owed_again(minding, ahead, hand):
    many = len(minding.alerts(ahead))
    first = min(one.alert.owed_on for one in minding.alerts(ahead))

    assert (0, (), many) == tuple(
        getattr(minding.clock.ahead(hand.at), n) for n in ("entries", "refs", "alerts")
    )
    assert [(ahead.ref, many)] == [(one.ref, one.alerts) for one in accept(minding, hand)]
    assert [] == minding.alerts(ahead)
    assert first == minding.next_alert_on(ahead)
    assert minding.raise_alerts(ahead, alerts_of(ahead, date(2026, 3, 25)), None)


def test_alerts_of_their_own_day_stay(minding, hand):
    other = log(minding, "receive 2026-01-05")
    raised = [replace(one, raised_at=START - MINUTE) for one in alerts_of(other, date(2026, 2, 27))]
    minding.raise_alerts(other, raised, date(2026, 3, 9))
    rung_ahead(minding, hand)
    accept(minding, hand)

    assert set(raised) == set(minding.alerts(other))
    assert date(2026, 3, 9) == minding.next_alert_on(other)


def test_after_it_is_accepted_everybody_writes_again(minding, ahead, hand):
    with pytest.raises(ClockBehind):
        log(minding)
    accept(minding, hand)

    assert hand.at == minding.clock.last()
    assert log(minding).ref


def test_what_fails_inside_accepts_nothing(minding, ahead, hand):
    with pytest.raises(ZeroDivisionError), minding.clock.accepting(hand.at):
        raise ZeroDivisionError

    assert minding.alerts(ahead)
    with pytest.raises(ClockBehind):
        log(minding)


def test_entries_recorded_by_a_clock_that_was_ahead_stay_and_are_named(sql_ledger, minding, hand):
    record = tell(sql_ledger, "receive 2031-03-03", "accept 2031-03-04")
    accept(minding, hand)
    found = minding.clock.ahead(hand.at)

    assert (2, (record.ref,)) == (found.entries, found.refs)
    assert record == minding.read(record.ref)


def test_nothing_waits_for_a_time_that_a_false_clock_has_named(minding, hand):
    accounts, jobs = minding.accounts, minding.jobs
    accounts.keep_person(Person("x", "x", frozenset({Role.CLERK}), 1))
    true, hand.at = hand.at, hand.at + YEARS
    accounts.begin_session(Session("d", "x", hand.at, hand.at, "", ""))
    accounts.note_sign_in(SignIn(hand.at, "x", "1.2.3.4", "", well=False))
    number = jobs.add(Ask(JobKind.EXPORT, "x", hand.at)).id
    jobs.take("holder", hand.at)
    minding.sweeps.note(hand.at)
    hand.at = true + MINUTE
    accept(minding, hand)

    assert 0 == accounts.failures(true, address="1.2.3.4")
    assert hand.at == minding.sweeps.last()
    assert is_interrupted(jobs.job(number), hand.at + timedelta(hours=1))
    with minding.engine.connect() as connection:
        (seen,) = connection.execute(select(SESSIONS.c.seen_at)).one()
    assert hand.at == seen.astimezone(UTC)
