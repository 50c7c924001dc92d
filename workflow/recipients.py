"""Who is told of an alert: whoever the case was given to, those it has climbed to, and their deputies."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from workflow.ledger import Unit
from workflow.machine import WRITERS
from workflow.people import Person
from workflow.vocabulary import Role
from workflow.watching import Rank

#: A deputy's login by that of whoever is away.
Deputies = Mapping[str, str]
#: Who is told, each with those they stand in for.
Told = Mapping[str, tuple[str, ...]]

# fmt: off
#: In which roles somebody is told as a rank.
RANKS: Mapping[Rank, tuple[Role, ...]] = {
    Rank.REVIEWER: (Role.REVIEWER,),
    Rank.HEAD:     (Role.HEAD,),
    Rank.ABOVE:    (Role.CLERK, Role.HEAD),
}
# fmt: on


def recipients(
    unit: int,
    given_to: str,
    people: Sequence[Person],
    units: Mapping[int, Unit],
    *,
    ranks: Iterable[Rank] = (),
    away: Deputies | None = None,
) -> Told:
    """Those to be told of an alert for a case of `unit`, by login, in order.

    `given_to` is whom the case was last given to (交办), a person or a unit, or empty: then everybody at work
    on cases of the unit. `ranks` are told as well. In the place of whoever is away their deputy is told, who
    may be away too; where nobody stands in, the others of the unit hear of it, else the nearest unit above.
    An alert never finds nobody while there is anybody.
    """
    working = {one.login: one for one in people if one.active and one.roles & set(WRITERS)}
    levels = [_given(given_to, working, units), *(_at(working, at, WRITERS) for at in _upwards(unit, units))]
    first = next(filter(None, levels), [])
    # Where nobody is there at all, whoever comes back first finds it.
    heard = _climb(levels, working, away or {}) or [(login, "") for login in first]
    for rank in ranks:
        start = units[unit].parent if rank is Rank.ABOVE else unit
        above = [_at(working, at, RANKS[rank]) for at in _upwards(start, units)]
        heard += _climb(above, working, away or {})
    told: dict[str, set[str]] = {}
    for login, behind in heard:
        told.setdefault(login, set()).update({behind} - {""})
    return {login: tuple(sorted(told[login])) for login in sorted(told)}


def _upwards(unit: int | None, units: Mapping[int, Unit]) -> Iterator[int]:
    """A unit and those above it."""
    while unit is not None:
        yield unit
        unit = units[unit].parent


def _given(name: str, working: Mapping[str, Person], units: Mapping[int, Unit]) -> list[str]:
    """Whom a name means: by login or name, else everybody at work in the unit of that name or code."""
    if not name:
        return []
    meant = [login for login, one in working.items() if name in (login, one.name)]
    named = {unit.id for unit in units.values() if name in (unit.name, unit.code)}
    return meant or [login for login, one in working.items() if one.unit in named]


def _at(working: Mapping[str, Person], unit: int, roles: Sequence[Role]) -> list[str]:
    """Who works in a unit in one of these roles."""
    return [login for login, one in working.items() if one.unit == unit and one.roles & set(roles)]


def _climb(
    levels: Iterable[Sequence[str]], working: Mapping[str, Person], away: Deputies
) -> list[tuple[str, str]]:
    """Those of the first level where somebody is there or has a deputy, each with whom they stand in for."""
    for level in levels:
        stand_ins = ((_stand_in(login, working, away), login) for login in level)
        if found := [(there, "" if there == login else login) for there, login in stand_ins if there]:
            return found
    return []


def _stand_in(login: str, working: Mapping[str, Person], away: Deputies) -> str:
    """Whoever is there for somebody, through any number of deputies; nobody where they go round in a ring."""
    seen = set()
    while login in away and login not in seen:
        seen.add(login)
        login = away[login]
    return login if login in working and login not in away else ""
