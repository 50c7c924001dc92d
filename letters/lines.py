"""The lines of a paragraph, decided once: a PDF turns where LibreOffice turns the Word file."""

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from itertools import accumulate

from letters.breaks import IS_WIDE, WIDE, is_word, line_end

#: Between an ideograph and a letter or a figure LibreOffice leaves a fifth of an em whatever the file says;
#: Word leaves about as much.
GAP = 0.2
#: A Word file counts in twentieths of a point, and rounds.
ROUNDING = 0.005

#: Marks that go with the script before them.
WEAK = " \u00a0\u2000-\u2bff"
#: A run of one script.
RUN = re.compile(f"[{WEAK}]*(?:[{WIDE}][{WIDE}{WEAK}]*|[^{WIDE}{WEAK}][^{WIDE}]*)|[{WEAK}]+")
BLANKS = re.compile("[ \u3000]*")

#: Among what a character may stand: a font can set a figure wider among letters, a dash among ideographs.
AMONG = IDEOGRAPHS, FIGURES, LETTERS = ("国", "1", "a")
#: How wide each narrow character is, in ems, among each of those.
Widths = Mapping[str, Mapping[str, float]]


def turn(text: str, widths: Widths, room: float, *, first: float = 0, spacing: float = 0) -> list[str]:
    """The text in lines `room` wide, the first narrower by `first`; a line keeps the blanks it ends with.

    All in ems. `spacing` is what a character has beyond its width, but for the last of a run.

    >>> turn("甲乙丙，丁", {"国": {}}, 3)
    ['甲乙', '丙，丁']
    """
    runs = {run.start(): run.group() for run in RUN.finditer(text)}
    starts = tuple(runs)
    gaps = {at: GAP * (at > 0 and is_word(text[at]) and is_word(text[at - 1])) for at in starts}
    reached = [0.0]
    for at, run in runs.items():
        steps = [width + spacing for width in _across(run, widths)]
        steps[0] += gaps[at] - spacing
        reached.extend(list(accumulate(steps, initial=reached[-1]))[1:])
    lines, start, left = [], 0, room - first
    while start < len(text):
        fits = reached[start] + gaps.get(start, spacing) + left + ROUNDING
        end = _end(text, start, bisect_right(reached, fits, lo=start) - 1, starts)
        lines.append(text[start:end])
        start, left = end, room
    return lines


def _across(run: str, widths: Widths) -> list[float]:
    """Each character's width; figures before the first letter of a run stand as among figures."""
    if IS_WIDE.search(run):
        return [widths[IDEOGRAPHS].get(mark, 1.0) for mark in run]
    letters = next((n for n, mark in enumerate(run) if mark.isalpha()), len(run))
    before, behind = widths[FIGURES], widths[LETTERS]
    return [before[mark] for mark in run[:letters]] + [behind[mark] for mark in run[letters:]]


def _end(text: str, start: int, cut: int, starts: Sequence[int]) -> int:
    """Where a line ends that has no room for the character at `cut`; blanks there go with it."""
    if cut == len(text):
        return cut
    blanks = BLANKS.match(text, cut)
    assert blanks
    return blanks.end() if blanks.group() else line_end(text, start, cut, starts)
