"""Workbooks as Excel 97 wrote them, made record by record."""

import struct

SECTOR = 512
LAST, FREE, TABLE = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD


def an_old_book(*records, name="申请", more=b""):
    """A workbook with one sheet of these records (see `text`, `row_of` and so on)."""
    globals_end = record(0x0A)
    told = name.encode("utf-16-le")
    begin = begun(0x05) + more
    sheet_at = len(begin) + 4 + 8 + len(told) + len(globals_end)
    listed = record(0x85, struct.pack("<IHBB", sheet_at, 0, len(name), 1) + told)
    book = begin + listed + globals_end + begun(0x10) + b"".join(records) + record(0x0A)
    return compound("Workbook", book.ljust(4096, b"\0"))


def record(kind, told=b""):
    return struct.pack("<2H", kind, len(told)) + told


def begun(kind):
    return record(0x809, struct.pack("<4H2I", 0x600, kind, 0, 1997, 0, 6))


def texts(row, cells):
    """The cells of a row, by its index."""
    return b"".join(
        record(0x204, struct.pack("<3HHB", row, place, 0, len(text), 1) + text.encode("utf-16-le"))
        for place, text in enumerate(cells)
        if text
    )


def hidden_row(row):
    return record(0x208, struct.pack("<6HI", row, 0, 9, 255, 0, 0, 0x120))


def hidden_columns(first, last):
    return record(0x7D, struct.pack("<6H", first, last, 2000, 0, 1, 0))


def error(row, place, code):
    return record(0x205, struct.pack("<3H2B", row, place, 0, code, 1))


def formula(row, place, result):
    """A formula with an eight-byte result and no tokens."""
    return record(0x06, struct.pack("<3H", row, place, 0) + result + struct.pack("<HIH", 0, 0, 0))


def merged(top, bottom, left, right):
    return record(0xE5, struct.pack("<5H", 1, top, bottom, left, right))


def compound(name, stream):
    """A compound file with one stream, which stands right behind the directory."""
    many = -(-len(stream) // SECTOR)
    following = [TABLE, LAST, *range(3, 2 + many), LAST]
    table = struct.pack(f"<{SECTOR // 4}I", *following, *[FREE] * (SECTOR // 4 - len(following)))
    entries = (
        entry("Root Entry", 5, LAST, 0, child=1) + entry(name, 2, 2, len(stream)) + entry("", 0, 0, 0) * 2
    )
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 16 + struct.pack("<5H6x", 0x3E, 3, 0xFFFE, 9, 6)
    head += struct.pack("<9I", 0, 1, 1, 0, 4096, LAST, 0, LAST, 0)
    head += struct.pack("<109I", 0, *[FREE] * 108)
    return head + table + entries + stream.ljust(many * SECTOR, b"\0")


def entry(name, kind, start, size, child=FREE):
    told = name.encode("utf-16-le")
    length = len(told) + 2 if name else 0
    head = told.ljust(64, b"\0") + struct.pack("<HBB3I", length, kind, 1, FREE, FREE, child)
    return head + b"\0" * 36 + struct.pack("<IQ", start, size)
