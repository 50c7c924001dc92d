"""A Word file from outside, unpacked with care: the XML of its text, its styles and its margins."""

import io
import re
import zipfile
import zlib
from dataclasses import dataclass

from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

from workflow.errors import BadInput

#: A letter unpacks to some fifty kilobytes; beyond this many bytes it is a trap.
LIMIT = 20_000_000

DOCUMENT = "word/document.xml"
STYLES = "word/styles.xml"
MARGINS = re.compile(r"word/(?:header|footer)\d*\.xml")

#: What the standard library and lxml raise for files that are broken, encrypted or forged.
BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    SyntaxError,  # what lxml's faults in XML derive from
    LookupError,
    ValueError,
    NotImplementedError,
    RuntimeError,
    EOFError,
    OSError,
)


@dataclass(frozen=True, slots=True)
class Unpacked:
    """What the file says: the roots of its XML, and the names of everything packed in it."""

    document: BaseOxmlElement
    styles: BaseOxmlElement
    margins: tuple[BaseOxmlElement, ...]  # headers and footers
    names: tuple[str, ...]


def unpack(data: bytes) -> Unpacked:
    """Unpack a DOCX that anybody may have made.

    Raises:
        BadInput: it is no DOCX, it is broken or forged, or it would unpack to more than 20 MB.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            return _unpack(package)
    except BROKEN as fault:
        raise BadInput("no_docx", "The file is no Word document (DOCX) that can be read.") from fault


def _unpack(package: zipfile.ZipFile) -> Unpacked:
    names = tuple(package.namelist())
    if len(set(names)) != len(names):
        raise ValueError(names)  # two readers would read two letters
    if sum(packed.file_size for packed in package.infolist()) > LIMIT:
        raise BadInput("docx_too_big", "The file unpacks to more than {limit} MB.", limit=LIMIT // 1_000_000)
    return Unpacked(
        document=_parsed(package, DOCUMENT, "w:document"),
        styles=_parsed(package, STYLES, "w:styles"),
        margins=tuple(_parsed(package, name, "w:hdr", "w:ftr") for name in names if MARGINS.fullmatch(name)),
        names=names,
    )


def _parsed(package: zipfile.ZipFile, name: str, *roots: str) -> BaseOxmlElement:
    """The root of one part; Word declares no entities, so whoever does means harm."""
    root = parse_xml(package.read(name))
    if root.getroottree().docinfo.doctype or root.tag not in [qn(tag) for tag in roots]:
        raise ValueError(name)
    return root
