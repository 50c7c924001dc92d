"""Which fonts a PDF is set in: the office's own, else the machine's, else the floor that is always there."""

from collections.abc import Collection, Sequence
from pathlib import Path

from pylopdf_fonts_zh_cn import serif_path

from workflow.errors import Refused

#: 仿宋 for the text; a character the first font lacks is taken from the next (GB/T 9704-2012 5.2.2).
BODY = (
    "仿宋_GB2312",
    "FangSong_GB2312",
    "仿宋",
    "FangSong",
    "FandolFang R",
    "FandolFang",
    "Noto Serif CJK SC",
    "Noto Serif SC",
    "BabelStone Han",
)
#: 小标宋 for the title (7.3.1); bold 宋体 stands in for it.
TITLE = (
    "方正小标宋简体",
    "FZXiaoBiaoSong-B05S",
    "FZXiaoBiaoSong-B05",
    "方正小标宋_GBK",
    "Noto Serif CJK SC",
    "Noto Serif SC",
    "BabelStone Han",
)


def folders(font_dirs: Sequence[str | Path]) -> tuple[Path, ...]:
    """The folders to look in: the office's own, then the floor that is installed with the desk."""
    own = tuple(Path(folder) for folder in font_dirs)
    for folder in own:
        if not folder.is_dir():
            raise Refused("no_font_folder", "There is no font folder {folder}.", folder=folder)
    return (*own, serif_path().parent)


def choose(wanted: Sequence[str], own: Collection[str], found: Collection[str]) -> tuple[str, ...]:
    """The families to try, in order: the office's by name, its others, then what the machine has by name.

    >>> choose(("仿宋", "Noto Serif SC"), own=("Zhuque",), found=("Zhuque", "Noto Serif SC", "DejaVu"))
    ('Zhuque', 'Noto Serif SC')
    """
    known = set(BODY) | set(TITLE)
    first = [family for family in wanted if family in own]
    others = sorted(family for family in own if family not in known)
    last = [family for family in wanted if family in found]
    return tuple(dict.fromkeys((*first, *others, *last)))
