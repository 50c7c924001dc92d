"""One line of the ledger, and the order in which the lines hold."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from types import MappingProxyType
from typing import Any

from workflow.vocabulary import Action

Facts = Mapping[str, Any]
NO_FACTS: Facts = MappingProxyType({})

#: What stands before the first entry of every chain.
GENESIS = "0" * 64
#: The moment of an entry that nobody has recorded: a history given for reckoning only.
NEVER = datetime(1, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Entry:
    """A fact. Written once; a mistake is mended by another entry, never by an edit.

    `line` is unique in its case and starts at 1; `on` is the day it took legal effect, `recorded_at` the UTC
    instant it was typed.
    """

    line: int
    action: Action
    on: date
    facts: Facts = field(default_factory=lambda: NO_FACTS)
    by: str = ""
    recorded_at: datetime = NEVER
    prev: str = GENESIS
    hash: str = ""

    @property
    def irregular(self) -> bool:
        """Whether it tells what the law forbids but somebody did: visible for ever, without effect."""
        return "irregular" in self.facts


def in_legal_order(entries: Sequence[Entry]) -> list[Entry]:
    """The entries as they took effect: by legal day, those of one day as they were entered; receipt first."""
    first, *others = entries
    return [first, *sorted(others, key=lambda entry: (entry.on, entry.line))]
