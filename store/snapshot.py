"""A SQLite database as it stands at one moment, copied while the office works; and what such a copy holds."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from sqlalchemy import make_url
from sqlalchemy.exc import SQLAlchemyError

from store.engine import hold, open_engine, said_plainly
from store.migrations import HEAD
from workflow.errors import BadInput, Broken, Refused

#: Every file that the rows name, by its SHA-256; but for those erased on purpose, whose entry has lost its
#: words with them: the number of a letter, the name of an attachment (see `workflow.filing`).
NAMED: Final = """
    WITH told (case_id, line, action, facts) AS (
        SELECT case_id, line, action, facts FROM entries WHERE action IN ('issue', 'attach') AND EXISTS (
            SELECT 1 FROM texts WHERE texts.case_id = entries.case_id AND text <> '' AND digest =
                json_extract(facts, CASE action WHEN 'issue' THEN '$.number.sealed' ELSE '$.name.sealed' END)
        )
    ),
    letters AS (
        SELECT docx, pdf FROM documents JOIN told
        ON told.case_id = documents.case_id AND told.line = documents.issued AND told.action = 'issue'
    )
    SELECT docx FROM letters UNION SELECT pdf FROM letters
    UNION SELECT content FROM frozen UNION SELECT handed_in FROM frozen WHERE handed_in IS NOT NULL
    UNION SELECT json_extract(facts, '$.sha256') FROM told WHERE action = 'attach'
"""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What a copy holds: the version of its tables, and the files its rows name.

    Tables of an older version are brought up to date before they are read, so no files are known of them.
    """

    schema: str
    named: frozenset[str]


def database_file(url: str) -> Path:
    """The file of a SQLite database.

    Raises:
        Refused: the database is kept by a server.
    """
    file = sqlite_file(url)
    if file is None:
        raise Refused(
            "backup_by_pg_dump",
            "PostgreSQL backs up its databases itself: run pg_dump, then copy the folder of files, as the"
            " manual says under 备份.",
        )
    return file


def sqlite_file(url: str) -> Path | None:
    """The file of a database, none where a server keeps it."""
    made = make_url(url)
    return Path(made.database or "") if made.get_backend_name() == "sqlite" else None


def take_snapshot(url: str, path: Path) -> Snapshot:
    """Copy a SQLite database in one step, to a new file that needs no journal beside it.

    Whoever writes meanwhile comes before the copy or after it.

    Raises:
        BadInput: the disk is full, or the file cannot be written.
        Broken: the database is no longer whole.
        Busy: it cannot be reached.
        Refused: it is kept by a server.
    """
    database_file(url)
    engine = open_engine(url)
    driver: Any = engine.dialect.dbapi
    with said_plainly(engine), engine.connect() as connection:
        try:
            with closing(driver.connect(str(path))) as copy:
                hold(connection).backup(copy)
                copy.execute("PRAGMA journal_mode=DELETE")
        # The driver tells no code of a fault while it copies; the database itself was opened well.
        except driver.OperationalError as fault:
            raise BadInput(
                "unwritable", "The database cannot be copied to {path}: {fault}", path=path, fault=fault
            ) from None
        except driver.DatabaseError as fault:
            raise _broken(fault) from None
    return read_snapshot(path)


def read_snapshot(path: Path) -> Snapshot:
    """What a copy holds, after every page of it was looked at.

    Raises:
        Broken: it is no database of an office, or not whole.
    """
    driver = _driver(path)
    try:
        with closing(driver.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as copy:
            copy.execute("PRAGMA trusted_schema=OFF")
            (found,) = copy.execute("PRAGMA integrity_check(1)").fetchone()
            if found != "ok":
                raise _broken(found)
            (schema,) = copy.execute("SELECT version_num FROM alembic_version").fetchone() or ("",)
            rows = copy.execute(NAMED) if schema == HEAD else ()
            return Snapshot(str(schema), frozenset(str(name) for (name,) in rows))
    except driver.Error as fault:
        raise _broken(fault) from None


@contextmanager
def said_of_a_copy(path: Path) -> Iterator[None]:
    """Say of a copy that it is no office's, where its tables answer no question of ours.

    Raises:
        Broken: a table or a column is missing, or holds what cannot be there.
    """
    try:
        yield
    except (SQLAlchemyError, _driver(path).Error) as fault:
        raise _broken(str(fault).splitlines()[0]) from None


def _driver(path: Path) -> Any:
    return open_engine(f"sqlite:///{path}").dialect.dbapi


def _broken(reason: object) -> Broken:
    return Broken("database_broken", "The database cannot be read: {reason}.", reason=reason)
