"""A compound file (复合文档), the container of the workbooks of the nineties: its streams by name."""

import struct
from collections.abc import Iterator
from dataclasses import dataclass

#: From here on a number of a sector is a sign: the end of a chain, a free sector.
_LAST = 0xFFFFFFFA
_ENTRY = 128
_STREAM, _ROOT = 2, 5


@dataclass(frozen=True, slots=True)
class _Entry:
    name: str
    kind: int
    start: int
    size: int


class Compound:
    """The streams of a compound file, as [MS-CFB] lays them out.

    Raises:
        ValueError: it is broken or forged; from its methods too.
    """

    def __init__(self, data: bytes) -> None:
        self._data = data
        shift, self._small_shift = self._numbers("<2H", 30)
        if shift not in (9, 12) or self._small_shift != 6:
            raise ValueError(shift)
        self._size = 1 << shift
        self._next = self._table(self._numbers("<I", 44)[0])
        directory, _, self._cutoff, small_table = self._numbers("<4I", 48)
        listed = self._chain(directory)
        self._entries = [_entry(listed[at : at + _ENTRY]) for at in range(0, len(listed), _ENTRY)]
        self._small_next = _numbers_in(self._chain(small_table))

    def stream(self, name: str) -> bytes:
        """A stream; nothing when there is none of that name."""
        entry = next((e for e in self._entries if e.kind == _STREAM and e.name == name), None)
        if entry is None:
            return b""
        if entry.size >= self._cutoff:
            return self._chain(entry.start)[: entry.size]
        root = next((e for e in self._entries if e.kind == _ROOT), entry)
        small, size = self._chain(root.start), 1 << self._small_shift
        parts = (small[at * size : (at + 1) * size] for at in _followed(self._small_next, entry.start))
        return b"".join(parts)[: entry.size]

    def _numbers(self, form: str, at: int) -> tuple[int, ...]:
        try:
            return struct.unpack_from(form, self._data, at)
        except struct.error as fault:
            raise ValueError(form) from fault

    def _sector(self, number: int) -> bytes:
        begin = (number + 1) * self._size
        return self._data[begin : begin + self._size]

    def _table(self, many: int) -> list[int]:
        """Which sector follows which; the first 109 parts of the table are named in the header."""
        parts = [number for number in self._numbers("<109I", 76) if number < _LAST]
        more = self._numbers("<I", 68)[0]
        while more < _LAST and len(parts) < many:
            *named, more = _numbers_in(self._sector(more)) or [_LAST]
            parts += [number for number in named if number < _LAST]
        return [number for part in parts[:many] for number in _numbers_in(self._sector(part))]

    def _chain(self, start: int) -> bytes:
        return b"".join(map(self._sector, _followed(self._next, start)))


def _followed(following: list[int], start: int) -> Iterator[int]:
    """The numbers of a chain; one that runs in a circle is broken."""
    for _ in range(len(following) + 1):
        if start >= _LAST:
            return
        yield start
        if start >= len(following):
            break
        start = following[start]
    raise ValueError(start)


def _numbers_in(sectors: bytes) -> list[int]:
    many = len(sectors) // 4
    return list(struct.unpack(f"<{many}I", sectors[: many * 4]))


def _entry(raw: bytes) -> _Entry:
    if len(raw) < _ENTRY:
        raise ValueError(len(raw))
    length, kind = struct.unpack_from("<HB", raw, 64)
    start, size = struct.unpack_from("<2I", raw, 116)
    return _Entry(raw[: max(length - 2, 0)].decode("utf-16-le", "replace"), kind, start, size)
