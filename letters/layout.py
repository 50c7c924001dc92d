"""Where GB/T 9704-2012 puts a letter's words: what is decided once for every paper."""

import math
import re
import unicodedata
from collections.abc import Sequence
from itertools import accumulate

#: In points: 三号 and 二号, the width of the type area (156 mm), and the step from one character of the text
#: to the next: 28 characters of 16 would not fit, so they are drawn together by a quarter point (5.2.3).
TEXT, TITLE = 16, 22
WIDTH = 156 / 25.4 * 72
PITCH = 15.75
#: Characters in a line of text (5.2.3), and of a title.
CHARACTERS = 28
TITLE_LINE = 20
#: So many lines may be taken to the next page for the signature's sake.
KEPT_LINES = 6

#: The first two levels of headings inside the body (7.3.3); a full stop makes either of them text.
HEADINGS = (
    re.compile("[一二三四五六七八九十]{1,3}、"),
    re.compile("（[一二三四五六七八九十]{1,3}）"),
)
STOPS = tuple("。？！；：.?!;:")
CLOSING = "”’）》」』〉】)\"'"


def em_width(text: str) -> float:
    """How many characters wide a text stands: Latin letters and figures take half a place.

    >>> em_width("2018年1月2日")
    6.0
    """
    return sum(0.5 if unicodedata.east_asian_width(mark) in ("Na", "N", "H") else 1 for mark in text)


def level(paragraph: str) -> int:
    """Which heading a paragraph of the body is: 1 is set in 黑体, 2 in 楷体, 0 is text (7.3.3).

    >>> [level(told) for told in ("一、征地批复", "（二）附图", "一、征地批复不存在。", "特此告知")]
    [1, 2, 0, 0]
    """
    if paragraph.rstrip(CLOSING).endswith(STOPS):
        return 0
    return next((n for n, begins in enumerate(HEADINGS, start=1) if begins.match(paragraph)), 0)


def kept(body: Sequence[str]) -> int:
    """How many of the last paragraphs go whole to the page of the signature: at most two, none that is long.

    A long one would leave a hole on the page before it. Never the first: page one shows text (7.3.3).

    >>> [kept(("甲" * 500, "乙" * 80, "特此告知。")), kept(("甲" * 500, "特此告知。")), kept(("特此告知。",))]
    [2, 1, 0]
    """
    lines = accumulate(math.ceil((em_width(words) + 2) / CHARACTERS) for words in reversed(body[1:][-2:]))
    return sum(so_far <= KEPT_LINES for so_far in lines)


def title_width(title: str) -> int:
    """How wide a title is set, in its own characters: a long one in lines hardly unlike, the last shorter.

    7.3.1 asks for a trapezium or a diamond.

    >>> title_width("政府信息公开告知书"), title_width("甲" * 24)
    (20, 13)
    """
    width = em_width(title)
    lines = math.ceil(width / TITLE_LINE) or 1
    return min(TITLE_LINE, math.ceil(width / lines) + 1) if lines > 1 else TITLE_LINE


def annex_place(lead: str) -> tuple[float, float]:
    """Where a line of the annex note begins, and where it goes on when it turns, in characters (7.3.4).

    >>> annex_place("附件：1."), annex_place("2.")
    ((2, 6.0), (5, 6.0))
    """
    start = 2 if lead.startswith("附件") else 5
    return start, start + em_width(lead)
