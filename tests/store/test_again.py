"""What the database asks to be done anew is done anew, and once: on a real PostgreSQL."""

import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from datetime import UTC, date, datetime
from itertools import count

import pytest
from sqlalchemy import create_engine, text

from store import doubt
from store.doubt import found_out
from store.ledger import open_ledger
from tests.builders import LAW
from tests.store.stories import POLICY, a_request, act, log, the_unit
from workflow import again
from workflow.again import until_kept
from workflow.casework import Act, Actor, Office, Receipt, enter, log_request
from workflow.errors import Again, Busy, Conflict
from workflow.upkeep import verify
from workflow.vocabulary import Action, ApplicantKind, Channel, Role

CLERK = Actor("李四", frozenset(Role))
CLERKS, DAY, NOW = 8, date(2018, 3, 6), datetime(2026, 3, 2, 8, tzinfo=UTC)
RECEIPT = Receipt(date(2018, 3, 5), Channel.LETTER, ApplicantKind.NATURAL)

#: Seven of eight entries are refused, as if another were in the way; a sequence counts on, whatever falls.
STRIKES = """
CREATE SEQUENCE strikes;
CREATE FUNCTION strike() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  IF nextval('strikes') % 8 <> 0 THEN RAISE EXCEPTION 'in the way' USING ERRCODE = '40001'; END IF;
  RETURN NEW; END $$;
CREATE TRIGGER strike BEFORE INSERT ON entries FOR EACH ROW EXECUTE FUNCTION strike()"""
#: The first commits of a connection end it, before they are written.
CUTS = """
CREATE SEQUENCE cuts;
CREATE FUNCTION cut() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  IF nextval('cuts') <= 3 THEN PERFORM pg_terminate_backend(pg_backend_pid()); PERFORM pg_sleep(5); END IF;
  RETURN NULL; END $$;
CREATE CONSTRAINT TRIGGER cut AFTER INSERT ON entries DEFERRABLE INITIALLY DEFERRED
FOR EACH ROW EXECUTE FUNCTION cut()"""


@pytest.fixture
def office(postgres_url):
    with closing(open_ledger(postgres_url)) as ledger:
        yield Office(LAW, ledger, POLICY)


@contextmanager
def admin(url):
    engine = create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        yield lambda sql: connection.execute(text(sql))
    engine.dispose()


def note(office, ref, words):
    return enter(office, ref, Act(Action.ANNOTATE, DAY, {"text": words}), CLERK, now=NOW)


def a_day_of_work(office, clerk, acts):
    """One clerk logs a request, and writes notes to the cases that all of them write to."""
    log_request(office, a_request(1, subject=f"第{clerk}项"), RECEIPT, CLERK, now=NOW)
    for n in range(acts):
        note(office, f"2018-000{1 + n % 3}", f"{clerk}：{n}")


def all_at_work(office, acts):
    """Everybody works at once; afterwards nothing is lost, nothing doubled, no number is missing."""
    for _ in range(3):
        log(office.ledger)
    with ThreadPoolExecutor(CLERKS) as clerks:
        for done in [clerks.submit(a_day_of_work, office, clerk, acts) for clerk in range(CLERKS)]:
            done.result()
    records = [office.ledger.read(ref) for ref in office.ledger.refs()]
    notes = [e.facts["text"] for record in records for e in record.entries if "text" in e.facts]
    assert sorted(f"{clerk}：{n}" for clerk in range(CLERKS) for n in range(acts)) == sorted(notes)
    assert [f"2018-{n:04}" for n in range(1, 4 + CLERKS)] == [record.ref for record in records]
    assert [] == verify(office).faults


def test_an_act_that_is_refused_a_thousand_times_is_done_once(office, monkeypatch):
    monkeypatch.setattr(again, "PATIENCE", 60)
    with admin(office.ledger.engine.url) as tell:
        tell(STRIKES)
        all_at_work(office, 17)
        drawn = tell("SELECT last_value FROM strikes").scalar_one()

    assert drawn * 7 // 8 >= 1000


def test_where_every_transaction_is_serializable_the_work_goes_on(office, monkeypatch):
    monkeypatch.setattr(again, "PATIENCE", 60)
    with admin(office.ledger.engine.url) as tell:
        database = office.ledger.engine.url.database
        tell(f"ALTER DATABASE {database} SET default_transaction_isolation = 'serializable'")
        all_at_work(office, 12)
        tell("SELECT pg_stat_force_next_flush()")
        failed = tell(f"SELECT xact_rollback FROM pg_stat_database WHERE datname = '{database}'").scalar_one()

    assert failed > CLERKS


def test_of_two_who_wait_for_each_other_both_come_through(office):
    refs = [log(office.ledger).ref for _ in range(2)]
    met, times = threading.Barrier(2), count()

    @until_kept
    def both(first, second):
        with office.ledger.transaction():
            note(office, first, "先")
            if next(times) < 2:
                met.wait(30)
            note(office, second, "后")

    with ThreadPoolExecutor(2) as clerks:
        for done in [clerks.submit(both, *refs), clerks.submit(both, *reversed(refs))]:
            done.result()

    assert [3, 3] == [office.ledger.read(ref).version for ref in refs]


def test_a_connection_lost_in_the_middle_of_an_act_loses_nothing(office):
    record, times = log(office.ledger), count()

    @until_kept
    def noted():
        with office.ledger.transaction():
            note(office, record.ref, "看过")
            if next(times) < 2:
                with admin(office.ledger.engine.url) as tell:
                    tell("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE backend_type = "
                         "'client backend' AND pid <> pg_backend_pid()")  # fmt: skip
            log(office.ledger)

    noted()

    assert 2 == office.ledger.read(record.ref).version
    assert ["2018-0001", "2018-0002"] == list(office.ledger.refs())


def test_an_act_cut_off_over_its_end_is_found_not_kept_and_done_anew(office):
    record = log(office.ledger)
    with admin(office.ledger.engine.url) as tell:
        tell(CUTS)
        note(office, record.ref, "看过")
        assert 4 == tell("SELECT last_value FROM cuts").scalar_one()

    assert 2 == office.ledger.read(record.ref).version


@pytest.fixture
def waiting_for_nobody(postgres):
    """A server that keeps what is committed and does not say so, for it waits for a standby in vain."""
    with admin(postgres.format("postgres")) as tell:
        tell("ALTER SYSTEM SET synchronous_standby_names = 'nobody'")
        tell("SELECT pg_reload_conf()")

        def cut(seen):
            """End those who wait for the standby."""
            waits = "FROM pg_stat_activity WHERE wait_event = 'SyncRep'"
            while not seen.wait(0.05):
                tell(f"SELECT pg_terminate_backend(pid) {waits}")

        yield cut
        tell("ALTER SYSTEM RESET synchronous_standby_names")
        tell("SELECT pg_reload_conf()")


def test_an_act_cut_off_over_its_end_is_found_kept_and_not_done_anew(office, request):
    record, seen = log(office.ledger), threading.Event()
    cut = request.getfixturevalue("waiting_for_nobody")
    cutter = threading.Thread(target=cut, args=(seen,))
    cutter.start()
    try:
        done = note(office, record.ref, "看过")
    finally:
        seen.set()
        cutter.join()

    assert 2 == done.record.version
    assert done.record == office.ledger.read(record.ref)


@pytest.mark.parametrize("mark", ["4000000000 00000001", "3 FFFFFFFF"])
def test_what_the_server_cannot_know_is_told_as_unknown(office, mark, monkeypatch):
    monkeypatch.setattr(doubt, "PATIENCE", 0.5)

    with pytest.raises(Busy, match="Look before you do it again") as told:
        found_out(office.ledger.engine, mark, ValueError())
    assert not isinstance(told.value, Again)


def test_a_server_that_stays_away_is_told_after_a_while(monkeypatch):
    monkeypatch.setattr(again, "PATIENCE", 0.3)
    ledger = open_ledger("postgresql+psycopg://nobody@/nowhere?host=/nonexistent")

    with pytest.raises(Again, match="cannot be reached"):
        ledger.add_unit("某局")


def test_what_a_rule_forbids_is_refused_at_once(ledger):
    record, times = log(ledger), count()

    @until_kept
    def stale():
        next(times)
        act(ledger, record, "accept 2018-03-06")

    stale()
    with pytest.raises(Conflict):
        stale()
    assert 2 == next(times)
    the_unit(ledger)
