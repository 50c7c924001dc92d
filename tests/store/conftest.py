"""A ledger of each kind: what one promises, all must keep."""

import shutil
from itertools import count

import pytest
from sqlalchemy import create_engine, text

from store.ledger import open_ledger
from tests.fakes import MemoryLedger
from tests.postgres import cluster

NUMBER = count()


@pytest.fixture(scope="session")
def migrated_file(tmp_path_factory):
    """A SQLite file with empty tables, to be copied."""
    path = tmp_path_factory.mktemp("migrated") / "foi.db"
    ledger = open_ledger(f"sqlite:///{path}")
    ledger.migrate()
    ledger.close()
    return path


@pytest.fixture(scope="session")
def postgres():
    """A server of our own."""
    with cluster() as url:
        yield url


@pytest.fixture(scope="session")
def migrated_database(postgres):
    """A database with empty tables, to be copied."""
    make_database(postgres, "migrated")
    ledger = open_ledger(postgres.format("migrated"))
    ledger.migrate()
    ledger.close()
    return "migrated"


def make_database(postgres, name, template="template0"):
    engine = create_engine(postgres.format("postgres"), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name} TEMPLATE {template}"))
    engine.dispose()


@pytest.fixture
def sqlite_url(migrated_file, tmp_path):
    return f"sqlite:///{shutil.copy(migrated_file, tmp_path / 'foi.db')}"


@pytest.fixture
def postgres_url(postgres, migrated_database):
    name = f"foi{next(NUMBER)}"
    make_database(postgres, name, migrated_database)
    return postgres.format(name)


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request):
    """The URL of a database with empty tables."""
    return request.getfixturevalue("sqlite_url" if request.param == "sqlite" else "postgres_url")


@pytest.fixture
def sql_ledger(url):
    """A ledger in a database."""
    ledger = open_ledger(url)
    yield ledger
    ledger.close()


@pytest.fixture(params=["memory", "sqlite", "postgresql"])
def ledger(request):
    """A ledger of any kind."""
    if request.param == "memory":
        yield MemoryLedger()
        return
    kept = open_ledger(request.getfixturevalue("sqlite_url" if request.param == "sqlite" else "postgres_url"))
    yield kept
    kept.close()
