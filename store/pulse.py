"""What changes when anybody writes to a case or adds a notice: the ends of two indexes."""

from datetime import datetime
from typing import NamedTuple

from sqlalchemy import func, select

from store.link import Link
from store.tables import ENTRIES, NOTICES
from store.values import moment_out


class Pulse(NamedTuple):
    """The latest entry by its instant, and the last notice by its number."""

    entry: datetime | None
    notice: int | None


ASKED = select(
    select(func.max(ENTRIES.c.recorded_at)).scalar_subquery(),
    select(func.max(NOTICES.c.id)).scalar_subquery(),
)


def pulse(link: Link) -> Pulse:
    """The pulse of a ledger."""
    entry, notice = link.core.execute(ASKED).one()
    return Pulse(moment_out(entry) if entry else None, notice)
