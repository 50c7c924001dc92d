"""The table of form drafts: what somebody has typed and not sent yet."""

from datetime import datetime

from sqlmodel import Field

from store.columns import METADATA, Row, long


class DraftRow(Row, table=True):
    """A form as its author left it, by its address: one of each, and only for a while."""

    __tablename__ = "drafts"

    login: str = Field(primary_key=True, foreign_key="people.login")
    path: str = Field(primary_key=True)
    #: The fields as a JSON object.
    fields: str = long()
    at: datetime = Field(index=True)


DRAFTS = METADATA.tables["drafts"]
