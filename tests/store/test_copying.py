"""A database copied from one kind into the other is the same to the last column."""

import random
import re
import signal
import subprocess
import sys
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import CheckConstraint, NullPool, create_engine, func, insert, inspect, select, text
from sqlalchemy.exc import IntegrityError

from store import copying
from store.columns import METADATA
from store.copying import copy_database
from store.ledger import open_ledger
from tests.store.conftest import NUMBER, make_database
from tests.store.stories import log, tell, the_unit
from workflow.errors import Broken, Busy, Refused
from workflow.ledger import Unit

HOUSE = Path(__file__).parents[2]
#: The words that a check of a table knows.
WORD = re.compile(r"'(\w+)'")
NOW = datetime(2026, 3, 2, 1, 2, 3, 456789, tzinfo=UTC)

KILLED = """
import os, signal, sys
from store import copying
from store.engine import open_engine
put = copying._put_by_copy if sys.argv[2].startswith("postgresql") else copying._put_by_insert
def fall(write, table, chunks):
    put(write, table, chunks)
    if table.name == "entries":
        os.kill(os.getpid(), signal.SIGKILL)
copying._put_by_copy = copying._put_by_insert = fall
copying.copy_database(open_engine(sys.argv[1]), sys.argv[2])
"""


@pytest.fixture
def empty(request, tmp_path):
    """The URL of a new database of the kind that is asked for."""

    def make(kind):
        if kind == "sqlite":
            return f"sqlite:///{tmp_path / f'new{next(NUMBER)}.db'}"
        server, name = request.getfixturevalue("postgres"), f"new{next(NUMBER)}"
        make_database(server, name)
        return server.format(name)

    return make


def fill(ledger):
    """Rows in every table there is, whoever has added one: Chinese, instants, days, nothing, yes and no."""
    tell(ledger, "receive 2018-03-05", "accept 2018-03-06", "annotate 2018-03-07 text=𠮷⏎“核实”")
    for n in range(40):
        log(ledger, ref=f"甲-{n}", subject="批复\t一份\r\n\\N \\. “全文”")
    # A unit that stands before the one above it.
    ledger.add_unit("乙局", "Y")
    ledger.change_unit(Unit(1, "某局", "", 2))
    with ledger.engine.begin() as connection:
        for table in METADATA.sorted_tables:
            if not connection.execute(select(func.count()).select_from(table)).scalar_one():
                alone = table.name == "sweeps" or all(column.foreign_keys for column in table.primary_key)
                for n in range(1, 2 if alone else 3):
                    make_up(connection, table, n)


def make_up(connection, table, n):
    """A row of a table whose checks are not known here: values are drawn until it takes them."""
    draw = random.Random(n)
    for _ in range(3000):
        row = {column.name: draw.choice(made_up(column, n)) for column in table.columns}
        try:
            with connection.begin_nested():
                connection.execute(insert(table).values(row))
        except IntegrityError:
            continue
        return
    raise AssertionError(f"no row of {table.name} is found that its checks allow: help me")


def made_up(column, n):
    """What might stand in a column; the likeliest stands there most often."""
    kind = getattr(column.type, "impl_instance", column.type).python_type
    if column.foreign_keys:
        return ["字1" if kind is str else 1, *([None] if column.nullable else [])]
    made = {
        bool: n == 1,
        int: n,
        datetime: NOW + timedelta(hours=n + (column.name == "until")),
        date: date(2028, 2, 27 + n),
        str: f"字{n}",
    }
    if column.primary_key:
        return [made[kind]]
    checks = "".join(str(one.sqltext) for one in column.table.constraints if isinstance(one, CheckConstraint))
    words = WORD.findall(checks) if kind is str and column.name in checks else []
    other = words + ([""] if kind is str else [3, 4] if kind is int and column.name in checks else [])
    return [made[kind], *other, *([None] if column.nullable else [])]


def tables_of(url):
    engine = create_engine(url, poolclass=NullPool)
    return inspect(engine).get_table_names()


def everything(url):
    ledger = open_ledger(url)
    with ledger.engine.connect() as connection:
        found = {
            name: sorted(map(tuple, connection.execute(select(table))), key=str)
            for name, table in METADATA.tables.items()
        }
    ledger.close()
    return found


@pytest.fixture
def full(sql_ledger, url):
    the_unit(sql_ledger)
    fill(sql_ledger)
    sql_ledger.close()
    return sql_ledger.engine


KINDS = ("sqlite", "postgresql")


@pytest.mark.parametrize("kind", KINDS)
def test_every_table_is_copied_as_it_is(full, url, empty, kind, monkeypatch):
    monkeypatch.setattr(copying, "CHUNK", 7)
    there = empty(kind)

    told = copy_database(full, there)

    held = everything(url)
    assert all(held.values()), [name for name, rows in held.items() if not rows]
    assert held == everything(there)
    assert {name: len(rows) for name, rows in held.items()} == {name: one.rows for name, one in told.items()}
    # And back, with the same digests.
    assert told == copy_database(open_ledger(there).engine, empty("sqlite"))


@pytest.mark.parametrize("kind", KINDS)
def test_numbers_go_on_where_they_stood(full, empty, kind):
    there = empty(kind)
    copy_database(full, there)
    ledger = open_ledger(there)
    units = ledger.units()

    assert max(units) + 1 == ledger.add_unit("丁局").id
    assert "2018-0002" == log(ledger, unit=1).ref
    assert 42 == ledger.read("2018-0002").id
    ledger.close()


@pytest.mark.parametrize("kind", KINDS)
def test_a_copied_register_refuses_to_be_rewritten(full, empty, kind):
    there = empty(kind)
    copy_database(full, there)

    with pytest.raises(Exception, match="append only"), open_ledger(there).engine.begin() as connection:
        connection.execute(text("UPDATE entries SET by = '别人'"))


@pytest.mark.parametrize("kind", KINDS)
def test_a_database_that_holds_a_table_is_left_alone(full, empty, kind):
    there = empty(kind)
    with create_engine(there, poolclass=NullPool).begin() as connection:
        connection.execute(text("CREATE TABLE somebodys (n integer)"))

    with pytest.raises(Refused, match="somebodys"):
        copy_database(full, there)
    assert ["somebodys"] == tables_of(there)


@pytest.mark.parametrize("kind", KINDS)
def test_a_copy_killed_in_the_middle_leaves_nothing(full, url, empty, kind):
    there = empty(kind)

    killed = subprocess.run([sys.executable, "-c", KILLED, url, there], cwd=HOUSE, timeout=120)

    assert -signal.SIGKILL == killed.returncode
    assert [] == tables_of(there)
    copy_database(full, there)
    assert everything(url) == everything(there)


def test_a_table_that_arrives_otherwise_is_told_and_nothing_is_kept(full, empty, monkeypatch):
    def without_the_last(write, table, chunks):
        for rows in chunks:
            write.execute(insert(table), [made(table, row) for row in rows[:-1] or rows])

    def made(table, row):
        return dict(zip([column.name for column in table.columns], row, strict=True))

    there = empty("sqlite")
    monkeypatch.setattr(copying, "_put_by_insert", without_the_last)

    with pytest.raises(Broken, match="was not copied as it is"):
        copy_database(full, there)
    assert [] == tables_of(there)


def test_what_is_written_meanwhile_is_not_half_copied(url, sql_ledger, empty, monkeypatch):
    log(sql_ledger)
    one = copying._copy

    def meanwhile(read, write, table):
        if table.name == "applicants":
            with closing(open_ledger(url)) as other:
                log(other, unit=1)
        return one(read, write, table)

    monkeypatch.setattr(copying, "_copy", meanwhile)
    there = empty("sqlite")
    told = copy_database(sql_ledger.engine, there)

    assert ["2018-0001", "2018-0002"] == list(sql_ledger.refs())
    with closing(open_ledger(there)) as copied:
        assert ["2018-0001"] == list(copied.refs())
    assert 1 == told["cases"].rows == told["applicants"].rows == told["entries"].rows


def test_a_server_that_is_not_there_is_told(full):
    with pytest.raises(Busy, match="cannot be reached"):
        copy_database(full, "postgresql+psycopg://nobody@/nowhere?host=/nonexistent")
