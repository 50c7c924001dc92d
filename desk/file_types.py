"""What a file from outside is, told by its content and never by its name; nothing is unpacked."""

import struct
import zipfile
from typing import BinaryIO, Final

from workflow.errors import BadInput
from workflow.file_words import FileType

# fmt: off
#: How a file of each type begins.
BEGINNINGS: Final = (
    (b"%PDF-",              FileType.PDF),
    (b"\xff\xd8\xff",       FileType.JPEG),
    (b"\x89PNG\r\n\x1a\n", FileType.PNG),
    (b"PK\x03\x04",         FileType.ZIP),
)
#: A ZIP with this part in it is something better known.
PARTS: Final = (
    ("word/document.xml", FileType.DOCX),
    ("xl/workbook.xml",   FileType.XLSX),
    ("OFD.xml",           FileType.OFD),
)
#: How a file of each type ends its name.
SUFFIXES: Final = {
    FileType.PDF:  (".pdf",),
    FileType.JPEG: (".jpg", ".jpeg"),
    FileType.PNG:  (".png",),
    FileType.DOCX: (".docx",),
    FileType.XLSX: (".xlsx",),
    FileType.OFD:  (".ofd",),
    FileType.ZIP:  (".zip",),
}
# fmt: on
#: No honest archive lists more than this: its directory is the only part of it that is read.
MOST_PARTS, LARGEST_DIRECTORY = 10_000, 2_000_000
#: The end of a ZIP: a record of 22 bytes behind which a comment may stand; before it, that of a ZIP64.
_END, _END_SIZE, _LONGEST_COMMENT = b"PK\x05\x06", 22, 0xFFFF
_ZIP64_END, _ZIP64_END_SIZE = b"PK\x06\x07", 20
#: What the standard library raises for archives that are broken or forged.
_BROKEN = (zipfile.BadZipFile, LookupError, ValueError, NotImplementedError, EOFError, struct.error)


def type_of(content: BinaryIO, name: str) -> FileType:
    """What a file is; `name` is only for the message.

    Raises:
        BadInput: it is of no type that is taken in, it is broken or forged, or it holds macros.
    """
    content.seek(0)
    head = content.read(16)
    found = next((kind for begins, kind in BEGINNINGS if head.startswith(begins)), None)
    if found is None:
        raise BadInput(
            "file_type",
            "“{file}” is not a file of a type that is taken in: {known}.",
            file=name,
            known=tuple(FileType),
            field="files",
        )
    return _packed_type(content, name) if found is FileType.ZIP else found


def _packed_type(content: BinaryIO, name: str) -> FileType:
    try:
        _check_directory(content)
        with zipfile.ZipFile(content) as archive:
            parts = set(archive.namelist())
    except _BROKEN:
        raise BadInput(
            "archive_unsound",
            "“{file}” is broken or forged; it cannot be taken in.",
            file=name,
            field="files",
        ) from None
    if any(part.endswith("vbaProject.bin") for part in parts):
        raise BadInput(
            "file_has_macros", "“{file}” holds macros. Save it without them.", file=name, field="files"
        )
    return next((kind for part, kind in PARTS if part in parts), FileType.ZIP)


def _check_directory(content: BinaryIO) -> None:
    """Read the directory only where it is small; one that says otherwise of itself is not believed."""
    size = content.seek(0, 2)
    content.seek(max(0, size - _END_SIZE - _LONGEST_COMMENT))
    tail = content.read()
    at = tail.rfind(_END)
    if at < 0 or tail[max(0, at - _ZIP64_END_SIZE) : at].startswith(_ZIP64_END):
        raise ValueError
    parts, directory = struct.unpack_from("<HL", tail, at + 10)
    if parts > MOST_PARTS or directory > LARGEST_DIRECTORY:
        raise ValueError
