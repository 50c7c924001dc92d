"""The lists that people keep: each a name for the query of an address."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import bindparam, delete, or_, select
from sqlalchemy.dialects.postgresql import insert

from store.connections import Connections
from store.people_tables import FILTERS
from workflow.again import until_kept
from workflow.errors import NotFound

_F = FILTERS.c
_NEW = insert(FILTERS)
KEEP = _NEW.on_conflict_do_update(
    index_elements=[_F.owner, _F.name],
    set_={name: _NEW.excluded[name] for name in ("query", "pinned", "unit_id")},
)
#: Asked for with every list.
OF = (
    select(_F.owner, _F.name, _F.query, _F.pinned, _F.unit_id, _F.id)
    .where(or_(_F.owner == bindparam("login"), _F.unit_id == bindparam("unit")))
    .order_by(_F.name, _F.id)
)


@dataclass(frozen=True, slots=True)
class Kept:
    """A list somebody keeps; a `pinned` one is always before them, one of a `unit` before all there."""

    owner: str
    name: str
    query: str
    pinned: bool = False
    unit: int | None = None
    number: int = 0


class Filters:
    """Lists kept in the database. Threads may share it."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    def of(self, login: str, unit: int) -> Sequence[Kept]:
        """The lists of somebody, and those offered to their unit, by name."""
        with self._connections.reading() as link:
            rows = link.run(OF, {"login": login, "unit": unit}).fetchall()
        return [
            Kept(owner, name, query, bool(pinned), unit_id, n)
            for owner, name, query, pinned, unit_id, n in rows
        ]

    @until_kept
    def keep(self, kept: Kept) -> None:
        """Keep a list, in the place of its owner's other of that name."""
        told = {
            "owner": kept.owner,
            "name": kept.name,
            "query": kept.query,
            "pinned": kept.pinned,
            "unit_id": kept.unit,
        }
        with self._connections.writing() as link:
            link.core.execute(KEEP, told)

    @until_kept
    def drop(self, number: int, owner: str) -> None:
        """Keep a list no longer.

        Raises:
            NotFound: its owner has none of that number.
        """
        with self._connections.writing() as link:
            gone = delete(FILTERS).where(_F.id == number, _F.owner == owner)
            if not link.core.execute(gone).rowcount:
                raise NotFound("no_list", "There is no such list.")
