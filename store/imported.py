"""What was imported, and from where: no part of the port, for the workflow knows nothing of spreadsheets."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from store import imports
from store.database import Database
from workflow.again import until_kept
from workflow.ledger import Record


class ImportedCases(Database):
    """A database that remembers which cases an import brought, so that it can be undone."""

    def imported(self, digests: Collection[str]) -> Mapping[str, str]:
        """The references of the cases that came from rows with these digests, by the digest."""
        with self._connections.reading() as link:
            return imports.imported(link, digests)

    @until_kept
    def keep_import(self, file: str, digest: str, by: str, at: datetime) -> int:
        """Remember an import; its number."""
        with self._connections.writing() as link:
            return imports.keep(link, file, digest, by, at)

    @until_kept
    def keep_imported(self, number: int, rows: Sequence[tuple[int, str, Record]]) -> None:
        """Remember the rows that cases came from: each by its place, its digest and its case."""
        with self._connections.writing() as link:
            imports.keep_rows(link, number, rows)

    def imports(self) -> Sequence[tuple[int, str, str, datetime, int, datetime | None]]:
        """Every import, oldest first: number, file, who, when, how many cases, and when it was undone."""
        with self._connections.reading() as link:
            return imports.every(link)

    def imported_refs(self, number: int) -> Sequence[str]:
        """The references of the cases that an import brought."""
        with self._connections.reading() as link:
            return imports.refs(link, number)

    @until_kept
    def undo_import(self, number: int, by: str, at: datetime) -> int:
        """Take out again what an import brought; how many cases.

        Raises:
            NotFound: there was no such import, or it was undone already.
            Refused: somebody has worked on one of its cases since.
        """
        with self._connections.writing() as link:
            return imports.undo(link, number, by, at)
