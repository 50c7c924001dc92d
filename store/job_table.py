"""The table of jobs: long work, who wants it, and how far it has come."""

from datetime import datetime

from sqlalchemy import Index
from sqlmodel import Field

from store.columns import METADATA, Row, long


class JobRow(Row, table=True):
    """A job. `wanted` and `said` are JSON; a file has a place in the folder of jobs, a name and a digest."""

    __tablename__ = "jobs"
    __table_args__ = (Index("ix_jobs_state", "state", "id"), Index("ix_jobs_by", "by", "id"))

    id: int | None = Field(default=None, primary_key=True)
    kind: str
    by: str
    at: datetime
    wanted: str = long()
    source: str
    source_name: str
    source_digest: str
    state: str
    done: int
    total: int
    said: str = long()
    holder: str
    began_at: datetime | None = None
    beat_at: datetime | None = None
    ended_at: datetime | None = None
    seen_at: datetime | None = None
    stop: bool
    result: str
    result_name: str
    result_digest: str


JOBS = METADATA.tables["jobs"]
