"""A zipped workbook from outside, unpacked with care before anything else opens it."""

import io
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from workflow.errors import BadInput

#: 100,000 cases of every column unpack to some 150 MB; beyond this many bytes a workbook is a trap.
LARGEST = 500_000_000
#: A file of so many bytes is read at all, packed or not.
LARGEST_FILE = 60_000_000
#: A workbook has a few dozen parts.
MOST_PARTS = 2_000
_BLOCK = 1 << 20
_STORED_AND_DEFLATED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_ENCRYPTED = 0x1
#: What the standard library raises for archives that are broken or forged.
_BROKEN = (zipfile.BadZipFile, zlib.error, LookupError, ValueError, NotImplementedError, EOFError, OSError)


@dataclass(frozen=True, slots=True)
class Package:
    """The parts of a zipped workbook by their names; each is proved to unpack to what the archive says."""

    data: bytes
    parts: Mapping[str, zipfile.ZipInfo]

    def whole(self, name: str) -> bytes:
        """One part; nothing when there is none of that name."""
        return b"".join(self.blocks(name)) if name in self.parts else b""

    def blocks(self, name: str) -> Iterator[bytes]:
        """One part, a megabyte at a time.

        Raises:
            BadInput: it holds more, or less, than the archive's directory says.
        """
        info, found = self.parts[name], 0
        try:
            for block in _inflated(self.data, info):
                found += len(block)
                if found > info.file_size:
                    break
                yield block
        except _BROKEN as fault:
            raise _unsound() from fault
        # The directory may lie; whoever reads next would believe the data instead.
        if found != info.file_size:
            raise _unsound()


def open_package(data: bytes) -> Package:
    """Look into a zipped workbook.

    Raises:
        BadInput: it is broken, forged or encrypted, or it would unpack to more than 500 MB.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            infos = archive.infolist()
    except _BROKEN as fault:
        raise _unsound() from fault
    if len(infos) > MOST_PARTS or len({info.filename for info in infos}) != len(infos):
        raise _unsound()  # with two parts of one name, two readers would read two ledgers
    if any(i.flag_bits & _ENCRYPTED or i.compress_type not in _STORED_AND_DEFLATED for i in infos):
        raise BadInput("workbook_locked", "The workbook has a password. Save it without one.")
    if sum(info.file_size for info in infos) > LARGEST:
        raise BadInput(
            "workbook_too_big", "The workbook unpacks to more than {limit} MB.", limit=LARGEST // 1_000_000
        )
    return Package(data, {info.filename: info for info in infos})


def _inflated(data: bytes, info: zipfile.ZipInfo) -> Iterator[bytes]:
    """What stands behind the local header of a part, whatever its directory says of the length."""
    header = data[info.header_offset : info.header_offset + 30]
    begin = info.header_offset + 30 + int.from_bytes(header[26:28], "little")
    begin += int.from_bytes(header[28:30], "little")
    packed = memoryview(data)[begin : begin + info.compress_size]
    if info.compress_type == zipfile.ZIP_STORED:
        yield from (bytes(packed[at : at + _BLOCK]) for at in range(0, len(packed), _BLOCK))
        return
    unpacker = zlib.decompressobj(-zlib.MAX_WBITS)
    at, rest = 0, b""
    while not unpacker.eof:
        given = rest or packed[at : at + _BLOCK]
        at += 0 if rest else _BLOCK
        block = unpacker.decompress(given, _BLOCK)
        rest = unpacker.unconsumed_tail
        if not block and not rest and at >= len(packed):
            break
        yield block


def _unsound() -> BadInput:
    return BadInput("workbook_unsound", "The workbook is broken or forged. Save it anew and try again.")
