"""The days of a clock gathered into spans, so that forty days are read at a glance and none is left out."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from desk.words import mark_words
from workflow.explain import DayLine, DayMark
from workflow.vocabulary import Action


@dataclass(frozen=True, slots=True)
class Span:
    """Days on end that are alike: what they are to the count, and by which words of the law.

    `counted` is the first and the last of `total` that they are; empty where they do not count.
    """

    lines: Sequence[DayLine]
    why: str
    article: str
    counted: str
    acts: tuple[Action, ...]

    @property
    def first(self) -> DayLine:
        """The first day."""
        return self.lines[0]

    @property
    def last(self) -> DayLine:
        """The last day."""
        return self.lines[-1]

    @property
    def due(self) -> bool:
        """Whether it is the last day of the period; that stands alone."""
        return self.last.is_due


def spans_of(lang: str, lines: Iterable[DayLine]) -> list[Span]:
    """The days in order; one on which something happened begins a span, the last day is one by itself."""
    told = list(lines)
    starts = [n for n in range(len(told)) if n == 0 or _parts(lang, told[n - 1], told[n])]
    ends = [*starts[1:], len(told)]
    return [_span(lang, told[a:b]) for a, b in zip(starts, ends, strict=True)]


def _parts(lang: str, before: DayLine, line: DayLine) -> bool:
    """Whether a day begins something new."""
    return bool(before.acts or line.acts or line.is_due or _alike(lang, before) != _alike(lang, line))


def _alike(lang: str, line: DayLine) -> tuple[object, ...]:
    return line.mark, line.total, mark_words(lang, line), line.sentence.article


def _span(lang: str, lines: Sequence[DayLine]) -> Span:
    first, last = lines[0], lines[-1]
    counts = last.mark is DayMark.COUNTED
    counted = str(last.counted) if first is last else f"{first.counted}–{last.counted}"
    return Span(
        lines,
        mark_words(lang, first),
        "" if first.mark is DayMark.OFF else first.sentence.article,
        f"{counted}/{last.total}" if counts else "",
        tuple(dict.fromkeys(action for line in lines for action in line.acts)),
    )
