"""Texts as they may be printed: without what nobody can see."""

import re

#: Control characters, signs that turn the direction of writing or have no width, and halves of characters;
#: XML allows none of the first and the last.
_UNPRINTABLE = re.compile(
    "[\x00-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f"
    "\ud800-\udfff\ufeff\ufff9-\ufffb\ufffe\uffff]+"
)


def printable(text: str) -> str:
    r"""A text as one line of visible characters.

    >>> printable("房屋\u202e拆迁\n补偿")
    '房屋 拆迁 补偿'
    """
    return _UNPRINTABLE.sub(" ", text).strip()
