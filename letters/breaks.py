"""Where a line of a paragraph may end: the rules of LibreOffice, which Word's are like.

Among Chinese characters a line may end anywhere but before a closing mark or behind an opening one; among
letters and figures where Unicode lets it (UAX #14, in the reading of LibreOffice's own rules).
"""

import re
from bisect import bisect_right
from collections.abc import Sequence

#: Marks that begin no line, and marks that end none (LibreOffice's lists for zh-CN).
NEVER_FIRST = frozenset(
    ":!),.:;?]}¢'\"、。〉》」』】〕〗〞︰︱︳﹐､﹒﹔﹕﹖﹗﹚﹜﹞！），．：；？｜｝︴︶︸︺︼︾﹀﹂﹄﹏～￠々‖•·ˇˉ―-′’”"
)
NEVER_LAST = frozenset("([{£¥'\"‵〈《「『【〔〖（［｛￡￥〝︵︷︹︻︽︿﹁﹃﹙﹛﹝“‘")

#: Characters an em wide: Chinese, Japanese and Korean script with its marks, full-width forms.
WIDE = (
    "\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f"
    "\uff01-\uff60\uffe0-\uffe6\U0001f300-\U0001faff\U00020000-\U0003fffd"
)
IS_WIDE = re.compile(f"[{WIDE}]")

# fmt: off
#: The classes of UAX #14, but for letters (AL), figures (NU) and ideographs (ID): these are known by kind.
CLASSES = {
    mark: name
    for name, marks in {
        "SP": " ",  "GL": "\u00a0\u2011\u2060",
        "OP": "([{‚„（［｛〈《「『【〔〖〝︵︷︹︻︽︿﹁﹃﹙﹛﹝｟｢",
        "CL": ")]}、。〉》」』】〕〗〞﹐﹒﹚﹜﹞），．］｝｠｡｣､︶︸︺︼︾﹀﹂﹄",
        "QU": "\"'“”‘’«»‹›",  "EX": "!?！？",  "NS": "：；々〻〜・",
        "IS": ",.:;",  "SY": "/\\",  "HY": "-",  "BA": "–‐|\u3000",  "B2": "—―⸺",  "IN": "…‥",
        "PR": "$+№£¥￥￡±−＄",  "PO": "%‰¢′″℃％￠",
    }.items()
    for mark in marks
}
#: What never parts, by the class on either side.
PAIRS = frozenset(
    (before, behind)
    for before, behinds in {
        "AL": "AL NU PR OP IN",  "NU": "NU AL PR PO OP IN",  "ID": "PO IN",  "IN": "IN",
        "PR": "ID AL NU",        "PO": "AL NU",              "IS": "AL NU",  "CL": "AL NU",  "B2": "B2",
    }.items()
    for behind in behinds.split()
)
# fmt: on
#: A path looks back so far for a blank to begin its own line at.
PATH = 66


def line_end(text: str, start: int, cut: int, runs: Sequence[int]) -> int:
    """Where the line that begins at `start` ends, `cut` being the first character that no longer fits.

    `runs` are the places where the text goes from one script to the other. Where a line may end only in an
    earlier run than the one that does not fit, that run is asked to end without its last character, as
    LibreOffice asks it. With no place to end, the line ends at `cut`.
    """
    while True:
        run = max(runs[bisect_right(runs, cut) - 1], start)
        rule = _among_chinese if _is_chinese(text, start, cut) else _among_letters
        end = rule(text, start, cut)
        if start < end >= run:
            return end
        if end < start or run == start:
            return max(cut, start + 1)
        cut = run - 1


def is_word(mark: str) -> bool:
    """Whether a character is a letter, an ideograph or a figure."""
    return mark.isalpha() or mark.isdecimal()


def _is_chinese(text: str, start: int, at: int) -> bool:
    """By whose rules: those of the line's last letter, ideograph or figure up to here."""
    while at > start and not is_word(text[at]):
        at -= 1
    return IS_WIDE.match(text[at]) is not None


def _among_chinese(text: str, start: int, at: int) -> int:
    """The last place that will do; before the line, if there is none in it."""
    while at >= max(start, 1) and (
        text[at] in NEVER_FIRST or text[at - 1] in NEVER_LAST or text[at - 1 : at + 1] == "——"
    ):
        at -= 1
    return at


def _among_letters(text: str, start: int, at: int) -> int:
    """So too; a path is parted neither right where it stops fitting nor with a blank not far before it."""
    if text[at - 1] != "/" and not _bound(text, at):
        return at
    at -= 1
    while at >= max(start, 1) and _bound(text, at):
        at -= 1
    if at > 0 and text[at - 1] == "/":
        blank = max(text.rfind(mark, max(at - PATH, 0), at - 1) for mark in " \u3000")
        return blank + 1 or at
    return at


def _class(mark: str) -> str:
    if mark in CLASSES:
        return CLASSES[mark]
    if IS_WIDE.match(mark):
        return "ID"
    return "NU" if mark.isdecimal() else "AL"


def _bound(text: str, at: int) -> bool:
    """Whether no line may end before this character among letters."""
    before, behind = _class(text[at - 1]), _class(text[at])
    last = next((_class(text[n]) for n in range(at - 1, -1, -1) if text[n] != " "), "SP")
    if (
        last == "OP"
        or behind in ("SP", "CL", "EX", "IS", "SY")
        or (last, behind) in (("CL", "NS"), ("B2", "B2"))
    ):
        return True
    if before == "SP":
        return False
    return (
        "QU" in (before, behind)
        or "GL" in (before, behind)
        or behind in ("BA", "HY", "NS")
        or (before, behind) in PAIRS
        or _in_number(text, at, before, behind)
    )


def _in_number(text: str, at: int, before: str, behind: str) -> bool:
    """LB25: 1,234.50 and 9/30, a bracket behind them, a sign before or behind."""
    if before in ("PR", "PO") and behind == "OP":
        return _class(text[at + 1 : at + 2] or " ") == "NU"
    if before == "CL" and behind in ("PR", "PO"):
        at -= 1
    elif before not in ("IS", "SY") or behind not in ("NU", "PR", "PO"):
        return False
    while at > 0 and _class(text[at - 1]) in ("IS", "SY"):
        at -= 1
    return at > 0 and _class(text[at - 1]) == "NU"
