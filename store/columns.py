"""What all tables share: how constraints are named, and the kinds of columns."""

from typing import Any, ClassVar

from sqlalchemy import Column, MetaData, SmallInteger, String, Text, text
from sqlmodel import Field, SQLModel

#: Every constraint has a name, or SQLite's tables could never be changed.
NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}
METADATA = MetaData(naming_convention=NAMES)


class Row(SQLModel):
    """What all tables share."""

    metadata: ClassVar[MetaData] = METADATA


def where(condition: str) -> Any:
    """An index of the rows that meet a condition only."""
    return {"sqlite_where": text(condition), "postgresql_where": text(condition)}


def reference() -> Any:
    """A unique reference; pages follow each other by it, so every database must order it alike."""
    kept_in = String().with_variant(String(collation="C"), "postgresql")
    return Field(sa_column=Column(kept_in, nullable=False, unique=True))


def small(*, nullable: bool = False) -> Any:
    """A year, or a number that stands for a word."""
    return Field(sa_column=Column(SmallInteger, nullable=nullable))


def long(default: Any = ...) -> Any:
    """A text of any length."""
    return Field(default, sa_type=Text)
