"""How the cells of the workbook look: 宋体 and 仿宋, black rules, nothing coloured."""

from dataclasses import dataclass

from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook

#: So many characters a name may be drawn in.
DEEPEST = 9


@dataclass(frozen=True, slots=True)
class Looks:
    """One look for each kind of cell; `names` by how far they are drawn in."""

    title: Format
    section: Format
    head: Format
    names: tuple[Format, ...]
    middle: Format
    figure: Format
    note: Format
    text: Format
    sentence: Format
    day: Format


def looks(book: Workbook) -> Looks:
    """The looks of a workbook."""
    song = {"font_name": "宋体", "valign": "vcenter"}
    fang = {"font_name": "仿宋", "valign": "vcenter", "font_size": 10.5}
    ruled = fang | {"border": 1, "text_wrap": True}
    wide = {"align": "center", "bold": True, "text_wrap": True}
    # fmt: off
    return Looks(
        title=book.add_format(song | wide | {"font_size": 16}),
        section=book.add_format(song | {"font_size": 12, "bold": True}),
        head=book.add_format(song | wide | {"font_size": 10.5, "border": 1}),
        names=tuple(book.add_format(ruled | {"indent": indent}) for indent in range(DEEPEST + 1)),
        middle=book.add_format(ruled | {"align": "center"}),
        figure=book.add_format(song | {"font_size": 10.5, "border": 1, "align": "center"}),
        note=book.add_format(fang | {"text_wrap": True, "valign": "top"}),
        text=book.add_format(fang),
        sentence=book.add_format(fang | {"text_wrap": True}),
        day=book.add_format(fang | {"num_format": "yyyy-mm-dd", "align": "left"}),
    )
    # fmt: on
