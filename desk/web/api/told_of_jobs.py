"""What a program is told of long work and of what it brought in."""

from typing import Annotated, Any

from pydantic import Field

from desk.web.api.told import Told


class JobTold(Told):
    """Long work: `done` of `total` pieces; `said` is what came of it, `file` what it has made."""

    job: int
    kind: str
    by: str
    at: str
    state: str
    interrupted: bool
    stopping: bool
    done: int
    total: int
    began_at: str | None
    ended_at: str | None
    file: str
    said: dict[str, Any]


class Jobs(Told):
    """A page of jobs, the latest first."""

    items: list[JobTold]


class ImportTold(Told):
    """A ledger that was brought in."""

    number: Annotated[int, Field(alias="import")]
    file: str
    by: str
    at: str
    cases: int
    undone_at: str | None


class Imports(Told):
    """The imports that can be seen, the latest first."""

    items: list[ImportTold]


class ImportUndone(Told):
    """An import taken back; `moved` says what now counts otherwise in a frozen year."""

    number: Annotated[int, Field(alias="import")]
    taken_out: int
    moved: list[str]
