"""What one value of a fact may be, and how it is read from text or JSON."""

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, DecimalException
from typing import Literal

from workflow.vocabulary import Word

Kind = Literal["day", "number", "count", "text", "money", "flag", "code", "digest", "items"] | type[Word]

#: Control characters but for tab and new line, and the halves of characters that bad bytes leave behind.
UNWRITABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")
#: A word of a list that another room keeps, such as the kind of a letter.
CODE = re.compile(r"[a-z][a-z0-9_]{0,63}")
#: A SHA-256 as it is written.
DIGEST = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Fact:
    """What a fact holds, and whether its action can do without it."""

    kind: Kind
    required: bool = False


DAY, COUNT, TEXT = Fact("day"), Fact("count"), Fact("text")


def read_value(kind: Kind, value: object) -> object:
    """One value of a fact.

    Raises:
        ValueError: it cannot be read as that kind.
    """
    if not isinstance(kind, str):
        return kind.of(str(value)).value
    match kind:
        case "day":
            return value if isinstance(value, date) else read_day(str(value))
        case "number" | "count":
            return _whole(value, 1 if kind == "count" else 0)
        case "money":
            return _fen(value)
        case "flag":
            return _flag(value)
        case "code":
            return _matching(CODE, value)
        case "digest":
            return _matching(DIGEST, value)
        case _:
            if not isinstance(value, str) or not value.strip() or not is_writable(value):
                raise ValueError(value)
            return value


def _matching(pattern: re.Pattern[str], value: object) -> str:
    if not isinstance(value, str) or not pattern.fullmatch(value):
        raise ValueError(value)
    return value


def is_writable(text: str) -> bool:
    """Whether a text can stand in every database and on every page: no control characters or broken bytes."""
    return UNWRITABLE.search(text) is None


def read_day(text: str) -> date:
    """A day written as 2026-03-09, and in no other way.

    Raises:
        ValueError: it is not such a day.
    """
    day = date.fromisoformat(text)
    if day.isoformat() != text:
        raise ValueError(text)
    return day


def _whole(value: object, least: int) -> int:
    if isinstance(value, str) and value.isascii() and value.isdigit():
        value = int(value)
    if not isinstance(value, int) or isinstance(value, bool) or value < least:
        raise ValueError(value)
    return value


def _flag(value: object) -> bool:
    if str(value).lower() not in {"true", "false"}:
        raise ValueError(value)
    return str(value).lower() == "true"


def _fen(value: object) -> int:
    try:
        fen = Decimal(str(value)) * 100
    except DecimalException:
        raise ValueError(value) from None
    if not fen.is_finite() or fen != fen.to_integral_value() or fen < 0:
        raise ValueError(value)
    return int(fen)
