"""The tables of a year's figures, as they are entered and as they are frozen."""

from datetime import datetime
from typing import Any, ClassVar

from sqlalchemy import Column, Index, SmallInteger
from sqlalchemy import UniqueConstraint as Unique
from sqlmodel import Field

from store.columns import METADATA, Row, small, where


class FigureRow(Row, table=True):
    """A figure of a year's table that no case can tell, entered by the office."""

    __tablename__ = "figures"
    __table_args__: ClassVar[dict[str, Any]] = {"sqlite_with_rowid": False}

    unit_id: int = Field(primary_key=True, foreign_key="units.id")
    year: int = Field(sa_column=Column(SmallInteger, primary_key=True, autoincrement=False))
    form: str = Field(primary_key=True)
    code: str = Field(primary_key=True)
    column: str = Field(primary_key=True)
    #: As it was typed: a sum of money keeps its decimals.
    figure: str
    by: str
    at: datetime


class FrozenRow(Row, table=True):
    """A table as it was published, here or by a unit that handed it in; another may take its place."""

    __tablename__ = "frozen"
    __table_args__ = (
        # A table is frozen once, and each is restated once.
        Index("ix_frozen_first", "unit_id", "year", "form", unique=True, **where("restates IS NULL")),
        Unique("restates"),
    )

    id: int | None = Field(default=None, primary_key=True)
    unit_id: int = Field(foreign_key="units.id")
    year: int = small()
    form: str
    content: str
    by: str
    signed_by: str
    at: datetime
    restates: int | None = Field(default=None, foreign_key="frozen.id")
    #: The SHA-256 of the file as it was handed in, and why it takes the place of another.
    handed_in: str | None = None
    reason: str | None = None


FIGURES = METADATA.tables["figures"]
FROZEN = METADATA.tables["frozen"]
