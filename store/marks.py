"""When something last happened to the office as a whole: a few instants, each under its name."""

from datetime import datetime
from enum import StrEnum
from typing import Final

from sqlalchemy import bindparam, delete, select
from sqlalchemy.dialects.postgresql import insert
from sqlmodel import Field

from store.columns import METADATA, Row
from store.link import Link
from store.values import moment_in, moment_out


class Mark(StrEnum):
    """What is remembered so."""

    #: Something was written, whatever it was; known to the minute.
    RECORDED = "recorded"
    #: A backup was begun by itself, whatever came of it.
    BACKUP_BEGUN = "backup_begun"
    #: A backup was restored on trial and found whole.
    BACKUP_PROVED = "backup_proved"


class MarkRow(Row, table=True):
    """The last time: one row for each name, written over."""

    __tablename__ = "marks"

    name: str = Field(primary_key=True)
    at: datetime


MARKS = METADATA.tables["marks"]
_M = MARKS.c
_NEW = insert(MARKS)
LAST: Final = select(_M.at).where(_M.name == bindparam("mark"))
# Of two who write at once the later instant stays.
RAISE: Final = _NEW.on_conflict_do_update(
    index_elements=[_M.name], set_={"at": _NEW.excluded.at}, where=_M.at < _NEW.excluded.at
)
FORGET: Final = delete(MARKS).where(_M.name == bindparam("mark"))


def last(link: Link, mark: Mark) -> datetime | None:
    """When it last happened, if it ever did."""
    row = link.run(LAST, {"mark": mark.value}).fetchone()
    return moment_out(row[0]) if row else None


def note(link: Link, mark: Mark, at: datetime) -> None:
    """Remember that it happened; an earlier instant than the one remembered changes nothing."""
    link.run(RAISE, {"name": mark.value, "at": moment_in(at)})


def forget(link: Link, mark: Mark) -> None:
    """Remember nothing of it."""
    link.run(FORGET, {"mark": mark.value})
