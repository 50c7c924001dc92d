"""How the words, days and instants of the workflow stand in columns."""

from datetime import UTC, date, datetime
from functools import lru_cache
from typing import Any, Final

from workflow.vocabulary import (
    ApplicantKind,
    Channel,
    Outcome,
    ProceedingKind,
    ProceedingResult,
    Timeliness,
)

# fmt: off
#: The numbers that stand for words in the columns the year is counted from: only ever add.
KINDS: Final = {
    ApplicantKind.NATURAL:  1,
    ApplicantKind.BUSINESS: 2,
    ApplicantKind.RESEARCH: 3,
    ApplicantKind.WELFARE:  4,
    ApplicantKind.LEGAL:    5,
    ApplicantKind.OTHER:    6,
}
CHANNELS: Final = {
    Channel.IN_PERSON: 1,
    Channel.FAX:       2,
    Channel.ONLINE:    3,
    Channel.LETTER:    4,
    Channel.EMAIL:     5,
}
TIMELINESS: Final = {
    Timeliness.IN_TIME:  1,
    Timeliness.EXTENDED: 2,
    Timeliness.LATE:     3,
}
PROCEEDING_KINDS: Final = {
    ProceedingKind.REVIEW:            1,
    ProceedingKind.SUIT:              2,
    ProceedingKind.SUIT_AFTER_REVIEW: 3,
    ProceedingKind.COMPLAINT:         4,
}
PROCEEDING_RESULTS: Final = {
    ProceedingResult.UPHELD:    1,
    ProceedingResult.CORRECTED: 2,
    ProceedingResult.OTHER:     3,
    ProceedingResult.PENDING:   4,
}
# fmt: on
OUTCOMES: Final = {outcome: outcome.number for outcome in Outcome}

KIND_OF: Final = {number: word for word, number in KINDS.items()}
CHANNEL_OF: Final = {number: word for word, number in CHANNELS.items()}
TIMELINESS_OF: Final = {number: word for word, number in TIMELINESS.items()}
PROCEEDING_KIND_OF: Final = {number: word for word, number in PROCEEDING_KINDS.items()}
PROCEEDING_RESULT_OF: Final = {number: word for word, number in PROCEEDING_RESULTS.items()}
OUTCOME_OF: Final = {number: word for word, number in OUTCOMES.items()}


#: How many characters of a document's end are indexed; fewer find too many people.
TAIL: Final = 4


def tail_of(document: str) -> str | None:
    """The end of an identity document, as it is indexed."""
    return document.strip()[-TAIL:].upper() or None


def day_in(day: date | None) -> str | None:
    """A day as either database takes it: PostgreSQL reads the text, SQLite keeps it."""
    return None if day is None else day.isoformat()


def day_out(kept: Any) -> Any:
    """A day as either driver gives it back, or nothing."""
    return date.fromisoformat(kept) if isinstance(kept, str) else kept


@lru_cache  # All that one import brings was recorded at one instant.
def moment_in(moment: datetime) -> str:
    """An instant as either database takes it, in UTC."""
    return moment.astimezone(UTC).replace(tzinfo=None).isoformat(" ", "microseconds")


def moment_out(kept: object) -> datetime:
    """An instant as either driver gives it back, in UTC."""
    if isinstance(kept, datetime):
        return kept.astimezone(UTC)
    return datetime.fromisoformat(str(kept)).replace(tzinfo=UTC)
