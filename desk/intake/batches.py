"""What earlier imports brought: every row by a digest of what it says, so that no row comes in twice."""

import hashlib
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from desk.intake.cells import Cells, read_day
from desk.intake.headings import is_day
from workflow.ledger import Record


@dataclass(frozen=True, slots=True)
class Source:
    """The file an import reads: its name and its SHA-256."""

    file: str
    digest: str


class Imports(Protocol):
    """The memory of imports, beside the ledger."""

    def imported(self, digests: Collection[str]) -> Mapping[str, str]:
        """The references of the cases that came from such rows, by the digest."""

    def keep_import(self, file: str, digest: str, by: str, at: datetime) -> int:
        """Remember an import, in the transaction that keeps its cases; its number."""

    def keep_imported(self, number: int, rows: Sequence[tuple[int, str, Record]]) -> None:
        """Remember the rows that cases came from: each by its place, its digest and its case."""


def source_of(data: bytes, filename: str) -> Source:
    """The source of an import."""
    return Source(filename, hashlib.sha256(data).hexdigest())


@dataclass(slots=True)
class Remembered:
    """The rows of one file beside those of earlier imports.

    Two rows of a file may say the same and be two requests: the second is the second of that digest.
    """

    imports: Imports | None
    seen: Counter[str] = field(default_factory=Counter)

    def digest(self, cells: Cells) -> str:
        """The digest of a row: of what its cells say, days in whatever way they are written."""
        told = [
            f"{name}={_plain(cells, text) if is_day(name) else text}"
            for name, text in sorted(cells.told.items())
        ]
        digest = _digest("\x1f".join((*told, cells.unknown())))
        if "ref" in cells.told:
            return digest  # no two rows have one number
        self.seen[digest] += 1
        return digest if self.seen[digest] == 1 else _digest(f"{digest} {self.seen[digest]}")

    def cases(self, digests: Collection[str]) -> Mapping[str, str]:
        """The cases that came from such rows before, by the digest."""
        return self.imports.imported(digests) if self.imports else {}


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _plain(cells: Cells, text: str) -> str:
    day = read_day(text, cells.epoch)
    return day.isoformat() if day else text
