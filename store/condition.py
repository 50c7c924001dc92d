"""The condition a database is in: damaged, slowed down, or on a machine whose clock is another's."""

from datetime import datetime, timedelta

from sqlalchemy import Engine

from store.engine import begin, hold, is_sound, said_plainly
from workflow.errors import Broken


def damage(engine: Engine) -> str:
    """What is damaged in a SQLite file, of which every page is looked at; a server looks after its own."""
    if engine.dialect.name != "sqlite":
        return ""
    try:
        with said_plainly(engine), engine.connect() as connection:
            begin(hold(connection), engine.dialect.name, reads_only=True)
            found = str(connection.exec_driver_sql("PRAGMA quick_check(1)").scalar_one())
    except Broken as fault:  # so damaged that it cannot even be opened
        return str(fault.values["reason"])
    return "" if found == "ok" else found


def is_slowed(engine: Engine) -> bool:
    """Whether a slower journal is kept because this SQLite could corrupt a faster one."""
    driver = engine.dialect.dbapi
    return engine.dialect.name == "sqlite" and not is_sound(driver.sqlite_version_info)  # type: ignore[union-attr]


def difference(engine: Engine, at: datetime) -> timedelta:
    """How far the clock of a database server stands from an instant of this machine's; SQLite has none."""
    if engine.dialect.name == "sqlite":
        return timedelta(0)
    with said_plainly(engine), engine.connect() as connection:
        begin(hold(connection), engine.dialect.name, reads_only=True)
        server: datetime = connection.exec_driver_sql("SELECT clock_timestamp()").scalar_one()
    return abs(server - at)
