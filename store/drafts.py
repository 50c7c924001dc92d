"""Form drafts in a database: each is its author's alone."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.dialects.postgresql import insert

from store.connections import Connections
from store.draft_tables import DRAFTS
from store.values import moment_out
from workflow.again import until_kept

_D = DRAFTS.c
_NEW = insert(DRAFTS)
KEEP = _NEW.on_conflict_do_update(
    index_elements=[_D.login, _D.path], set_={"fields": _NEW.excluded.fields, "at": _NEW.excluded.at}
)


@dataclass(frozen=True, slots=True)
class Draft:
    """What somebody had typed into the form at an address, when it was last kept."""

    fields: Mapping[str, str]
    at: datetime


class Drafts:
    """What has been typed and not sent yet, by author and address. Threads may share it."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    @until_kept
    def keep(self, login: str, path: str, draft: Draft) -> None:
        """Keep a draft in the place of the one before."""
        told = json.dumps(dict(draft.fields), ensure_ascii=False)
        with self._connections.writing() as link:
            link.core.execute(KEEP, {"login": login, "path": path, "fields": told, "at": draft.at})

    def find(self, login: str, path: str, since: datetime) -> Draft | None:
        """Somebody's draft for an address, if it is not older."""
        asked = select(_D.fields, _D.at).where(_D.login == login, _D.path == path, _D.at >= since)
        with self._connections.reading() as link:
            row = link.core.execute(asked).one_or_none()
        return Draft(json.loads(row.fields), moment_out(row.at)) if row else None

    @until_kept
    def end(self, login: str, path: str) -> None:
        """Forget a draft: it was sent, or thrown away."""
        with self._connections.writing() as link:
            link.core.execute(delete(DRAFTS).where(_D.login == login, _D.path == path))

    @until_kept
    def end_before(self, moment: datetime) -> None:
        """Forget every draft that is older."""
        with self._connections.writing() as link:
            link.core.execute(delete(DRAFTS).where(_D.at < moment))
