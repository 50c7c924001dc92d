"""Which fonts a PDF is set in: the office's own, else the machine's, else the floor that is always there."""

from collections.abc import Collection, Sequence
from pathlib import Path

from pylopdf_fonts_zh_cn import serif_path

from workflow.errors import Refused

#: What is set where the wanted font is not there, or lacks the character; the last ones know the rarest.
SERIF = ("Noto Serif CJK SC", "Noto Serif SC", "BabelStone Han")
SANS = ("Noto Sans CJK SC", "Noto Sans SC")

#: 仿宋 for the text; a character the first font lacks is taken from the next (GB/T 9704-2012 5.2.2).
BODY = ("仿宋_GB2312", "FangSong_GB2312", "仿宋", "FangSong", "FandolFang R", "FandolFang", *SERIF)
#: 小标宋 for titles (7.3.1); bold 宋体 stands in for it.
TITLE = ("方正小标宋简体", "FZXiaoBiaoSong-B05S", "FZXiaoBiaoSong-B05", "方正小标宋_GBK", *SERIF)
#: 黑体 for a heading of the first level, 楷体 for one of the second (7.3.3); 宋体 stands in for 楷体.
HEADS = (
    ("黑体", "SimHei", "FandolHei", *SANS, *SERIF),
    ("楷体_GB2312", "KaiTi_GB2312", "楷体", "KaiTi", "FandolKai", *SERIF),
)
KNOWN = frozenset((*BODY, *TITLE, *HEADS[0], *HEADS[1]))


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
    first = [family for family in wanted if family in own]
    others = sorted(family for family in own if family not in KNOWN)
    last = [family for family in wanted if family in found]
    return tuple(dict.fromkeys((*first, *others, *last)))
