"""Files that come to be attached: measured, told by their content, their names made harmless text."""

import unicodedata
from collections.abc import Iterable
from typing import BinaryIO

from desk.config import Config
from desk.file_types import SUFFIXES, type_of
from workflow.attached import Attachment
from workflow.attaching import Paper
from workflow.errors import BadInput

#: The longest name that is kept, in characters.
LONGEST_NAME = 120
#: What no name needs: controls, turned writing, strange blanks, pictures no letter could be printed with.
DROPPED = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp", "Zs", "So"})
MEGABYTE = 1_000_000


def papers(config: Config, files: Iterable[tuple[str, BinaryIO]]) -> list[Paper]:
    """The files somebody brings, each by its name, ready to be attached; none is kept yet.

    Raises:
        BadInput: one is empty, too large, or of no type that is taken in; the message names it.
    """
    return [_paper(config.attachments.megabytes, plain_name(name), content) for name, content in files]


def _paper(megabytes: int, name: str, content: BinaryIO) -> Paper:
    size = content.seek(0, 2)
    if size == 0:
        raise BadInput("file_empty", "“{file}” is empty.", file=name, field="files")
    if size > megabytes * MEGABYTE:
        raise BadInput(
            "file_too_large",
            "“{file}” is larger than {limit} MB. Scan it at a lower resolution, or split it.",
            file=name,
            limit=megabytes,
            field="files",
        )
    return Paper(name, type_of(content, name), size, content)


def plain_name(name: str) -> str:
    r"""A file's name as text that can stand on any page: no folders, control characters or turned writing.

    >>> plain_name("..\\..\\etc/申请表.pdf")
    '申请表.pdf'
    >>> plain_name("a\u202efdp.exe\x00")
    'afdp.exe'
    >>> plain_name("/")
    '—'
    """
    last = name.replace("\\", "/").rpartition("/")[2]
    kept = "".join(letter for letter in last if letter == " " or unicodedata.category(letter) not in DROPPED)
    kept = kept.strip(" .")
    if len(kept) > LONGEST_NAME:
        stem, dot, suffix = kept.rpartition(".")
        kept = f"{stem[: LONGEST_NAME - 10]}…{dot}{suffix}" if len(suffix) < 8 else kept[:LONGEST_NAME]
    return kept or "—"


def size_words(size: int) -> str:
    """How large a file is, as people say it.

    >>> size_words(999), size_words(51_200), size_words(2_340_000)
    ('999 B', '51 KB', '2.3 MB')
    """
    if size < 1_000:
        return f"{size} B"
    return f"{size / MEGABYTE:.1f} MB" if size >= MEGABYTE else f"{size // 1_000} KB"


def download_name(one: Attachment) -> str:
    """What a browser is told to call an attachment: its name, with an ending that fits its content."""
    endings = SUFFIXES[one.type]
    return one.name if one.name.lower().endswith(endings) else f"{one.name or one.line}{endings[0]}"
