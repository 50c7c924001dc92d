"""A connection lost over the end of a transaction: the server is asked whether it was kept."""

import time
from typing import Final

from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError

from workflow.errors import Again, Busy

#: For so many seconds the server is asked; one that has crashed may have to be put right first.
PATIENCE: Final = 10.0
PAUSE: Final = 0.2
#: The number of a transaction that has written, and of the history it belongs to: a standby that takes over
#: begins another history, and gives the same numbers to other transactions.
_HISTORY = "left(pg_walfile_name(pg_current_wal_lsn()), 8)"
MARK: Final = f"SELECT txid_current_if_assigned() || ' ' || {_HISTORY}"
BECAME: Final = f"SELECT txid_status(%s::bigint), {_HISTORY}"


def found_out(engine: Engine, mark: str, fault: Exception) -> None:
    """See what became of a transaction; nothing more is said of one that was kept.

    Raises:
        Again: it was not kept.
        Busy: nobody knows.
    """
    number, history = mark.split(" ")
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        became, where = _asked(engine, number)
        if where and where != history:
            break
        if became == "committed":
            return
        if became == "aborted":
            raise Again(
                "database_in_use", "The database is in use. Nothing was written; please try again."
            ) from fault
        time.sleep(PAUSE)
    raise Busy(
        "outcome_unknown",
        "The connection was lost while this was being kept, and the database cannot say whether it was."
        " Look before you do it again.",
    ) from fault


def _asked(engine: Engine, number: str) -> tuple[str, str]:
    """What became of a transaction, and in which history; nothing where the server does not answer."""
    try:
        with engine.connect() as connection:
            became, where = connection.exec_driver_sql(BECAME, (number,)).one()
    except DBAPIError:
        return "", ""
    return became or "", where
