"""The manners each database has to be taught."""

import sqlite3
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from store import engine
from store.engine import is_sound, manners, open_engine
from store.ledger import SqlLedger, open_ledger
from tests.store.stories import act, log, the_unit
from workflow.errors import BadInput, Broken, Busy, Refused
from workflow.listing import Filter

HOUSE = Path(__file__).parents[2]

CLERK = """
import sys
from store.ledger import open_ledger
from tests.store.stories import act, falling, log
ledger = open_ledger(sys.argv[1])
for n in range(10):
    with ledger.transaction():
        act(ledger, ledger.read("2018-0001"), "annotate 2018-03-06 text=看过")
    with ledger.transaction() if n % 5 else falling(ledger):
        log(ledger, unit=1)
ledger.close()
"""


def test_four_processes_lose_no_act_and_no_number(sql_ledger, url):
    log(sql_ledger)
    clerks = [subprocess.Popen([sys.executable, "-c", CLERK, url], cwd=HOUSE) for _ in range(4)]

    assert [0, 0, 0, 0] == [clerk.wait(120) for clerk in clerks]
    assert 41 == sql_ledger.read("2018-0001").version
    assert [f"2018-{n:04}" for n in range(1, 34)] == list(sql_ledger.refs())
    sql_ledger.check("2018-0001")


def test_a_claim_dies_with_its_transaction(url):
    # With the drivers' own manners a savepoint taken before the first INSERT commits by itself.
    made = open_engine(url)
    with made.connect() as connection:
        job = connection.begin()
        with connection.begin_nested():
            connection.execute(text("INSERT INTO units (name, code) VALUES ('甲', '')"))
        job.rollback()

    with made.connect() as connection:
        assert 0 == connection.execute(text("SELECT count(*) FROM units")).scalar_one()


def test_a_reader_does_not_wait_for_a_writer(sql_ledger):
    record = log(sql_ledger)
    seen = []
    with sql_ledger.transaction():
        act(sql_ledger, sql_ledger.read(record.ref), "accept 2018-03-06")
        reader = threading.Thread(
            target=lambda: seen.extend([sql_ledger.read(record.ref).version, len(sql_ledger.rows(Filter()))])
        )
        reader.start()
        reader.join(20)

    assert [1, 1] == seen


def test_a_database_in_use_is_busy(sqlite_url):
    holder, waiter = open_ledger(sqlite_url), SqlLedger(open_engine(sqlite_url, patience=0.05))
    the_unit(holder)
    with holder.transaction():
        log(holder)
        with pytest.raises(Busy):
            log(waiter, unit=1)

    assert "2018-0002" == log(waiter, unit=1).ref
    holder.close()
    waiter.close()


def test_a_database_out_of_reach_is_busy(tmp_path, postgres):
    for url in (f"sqlite:///{tmp_path}/nowhere/foi.db", postgres.format("nowhere")):
        with pytest.raises(Busy):
            open_ledger(url).rows(Filter())
        with pytest.raises(Busy):
            open_ledger(url).migrate()


def test_a_full_disk_is_told_and_nothing_of_the_act_is_kept(sqlite_url):
    ledger = open_ledger(sqlite_url)
    record = log(ledger)
    with ledger._connections.writing() as link:
        link.command("PRAGMA max_page_count=1")
    with pytest.raises(Busy, match="full"):
        act(ledger, record, f"annotate 2018-03-06 text={'字' * 1_000_000}")

    assert 1 == ledger.read(record.ref).version
    ledger.close()


def test_a_file_that_is_no_database_is_told(tmp_path):
    (tmp_path / "foi.db").write_text("[office]\nname = '甲局'\n" * 200, encoding="utf-8")

    for job in (lambda ledger: ledger.rows(Filter()), lambda ledger: ledger.migrate()):
        with pytest.raises(Broken, match="not a database"):
            job(open_ledger(f"sqlite:///{tmp_path / 'foi.db'}"))


@pytest.mark.parametrize(
    "url",
    [
        "",
        "foi.db",
        "sqlite://",
        "sqlite:///",
        "mysql://h/d",
        "postgresql+psycopg://h:port/d",
        "postgresql://h/d",
    ],
)
def test_a_url_that_names_no_database_is_refused(url):
    with pytest.raises(BadInput) as refused:
        open_engine(url)
    assert "bad_database_url" == refused.value.code


def hang_up(ledger):
    """What a restart of the server does to those who are connected."""
    made = open_engine(ledger.engine.url.render_as_string(hide_password=False))
    with made.begin() as connection:
        connection.execute(
            text("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid()")
        )


def test_a_connection_that_the_server_has_let_go_of_is_not_noticed(postgres_url):
    ledger = open_ledger(postgres_url)
    log(ledger)
    hang_up(ledger)

    assert 1 == ledger.read("2018-0001").version
    hang_up(ledger)
    assert "2018-0002" == log(ledger).ref
    ledger.close()


def test_a_session_that_is_not_in_utc_is_refused(postgres_url, monkeypatch):
    made = open_engine(f"{postgres_url}&options=-c search_path=public")
    assert "PostgreSQL" in manners(made)
    monkeypatch.setattr(engine, "UTC_NAMES", {"Asia/Shanghai"})

    with pytest.raises(Refused, match="time zone UTC"):
        open_ledger(postgres_url).rows(Filter())


def test_what_the_role_may_not_do_is_refused_in_words(postgres_url):
    ledger = open_ledger(postgres_url)
    the_unit(ledger)
    with ledger.engine.begin() as connection:
        connection.execute(text("CREATE ROLE reader LOGIN"))
        connection.execute(text("GRANT SELECT ON ALL TABLES IN SCHEMA public TO reader"))
    reader = open_ledger(postgres_url.replace("postgres@", "reader@"))

    with pytest.raises(Refused, match="permission denied"):
        reader.add_unit("乙局")
    reader.close()
    ledger.close()


def test_a_closed_ledger_opens_again_when_asked(sql_ledger):
    record = log(sql_ledger)
    sql_ledger.close()

    assert record == sql_ledger.read(record.ref)


def test_a_closed_sqlite_file_stands_alone(sqlite_url, tmp_path):
    ledger = open_ledger(sqlite_url)
    log(ledger)
    ledger.close()

    assert ["foi.db"] == [path.name for path in tmp_path.iterdir()]


@pytest.mark.parametrize(
    ("version", "sound"),
    [
        ((3, 6, 23), True),
        ((3, 7, 0), False),
        ((3, 40, 1), False),
        ((3, 44, 5), False),
        ((3, 44, 6), True),
        ((3, 45, 0), False),
        ((3, 50, 6), False),
        ((3, 50, 7), True),
        ((3, 51, 2), False),
        ((3, 51, 3), True),
        ((3, 53, 4), True),
    ],
)
def test_which_sqlite_may_keep_a_write_ahead_log(version, sound):
    assert sound is is_sound(version)


def test_a_sound_sqlite_keeps_a_write_ahead_log(sqlite_url):
    if not is_sound(engine._soundest().sqlite_version_info):
        pytest.skip("no sound SQLite here: pysqlite3 is missing")

    assert "journal wal, synchronous FULL" in manners(open_engine(sqlite_url))


def test_a_vulnerable_sqlite_keeps_a_rollback_journal(sqlite_url, monkeypatch):
    monkeypatch.setattr(engine, "_soundest", lambda: sqlite3)
    monkeypatch.setattr(engine, "is_sound", lambda _version: False)
    ledger = open_ledger(sqlite_url)

    assert "journal delete, synchronous EXTRA, because" in manners(ledger.engine)
    assert "2018-0001" == log(ledger).ref
    ledger.close()


def test_postgresql_tells_its_version(postgres_url):
    assert manners(open_engine(postgres_url)).startswith("PostgreSQL ")


def test_what_points_nowhere_is_refused(sql_ledger):
    log(sql_ledger)

    with pytest.raises(IntegrityError), sql_ledger.engine.begin() as connection:
        connection.execute(text("UPDATE cases SET unit_id = 77"))
