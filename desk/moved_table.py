"""The last days that another calendar moves, as rows for people and as plain values."""

from collections.abc import Iterator, Sequence
from typing import Any

from desk.language import phrase, say_words
from workflow.errors import mark
from workflow.proposals import Moved

PROVISIONAL, FIRM = mark("provisional"), mark("firm")


def moved_rows(lang: str, lines: Sequence[Moved]) -> Iterator[tuple[str, ...]]:
    """A row a line: case, deadline, day before, day after, because of which days, which letters."""
    for one in lines:
        before = _day(lang, str(one.before or "—"), provisional=one.was_provisional)
        after = _day(lang, str(one.after or "—"), provisional=one.provisional)
        because = say_words(lang, [str(day) for day in one.because])
        yield (one.ref, one.kind.label(lang), before, "→", after, because, say_words(lang, one.letters))


def _day(lang: str, day: str, *, provisional: bool) -> str:
    return f"{day} {phrase(lang, PROVISIONAL if provisional else FIRM)}"


def plain_moved(one: Moved) -> dict[str, Any]:
    """A line as programs read it; a day is null where none is known."""
    return {
        "ref": one.ref,
        "kind": one.kind.value,
        "before": str(one.before) if one.before else None,
        "after": str(one.after) if one.after else None,
        "was_provisional": one.was_provisional,
        "provisional": one.provisional,
        "because": [str(day) for day in one.because],
        "letters": list(one.letters),
    }
