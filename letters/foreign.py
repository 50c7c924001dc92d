"""What a Word file may hold that a letter's page cannot carry."""

import re
from collections.abc import Iterable, Iterator

from docx.oxml.ns import nsmap, qn
from docx.oxml.xmlchemy import BaseOxmlElement

from letters.unpack import Unpacked
from workflow.errors import Refused
from workflow.vocabulary import Word


class Foreign(Word):
    """A thing only Word can print; to leave it out in silence would change what the office said."""

    TABLE = "table", "表格"
    PICTURE = "picture", "图片"
    TEXT_BOX = "text_box", "文本框"
    FOOTNOTE = "footnote", "脚注或者尾注"
    TRACKED = "tracked_change", "修订痕迹"
    COMMENT = "comment", "批注"
    OBJECT = "embedded_object", "嵌入的对象"
    MACRO = "macro", "宏"
    NUMBERING = "automatic_number", "自动编号"
    HIDDEN = "hidden_text", "隐藏文字"
    STRUCK = "struck_text", "带删除线的文字"
    SYMBOL = "symbol_font_character", "符号字体的字符"
    RUBY = "phonetic_guide", "拼音指南"
    EQUATION = "equation", "公式"
    MARGIN = "header_or_footer", "页眉或者页脚中的文字"


# fmt: off
ELEMENTS = {
    Foreign.TABLE:    "tbl",
    Foreign.FOOTNOTE: "footnoteReference endnoteReference",
    Foreign.TRACKED:  "ins del moveFrom moveTo rPrChange pPrChange sectPrChange numberingChange",
    Foreign.COMMENT:  "commentRangeStart commentReference",
    Foreign.OBJECT:   "object control altChunk subDoc",
    Foreign.SYMBOL:   "sym",
    Foreign.RUBY:     "ruby",
}
#: These count only where they are switched on.
SWITCHES = {
    Foreign.HIDDEN:   "vanish",
    Foreign.STRUCK:   "strike dstrike",
}
#: What is told by a file inside the file.
FILES = {
    Foreign.MACRO:    re.compile(r"word/vba.*"),
    Foreign.OBJECT:   re.compile(r"word/(?:embeddings|activeX)/.*"),
}
# fmt: on
DRAWN = tuple(qn(tag) for tag in ("w:drawing", "w:pict"))
OFF = ("0", "false", "off")
#: All that a letter has in its margins.
PAGE_NUMBER = re.compile(r"[\s\d—–-]*")

_FOUND_BY = {qn(f"w:{name}"): thing for thing, names in ELEMENTS.items() for name in names.split()}
_SWITCHED_BY = {qn(f"w:{name}"): thing for thing, names in SWITCHES.items() for name in names.split()}
_EQUATION = f"{{{nsmap['m']}}}oMath"


def refuse_foreign(file: Unpacked) -> None:
    """See that the page can carry all the file holds.

    Raises:
        Refused: it cannot; everything it cannot carry is named.
    """
    roots = (file.document, *file.margins, *_styles_in_use(file))
    found = {thing for root in roots for element in root.iter() for thing in _told_by(element)}
    found |= {thing for thing, named in FILES.items() if any(named.match(name) for name in file.names)}
    if not all(PAGE_NUMBER.fullmatch(_text(margin)) for margin in file.margins):
        found.add(Foreign.MARGIN)
    if found:
        raise Refused(
            "letter_cannot_carry",
            "A letter's page cannot carry what the file holds: {things}.",
            things=tuple(thing for thing in Foreign if thing in found),
        )


def _told_by(element: BaseOxmlElement) -> Iterator[Foreign]:
    if element.tag in _FOUND_BY:
        yield _FOUND_BY[element.tag]
    elif element.tag in _SWITCHED_BY and element.get(qn("w:val")) not in OFF:
        yield _SWITCHED_BY[element.tag]
    elif element.tag in DRAWN:
        boxed = next(element.iter(qn("w:txbxContent")), None) is not None
        yield Foreign.TEXT_BOX if boxed else Foreign.PICTURE
    elif element.tag == qn("w:numId") and element.get(qn("w:val")) != "0":
        yield Foreign.NUMBERING
    elif element.tag == _EQUATION:
        yield Foreign.EQUATION


def _styles_in_use(file: Unpacked) -> Iterable[BaseOxmlElement]:
    """The styles the text names, and those they are based on."""
    known = {style.get(qn("w:styleId")): style for style in file.styles.iter(qn("w:style"))}
    asked = [named.get(qn("w:val")) for named in file.document.iter(qn("w:pStyle"), qn("w:rStyle"))]
    used: dict[str, BaseOxmlElement] = {}
    while asked:
        name = asked.pop()
        if name in known and name not in used:
            used[name] = known[name]
            asked += [based.get(qn("w:val")) for based in known[name].iter(qn("w:basedOn"))]
    return used.values()


def _text(root: BaseOxmlElement) -> str:
    return "".join(told.text or "" for told in root.iter(qn("w:t")))
