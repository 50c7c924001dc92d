"""Who somebody is: the name beside the login, wherever a login stands on a page."""

from collections.abc import Callable
from functools import cache

from desk.web.visit import Visit
from workflow.machine import WRITERS


def given_to(visit: Visit) -> list[str]:
    """To whom a request can be given (交办): whoever works on requests, by name, and the units."""
    people = (one for one in visit.house.ledger.accounts.people() if one.active and one.roles & set(WRITERS))
    units = (unit.name for unit in visit.house.ledger.units().values())
    return list(dict.fromkeys((*(one.name for one in people), *units)))


def naming(visit: Visit | None) -> Callable[[str], str]:
    """What a page calls whoever has a login: 小王 (wang); a name of nobody here stays as it is.

    The names are read once a page, and only where one is asked for.
    """

    @cache
    def names() -> dict[str, str]:
        people = visit.house.ledger.accounts.people() if visit else ()
        return {person.login: person.name for person in people}

    def named(login: str) -> str:
        name = names().get(login, login) if login else ""
        return name if name == login else f"{name} ({login})"

    return named
