"""How days and words are read from the command line; what is malformed is a fault of usage."""

from collections.abc import Callable
from datetime import date, datetime
from typing import TypeVar

import typer

from workflow.values import read_day
from workflow.vocabulary import Word

W = TypeVar("W", bound=Word)


def day_option(text: str) -> date:
    """A day typed on the command line.

    Raises:
        typer.BadParameter: it is not a day like 2026-03-09.
    """
    try:
        return read_day(text)
    except ValueError:
        raise typer.BadParameter(f"“{text}” is not a day like 2026-03-09.") from None


def moment_option(text: str) -> datetime:
    """A time typed on the command line, as a watch shows it.

    Raises:
        typer.BadParameter: it is not a time like 2026-03-09 08:30.
    """
    try:
        return datetime.strptime(text, "%Y-%m-%d %H:%M")  # noqa: DTZ007 (the zone is the office's)
    except ValueError:
        raise typer.BadParameter(f"“{text}” is not a time like 2026-03-09 08:30.") from None


def word_option(kind: type[W]) -> Callable[[str], W]:
    """A reader for the words of a closed list."""

    def read(text: str) -> W:
        try:
            return kind.of(text)
        except ValueError:
            known = ", ".join(kind)
            raise typer.BadParameter(f"“{text}” is not one of: {known}.") from None

    return read
