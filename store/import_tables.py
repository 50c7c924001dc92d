"""The tables of imports: what came, from which row of which file."""

from datetime import datetime

from sqlmodel import Field

from store.columns import METADATA, Row


class ImportRow(Row, table=True):
    """A file that was imported; one that was undone stays, and says so."""

    __tablename__ = "imports"

    id: int | None = Field(default=None, primary_key=True)
    file: str
    digest: str
    by: str
    at: datetime
    undone_by: str = ""
    undone_at: datetime | None = None


class ImportedRow(Row, table=True):
    """A case that came by an import: the row it came from, what the row said, and the head of its chain then.

    It outlives a case that was taken out again, so that nothing has ever come or gone unseen.
    """

    __tablename__ = "imported_rows"

    import_id: int = Field(primary_key=True, foreign_key="imports.id")
    row: int = Field(primary_key=True)
    ref: str = Field(index=True)
    digest: str = Field(index=True)
    head: str


IMPORTS = METADATA.tables["imports"]
IMPORTED = METADATA.tables["imported_rows"]
