"""Who is told of an alert: whoever the case was given to, else everybody who works on cases of its unit."""

from collections.abc import Mapping, Sequence

from workflow.ledger import Unit
from workflow.machine import WRITERS
from workflow.people import Person


def recipients(
    unit: int, given_to: str, people: Sequence[Person], units: Mapping[int, Unit]
) -> tuple[str, ...]:
    """The logins of those to be told of an alert for a case of `unit`, in order.

    `given_to` is whom the case was last given to, by login or name (交办), or empty. Where nobody in the unit
    works on cases, those of the nearest unit above who do are told: an alert never finds nobody while there
    is anybody.
    """
    working = [one for one in people if one.active and one.roles & set(WRITERS)]
    if named := [one.login for one in working if given_to and given_to in (one.login, one.name)]:
        return tuple(sorted(named))
    at: int | None = unit
    while at is not None:
        if here := sorted(one.login for one in working if one.unit == at):
            return tuple(here)
        at = units[at].parent
    return ()
