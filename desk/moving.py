"""An office is copied into another database, of either kind, and proved there as `foi verify` proves it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from desk.config import Config, StoreConfig
from desk.office import House, open_office
from store.copying import Held, copy_database
from workflow.upkeep import Verified, verify


@dataclass(frozen=True, slots=True)
class Moved:
    """What was copied, table by table, where it is, and what a proof of it found."""

    tables: Mapping[str, Held]
    config: Config
    found: Verified


def copy_office(house: House, url: str) -> Moved:
    """Copy the database of an office as it stands; its files stay where they are.

    Raises:
        BadInput: the URL names no database.
        Broken: a table does not hold what was read.
        Busy: one of the databases is in use, or out of reach.
        Refused: the other database is not empty.
    """
    files = str(house.config.files) if house.config.files else ""
    there = replace(house.config, store=StoreConfig(url, files))
    tables = copy_database(house.ledger.engine, there.database)
    moved = open_office(there)
    try:
        return Moved(tables, there, verify(moved.office))
    finally:
        moved.ledger.close()
