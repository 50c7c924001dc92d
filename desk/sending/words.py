"""A message in words: references, kinds of deadline, days and links, and nobody's name."""

from bisect import bisect_left
from collections.abc import Sequence
from typing import Any, Final
from zoneinfo import ZoneInfo

from desk.config import Config
from desk.language import phrase
from desk.words import threshold_words, weekday
from workflow.outbox import Line, Message, MessageKind
from workflow.vocabulary import DeadlineKind

#: What a unit itself owes; the `line` of such a deadline is the year.
REPORTS: Final = (DeadlineKind.ANNUAL_REPORT, DeadlineKind.LEVEL_REPORT)


def subject(config: Config, message: Message) -> str:
    """What a message is about, in one line."""
    lang, lines = config.office.lang, message.told.lines
    if message.told.kind is MessageKind.ALERT:
        (line,) = lines
        return phrase(
            lang,
            "{ref}: {kind} {due}, {left}",
            ref=line.ref,
            kind=line.kind.label(lang),
            due=line.due_on,
            left=threshold_words(lang, line.left),
        )
    late = sum(line.left < 0 for line in lines)
    day = message.at.astimezone(ZoneInfo(config.office.timezone)).date()
    return phrase(
        lang, "{day}: {late} overdue, {others} others", day=day, late=late, others=len(lines) - late
    )


def text(config: Config, message: Message, most: int | None = None) -> str:
    """The whole text, overdue first; of at most so many bytes, and then it says how many it leaves out."""
    lang, lines = config.office.lang, message.told.lines
    written = message.at.astimezone(ZoneInfo(config.office.timezone))
    end = phrase(
        lang,
        "As of {at}. Sent by foi-desk; nobody reads answers to this message.",
        at=f"{written:%Y-%m-%d %H:%M}",
    )
    rows = [_row(config, line) for line in lines]

    def told(shown: int) -> str:
        left_out = len(rows) - shown
        more = phrase(lang, "{n} more are not listed here: foi due lists them all.", n=left_out)
        return "\n".join([config.office.name, "", *rows[:shown], *([more] if left_out else []), "", end, ""])

    def too_long(shown: int) -> bool:
        return most is not None and len(told(shown).encode()) > most

    if not too_long(len(rows)):
        return told(len(rows))
    return told(max(bisect_left(range(len(rows)), True, key=too_long) - 1, 0))


def plain_lines(config: Config, lines: Sequence[Line]) -> list[dict[str, Any]]:
    """The deadlines as programs read them."""
    return [
        {
            "ref": line.ref,
            "kind": line.kind.value,
            "due": line.due_on.isoformat(),
            "left": line.left,
            "link": link(config, line),
        }
        for line in lines
    ]


def link(config: Config, line: Line) -> str:
    """Where the case is found, or the year of a report, if the office has said where its pages are."""
    place = f"reports/{line.line}" if line.kind in REPORTS else f"cases/{line.ref}"
    return f"{config.web.address.rstrip('/')}/{place}" if config.web.address else ""


def _row(config: Config, line: Line) -> str:
    lang = config.office.lang
    told = (
        line.ref,
        line.kind.label(lang),
        f"{line.due_on} {weekday(line.due_on, lang)}",
        threshold_words(lang, line.left),
    )
    return "\n".join(filter(None, ("  ".join(told), link(config, line))))
