"""The numbers in a text, but for those that count nothing: years, days, ordinals, numbers of documents."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from reports.words_number import Kind

_NUMERALS = "〇零一二三四五六七八九十百千万亿两"
#: What a report counts in. A Chinese numeral is a number only before one of these.
_MEASURES = "件|宗|起|份|篇|人次|次|条|元|万元|户|批次"
_DIGITS = {"〇": 0, "零": 0, "两": 2} | {char: n for n, char in enumerate("一二三四五六七八九", start=1)}
_TENS = {"十": 10, "百": 100, "千": 1000}
_BIG = {"万": 10**4, "亿": 10**8}

# fmt: off
#: Digits that count nothing, so that a hand may type them.
_ALLOWED = re.compile("|".join([
    r"(?:19|20)\d\d\s*(?:[-—–~～至到]\s*(?:19|20)\d\d\s*)?年",                        # a year, or some
    r"\d{1,2}\s*月(?:\s*\d{1,2}\s*日)?(?:份|底|初|末)?|\d{1,2}\s*日",                  # a day of the calendar
    r"(?:19|20)\d\d[-./]\d{1,2}[-./]\d{1,2}",                                          # the same, abroad
    r"[〔\[(（【［]\s*(?:19|20)\d\d\s*[〕\])）】］]\s*(?:第\s*)?\d+\s*号",             # a document number
    r"第\s*[\d、和至—-]+\s*(?:号|条|款|项|次|届|批|期|位|名|个|季度|页)?",             # an ordinal
    r"^[\s*#>|-]*[（(]?\d{1,2}(?:[)）、]|[.．](?!\d))",                                # an item of a list
    r"[A-Za-z0-9._+-]+@[A-Za-z0-9.-]+|(?:https?://|www\.)[A-Za-z0-9./?=&%_-]+",        # an address of the net
    r"(?:电\s*话|邮\s*编|传\s*真|邮政编码)\s*[:：]?\s*[(（]?\d[\d()（） —–-]{5,}",     # telephone, post
    rf"[“‘\"][\d·.]+[”’\"](?!\s*(?:{_MEASURES}|%))|12345(?=\s*(?:市民|政务|便民|热线))",  # a name in quotes
    rf"届[{_NUMERALS}]+次(?:[、和][{_NUMERALS}]+次)*",                                 # a session
    rf"第[{_NUMERALS}]+(?:{_MEASURES})?|一次性|一条龙|一件事",                         # ordinals and idioms
]), re.MULTILINE)
_NUMBER = re.compile(
    r"(?P<arabic>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)(?P<after>\s*(?:余|多)?\s*(?:%|万元|元|万)?)"
    rf"|百分之(?P<percent>[{_NUMERALS}]+(?:点[{_NUMERALS}]+)?)"
    rf"|(?P<chinese>(?![万亿])[{_NUMERALS}]+)(?=余?多?(?:{_MEASURES}))"
)
# fmt: on
#: Full width to half width, one for one, so that places stay; a full comma parts clauses, not thousands.
_HALF = str.maketrans("０１２３４５６７８９．％", "0123456789.%")
_HIDDEN = "\x00"


@dataclass(frozen=True, slots=True)
class Typed:
    """A number somebody wrote: as shown, its value (`places` after the point) and where it stands.

    `kind` is SHARE for per cent, of whatever; `line` counts from 1, `start` and `end` are places in it.
    """

    shown: str
    value: Decimal
    places: int
    kind: Kind
    unit: str
    line: int
    start: int
    end: int


def typed_numbers(text: str, names: Iterable[str] = ()) -> list[Typed]:
    """The numbers in a text that count something.

    Left out: years (2018年), days (3月5日, 2019-03-05), document numbers (〔2019〕60号, 第711号), ordinals
    (第3次, 第二十条, a number that begins a list item), addresses and telephone numbers, digits alone in
    quotes (“521”) and digits in one of the `names`. A Chinese numeral is a number where it stands before a
    measure word (三件) or after 百分之, an idiom (一次性) excepted.
    """
    return [found for n, line in enumerate(text.split("\n"), start=1) for found in _in_line(line, n, names)]


def _in_line(line: str, number: int, names: Iterable[str]) -> Iterator[Typed]:
    half = line.translate(_HALF)
    for name in sorted(filter(None, names), key=len, reverse=True):
        half = half.replace(name.translate(_HALF), _HIDDEN * len(name))
    half = _ALLOWED.sub(lambda found: _HIDDEN * len(found.group()), half)
    for found in _NUMBER.finditer(half):
        yield _typed(line, number, found)


def _typed(line: str, number: int, found: re.Match[str]) -> Typed:
    shown = line[found.start() : found.end()].strip()
    if arabic := found["arabic"]:
        plain, after = arabic.replace(",", ""), found["after"].strip()
    else:
        plain, after = _arabic(found["percent"] or found["chinese"]), "%" if found["percent"] else ""
    kind = Kind.SHARE if after.endswith("%") else Kind.COUNT
    value = Decimal(plain) * (10**4 if after == "万" else 1)
    places = len(plain.partition(".")[2])
    return Typed(shown, value, places, kind, after.lstrip("余多 "), number, found.start(), found.end())


def _arabic(numeral: str) -> str:
    """A Chinese numeral in digits.

    >>> _arabic("二十三"), _arabic("一百零二"), _arabic("八点三")
    ('23', '102', '8.3')
    """
    whole, _, part = numeral.partition("点")
    decimals = "".join(str(_DIGITS[char]) for char in part if char in _DIGITS)
    return f"{_whole(whole)}.{decimals}" if decimals else str(_whole(whole))


def _whole(numeral: str) -> int:
    if all(char in _DIGITS for char in numeral):
        return int("".join(str(_DIGITS[char]) for char in numeral))
    total = section = digit = 0
    for char in numeral:
        if char in _DIGITS:
            digit = _DIGITS[char]
        elif char in _TENS:
            section += (digit or 1) * _TENS[char]
            digit = 0
        else:
            total = (total + section + digit or 1) * _BIG[char]
            section = digit = 0
    return total + section + digit
