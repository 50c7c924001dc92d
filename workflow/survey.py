"""What a year was like beside its table: months, topics, days used and fees, for the words and the charts."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Survey:
    """Counts over the cases of some units in a year, each from the cases themselves.

    `months` has the requests received in each of the twelve months; `topics` those received in the year by
    the office's own word for their subject, "" where none was given; `days` the cases closed in the year by
    the working days their clock had used (pauses taken out), `limit` telling what the law gives without an
    extension; fees are those charged and those paid in the year, their amounts in fen.
    """

    months: tuple[int, ...] = (0,) * 12
    topics: Mapping[str, int] = field(default_factory=dict)
    days: Mapping[int, int] = field(default_factory=dict)
    limit: int = 0
    fees_charged: int = 0
    fen_charged: int = 0
    fees_paid: int = 0
    fen_paid: int = 0
