"""How long the office has to answer a review, or to prove its case in court, by the day it had the copy."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from workflow.sentences import Sentence, read_sentences
from workflow.vocabulary import DeadlineKind, ProceedingKind


@dataclass(frozen=True, slots=True)
class ResponseLimit:
    """A period for answering proceedings of these kinds.

    It holds for those whose copy came from `since` to `until`, both included. `days` are `working` days, or
    natural ones; `simple` tells whether it is that of the simple procedure.
    """

    deadline: DeadlineKind
    kinds: frozenset[ProceedingKind]
    simple: bool
    since: date
    until: date
    days: int
    working: bool
    sentence: Sentence

    def holds_for(self, kind: ProceedingKind, received: date, *, simple: bool) -> bool:
        """Whether a proceeding whose copy came on that day is to be answered within this period."""
        return kind in self.kinds and simple is self.simple and self.since <= received <= self.until


def read_responses(data: Mapping[str, Any]) -> tuple[ResponseLimit, ...]:
    """The periods of a file."""
    sentences = read_sentences(data)
    return tuple(
        ResponseLimit(
            DeadlineKind.of(line["deadline"]),
            frozenset(map(ProceedingKind.of, line["proceedings"])),
            line.get("simple", False),
            line["from"],
            line.get("until", date.max),
            line["days"],
            line["unit"] == "working day",
            sentences[line["sentence"]],
        )
        for line in data["response"]
    )
