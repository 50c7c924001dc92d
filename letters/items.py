"""Items of a reply: lines of plain text become numbered paragraphs."""

import re

DIGITS = "零一二三四五六七八九"

#: A number the clerk has already set before an item; a figure that goes on (3.5亩) is none.
OWN_NUMBER = re.compile(r"[（(]?(?:\d{1,2}|[一二三四五六七八九十]{1,3})(?:[)）]|[、.．](?!\d))\s*")


def numbered(lines: list[str]) -> tuple[str, ...]:
    """One paragraph a line, numbered 一、二、… (GB/T 9704-2012 7.3.3) and closed with a full stop.

    Numbers of the clerk's own give way to these, but only where every line has one.

    >>> numbered(["1. 批复：予以公开", "2. 附图：属于国家秘密，不予公开。"])
    ('一、批复：予以公开。', '二、附图：属于国家秘密，不予公开。')
    """
    items = [line for line in lines if line]
    if len(items) > 1 and all(OWN_NUMBER.match(item) for item in items):
        items = [OWN_NUMBER.sub("", item, count=1) for item in items]
    return tuple(f"{chinese_number(n)}、{_closed(item)}" for n, item in enumerate(items, start=1))


def chinese_number(n: int) -> str:
    """A number from 1 to 99 in Chinese characters.

    >>> [chinese_number(n) for n in (1, 10, 12, 20, 99)]
    ['一', '十', '十二', '二十', '九十九']
    """
    tens, ones = divmod(n, 10)
    head = "" if tens == 0 else "十" if tens == 1 else DIGITS[tens] + "十"
    return head + (DIGITS[ones] if ones else "")


def _closed(item: str) -> str:
    return item if item.endswith(("。", "！", "？", "”")) else item.rstrip("；;，,. 　") + "。"
