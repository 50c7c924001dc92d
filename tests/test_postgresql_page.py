"""What the page on PostgreSQL tells an administrator to type, typed."""

import os
import re
import subprocess
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import NullPool, create_engine, text
from sqlalchemy.exc import ProgrammingError

from desk.cli import run
from store.ledger import open_ledger
from tests.postgres import cluster
from tests.store.stories import act, log
from workflow.errors import Refused

PAGE = (Path(__file__).parents[1] / "docs/postgresql.md").read_text(encoding="utf-8")
LOG = (
    "log",
    "--channel",
    "letter",
    "--kind",
    "natural",
    "--applicant",
    "张三",
    "--subject",
    "某地块征收公告",
)


def blocks(kind):
    return re.findall(rf"^```{kind}\n(.*?)^```$", PAGE, re.DOTALL | re.MULTILINE)


def tell(url, statements):
    engine = create_engine(url, isolation_level="AUTOCOMMIT", poolclass=NullPool)
    with engine.connect() as connection:
        for statement in filter(None, map(str.strip, statements.split(";"))):
            connection.execute(text(statement))


@pytest.fixture(scope="module")
def server():
    with cluster() as url:
        yield url


def test_an_office_is_moved_worked_in_and_restored_as_the_page_says(server, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    admin, owner, clerk = (
        server.replace("postgres@", f"{role}@").format(name)
        for role, name in (("postgres", "postgres"), ("foi_owner", "foi"), ("foi", "foi"))
    )
    (grants, revokes), (create,), (dump, restore) = blocks("sql owner"), blocks("sql"), blocks("sh")
    assert 0 == run(["init"])
    assert 0 == run([*LOG, "--received", "2026-03-02"])

    tell(admin, create)
    tell(owner, grants)
    assert 0 == run(["db", "copy", "--to", owner])
    tell(owner, revokes)

    there = ("--db", clerk)
    assert 0 == run([*there, *LOG, "--received", "2026-03-03"])
    assert 0 == run([*there, "act", "2026-0002", "accept", "--on", "2026-03-04"])
    assert 0 == run([*there, "remind"])
    assert 0 == run([*there, "verify"])
    the_register_stands(clerk)

    tell(admin, "CREATE DATABASE again TEMPLATE template0")
    host = re.search(r"host=(.*)", server)[1]
    told = {"FOI_DATABASE": f"host={host} user=foi_owner dbname=foi"}
    told |= {"FOI_RESTORED": f"host={host} user=postgres dbname=again"}
    for command in (dump, restore):
        subprocess.run(["sh", "-ec", command], env=os.environ | told, check=True, timeout=120)
    assert 0 == run(["--db", server.format("again"), "verify"])
    assert 0 == run(["--db", server.format("again"), "list"])
    assert "2026-0002" in capsys.readouterr().out


def the_register_stands(url):
    with closing(open_ledger(url)) as ledger:
        act(ledger, log(ledger, unit=1), "accept 2018-03-06")
        for table in ("entries", "looks", "sign_ins", "arrival_steps", "imported_rows"):
            with pytest.raises(ProgrammingError, match="permission denied"), ledger.engine.begin() as tied:
                tied.execute(text(f"DELETE FROM {table}"))
        with pytest.raises(Refused, match="must be owner"), ledger._connections.writing() as link:
            link.command("ALTER TABLE entries DISABLE TRIGGER entries_no_change")


def test_a_service_file_says_where_the_database_is(server, tmp_path, monkeypatch):
    host = re.search(r"host=(.*)", server)[1]
    (tmp_path / "services").write_text(f"[foi]\nhost={host}\nuser=postgres\ndbname=postgres\n")
    monkeypatch.setenv("PGSERVICEFILE", str(tmp_path / "services"))

    with closing(open_ledger("postgresql+psycopg:///?service=foi")) as ledger:
        assert not ledger.is_current()


@pytest.mark.parametrize("block", blocks("conf"))
def test_the_server_knows_every_setting_of_the_page(server, block):
    for line in block.strip().splitlines():
        name, _, value = line.partition(" = ")
        quoted = value.strip("'")
        tell(server.format("postgres"), f"ALTER SYSTEM SET {name} = '{quoted}'")
        tell(server.format("postgres"), f"ALTER SYSTEM RESET {name}")
