"""Text in a terminal, where a Chinese character is two columns wide."""

import unicodedata

#: What may not begin a line, and what may not end one.
_NOT_FIRST = "，。、；：）》”！？"
_NOT_LAST = "（《“"


def width_of(text: str) -> int:
    """The columns a text takes.

    >>> width_of("其中：a")
    7
    """
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)


def pad(text: str, room: int, align: str = "<") -> str:
    """A text in its room: to the left `<`, in the middle `^` or to the right `>`."""
    spare = room - width_of(text)
    before = {"<": 0, "^": spare // 2, ">": spare}[align]
    return " " * before + text + " " * (spare - before)


def wrap(text: str, room: int) -> list[str]:
    """A text in lines that fit, no line beginning with a comma or ending with an opening bracket.

    >>> wrap("收到申请数（件）", 12)
    ['收到申请数', '（件）']
    """
    lines = []
    while width_of(text) > room:
        end = _longest(text, room)
        lines.append(text[:end])
        text = text[end:]
    return [*lines, text]


def _longest(text: str, room: int) -> int:
    """How many characters fit in a line; at least one, even where it does not fit."""
    end = 1
    while width_of(text[: end + 1]) <= room:
        end += 1
    fits = end
    while end > 1 and (text[end] in _NOT_FIRST or text[end - 1] in _NOT_LAST):
        end -= 1
    return end if end > 1 else fits
