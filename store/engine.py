"""One URL in, an engine out, with the manners each database has to be taught."""

import importlib
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType
from typing import Any, Final

from sqlalchemy import Connection, Engine, NullPool, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError

from workflow.errors import BadInput, Broken, Busy, Refused, mark

Version = tuple[int, ...]

#: The older lines of SQLite in which the WAL-reset bug was mended, and since which patch.
MENDED_EARLIER: Final[dict[Version, int]] = {(3, 50): 7, (3, 44): 6}

#: How long SQLite waits for another writer before it gives up.
PATIENCE: Final = 30.0
#: What a connection says of itself when somebody else than SQLAlchemy begins its transactions.
HELD: Final = "held"
#: What SQLite answers, in the low byte of its code, when others are writing: BUSY, LOCKED, PROTOCOL.
SQLITE_IN_USE: Final = (5, 6, 15)
#: What it answers when the disk does not serve it: READONLY, IOERR, FULL, CANTOPEN.
SQLITE_OUT_OF_REACH: Final = (8, 10, 13, 14)
#: What it answers of a file that is none of its own, or no longer whole: CORRUPT, NOTADB.
SQLITE_BROKEN: Final = (11, 26)

#: What PostgreSQL answers when it asks for a transaction to be begun anew: it was in another's way.
IN_EACH_OTHERS_WAY: Final = ("40001", "40P01")
#: What it answers when it shuts down, has crashed, is not up yet, or has no more room for connections.
GONE: Final = ("57P01", "57P02", "57P03", "53300")
#: What it answers when a role may not do what was asked for.
NOT_GRANTED: Final = "42501"
UTC_NAMES: Final = frozenset({"UTC", "ETC/UTC", "GMT", "ETC/GMT"})
NOT_IN_UTC: Final = mark(
    "The database answers in the time zone {zone}, not in UTC. Its administrator says:"
    " ALTER ROLE … SET timezone = 'UTC'"
)


def open_engine(url: str, patience: float = PATIENCE) -> Engine:
    """The engine of `sqlite:///…` or `postgresql+psycopg://…`; it connects when first used.

    Raises:
        BadInput: it is no such URL.
    """
    if not _is_known(url):
        raise BadInput("bad_database_url", "{url} is no sqlite:///… or postgresql+psycopg://….", url=url)
    kept_in_file = make_url(url).get_backend_name() == "sqlite"
    engine = _sqlite(url, patience) if kept_in_file else _postgresql(url)
    event.listen(engine, "begin", _begin)
    return engine


def _is_known(url: str) -> bool:
    """Whether it names a file, or a server; a database that only lives in memory remembers nothing."""
    try:
        made = make_url(url)
    except (ArgumentError, ValueError):
        return False
    return made.drivername == "postgresql+psycopg" or (made.drivername == "sqlite" and bool(made.database))


def manners(engine: Engine) -> str:
    """How the database is kept, in words for the doctor."""
    with said_plainly(engine), engine.connect() as connection:
        begin(hold(connection), engine.dialect.name, reads_only=True)
        if engine.dialect.name != "sqlite":
            return f"PostgreSQL {connection.exec_driver_sql('SHOW server_version').scalar_one()}"
        journal = connection.exec_driver_sql("PRAGMA journal_mode").scalar_one()
        level = ("OFF", "NORMAL", "FULL", "EXTRA")[
            connection.exec_driver_sql("PRAGMA synchronous").scalar_one()
        ]
    driver = _driver(engine)
    told = f"SQLite {driver.sqlite_version} ({driver.__name__}), journal {journal}, synchronous {level}"
    if is_sound(driver.sqlite_version_info):
        return told
    return f"{told}, because this SQLite can corrupt a write-ahead log"


def is_sound(version: Version) -> bool:
    """Whether a SQLite is free of the WAL-reset bug, which came with 3.7.0 and was mended in 3.51.3.

    Two connections that write and checkpoint at one instant can corrupt a database with a write-ahead log.
    """
    if version[:2] in MENDED_EARLIER:
        return version[2] >= MENDED_EARLIER[version[:2]]
    return version < (3, 7, 0) or version >= (3, 51, 3)


def hold(connection: Connection) -> Any:
    """The driver's own connection, for one who will begin and end its transactions himself."""
    connection.info[HELD] = True
    return connection.connection.driver_connection


def begin(driver: Any, dialect: str, *, reads_only: bool) -> None:
    """Begin a transaction in the database's own manner."""
    if dialect == "sqlite":
        # A writer asks for the lock before it reads: two that read first and then write would both be lost.
        driver.execute("BEGIN" if reads_only else "BEGIN IMMEDIATE")
        return
    # A reader sees one moment throughout; a writer waits for the row it wants, and sees its latest.
    driver.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY" if reads_only else "BEGIN")


@contextmanager
def said_plainly(engine: Engine) -> Iterator[None]:
    """Say the faults of a database as the clerk should read them.

    Raises:
        Busy: it is in use, or out of reach.
        Broken: its file is no database, or no longer a whole one.
        Refused: its user may not do this.
    """
    try:
        yield
    except (DBAPIError, _driver(engine).Error) as error:
        plain = plainly(engine, error)
        if plain is None:
            raise
        raise plain from error


def plainly(engine: Engine, fault: Exception) -> Busy | Broken | Refused | None:
    """A fault of the database as the clerk should read it; nothing when it is a bug."""
    error = fault.orig if isinstance(fault, DBAPIError) else fault
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    reason = (str(error).strip().splitlines() or [""])[0]
    if code in SQLITE_BROKEN:
        return Broken("database_broken", "The database cannot be read: {reason}.", reason=reason)
    if getattr(error, "sqlstate", None) == NOT_GRANTED:
        return Refused(
            "database_forbids", "The database does not allow its user to do this: {reason}.", reason=reason
        )
    if not isinstance(error, _driver(engine).OperationalError):
        return None
    if engine.dialect.name == "sqlite" and code not in (*SQLITE_IN_USE, *SQLITE_OUT_OF_REACH):
        return None
    if code in SQLITE_IN_USE or getattr(error, "sqlstate", None):
        return Busy("database_in_use", "The database is in use. Nothing was written; please try again.")
    return Busy("database_out_of_reach", "The database cannot be reached: {reason}.", reason=reason)


def is_lost(engine: Engine, fault: Exception) -> bool:
    """Whether a fault is that a server let go of the connection, or is not there."""
    error = fault.orig if isinstance(fault, DBAPIError) else fault
    if engine.dialect.name == "sqlite" or not isinstance(error, _driver(engine).OperationalError):
        return False
    state = getattr(error, "sqlstate", None) or ""
    return not state or state in GONE or state.startswith("08")


def is_asked_again(engine: Engine, fault: Exception) -> bool:
    """Whether the work of a transaction that has not been kept may be begun anew as it is."""
    error = fault.orig if isinstance(fault, DBAPIError) else fault
    return is_lost(engine, fault) or getattr(error, "sqlstate", None) in IN_EACH_OTHERS_WAY


def _postgresql(url: str) -> Engine:
    # Instants are given and taken in UTC, whatever the server's own zone; a server that is gone without a
    # word is given up after half a minute.
    wanted = make_url(url).query
    asked: dict[str, Any] = {"options": f"{wanted.get('options', '')} -c timezone=utc"}
    patience = {"connect_timeout": 10, "tcp_user_timeout": 30_000}
    asked |= {name: value for name, value in patience.items() if name not in wanted}
    engine = create_engine(url, paramstyle="format", poolclass=NullPool, connect_args=asked)

    def teach(connection: Any, _record: object) -> None:
        # A pool between us and the server may pass on nothing of what we asked for; then every instant would
        # be hours off.
        zone = connection.info.parameter_status("TimeZone") or ""
        if zone.upper() not in UTC_NAMES:
            raise Refused("database_not_in_utc", NOT_IN_UTC, zone=zone)
        # Whoever begins says so at once: a connection that the server has let go of is noticed there, before
        # anything is done on it.
        connection.autocommit = True

    event.listen(engine, "connect", teach)
    return engine


def _sqlite(url: str, patience: float) -> Engine:
    module = _soundest()
    engine = create_engine(
        url, module=module, paramstyle="qmark", poolclass=NullPool, connect_args={"timeout": patience}
    )
    wal = is_sound(module.sqlite_version_info)

    def teach(connection: Any, _record: object) -> None:
        # The driver must not begin transactions by itself: a savepoint taken before its first INSERT would
        # commit alone, and a claimed alert would outlive the job that was rolled back.
        connection.isolation_level = None
        _keep_journal(connection, "wal" if wal else "delete")
        # A power cut loses nothing that was acknowledged: it is a register of legal acts.
        connection.execute(f"PRAGMA synchronous={'FULL' if wal else 'EXTRA'}")
        connection.execute("PRAGMA foreign_keys=ON")

    event.listen(engine, "connect", teach)
    return engine


def _keep_journal(connection: Any, wanted: str) -> None:
    """Choose the journal; asked first, since the change itself needs the database alone."""
    (found,) = connection.execute("PRAGMA journal_mode").fetchone()
    if found not in (wanted, "memory"):
        connection.execute(f"PRAGMA journal_mode={wanted}")


def _begin(connection: Connection) -> None:
    """SQLAlchemy begins: as a writer, unless somebody holds the connection."""
    if not connection.info.get(HELD):
        begin(connection.connection.driver_connection, connection.dialect.name, reads_only=False)


def _soundest() -> ModuleType:
    """The SQLite to use: Python's own, or the newer one of pysqlite3 where that is sound and it is not."""
    if is_sound(sqlite3.sqlite_version_info):
        return sqlite3
    try:
        newer = importlib.import_module("pysqlite3.dbapi2")
    except ImportError:
        return sqlite3
    return newer if is_sound(newer.sqlite_version_info) else sqlite3


def _driver(engine: Engine) -> Any:
    return engine.dialect.dbapi
