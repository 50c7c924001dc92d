"""The tables through time: every change to them is one file in `versions`, applied once and in order."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine, inspect, text

from store.engine import said_plainly

HERE = Path(__file__).parent
#: The version these tables belong to: the last file in `versions`.
HEAD = "0018"


def upgrade(engine: Engine) -> None:
    """Bring a database up to `HEAD`, in one transaction.

    Raises:
        Busy: the database is in use, or out of reach.
    """
    with said_plainly(engine), upgraded(engine):
        pass


@contextmanager
def upgraded(engine: Engine) -> Iterator[Connection]:
    """The transaction that brings a database up to `HEAD`, before it is ended."""
    with engine.connect() as connection:
        _let_tables_be_rebuilt(connection)
        with connection.begin():
            _run_alembic(connection)
            yield connection


def knows(version: str) -> bool:
    """Whether a version is one that `upgrade` can begin from."""
    return version in {path.name.partition("_")[0] for path in (HERE / "versions").glob("[0-9]*.py")}


def is_current(connection: Connection) -> bool:
    """Whether a database stands at `HEAD`."""
    if not inspect(connection).has_table("alembic_version"):
        return False
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalars().all() == [HEAD]


def _let_tables_be_rebuilt(connection: Connection) -> None:
    """SQLite changes a table by making it anew, and meanwhile the rows that point to it point nowhere."""
    driver = connection.connection.driver_connection
    if connection.dialect.name == "sqlite" and driver is not None:
        driver.execute("PRAGMA foreign_keys=OFF")


def _run_alembic(connection: Connection) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(HERE).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
