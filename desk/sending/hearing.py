"""Who hears of a deadline: one way for an alert that is raised and for what a digest lists."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import cache

from desk.office import House
from workflow.absences import deputies
from workflow.people import Person
from workflow.recipients import recipients
from workflow.vocabulary import DeadlineKind
from workflow.watching import Rank

#: Who hears of a deadline in a case of a unit, given to somebody, with so many working days left.
Hear = Callable[[int, str, DeadlineKind, int], Sequence[Person]]


def hearing(house: House, today: date) -> Hear:
    """Who hears of deadlines on a day: those who have the case, those it has climbed to, their deputies."""
    accounts, units = house.ledger.accounts, house.ledger.units()
    people, away = accounts.people(), deputies(accounts.absences.ending_from(today), today)
    policy = house.office.policy

    # Few answers for however many cases: the units, whom they give work to, and the steps of escalation.
    @cache
    def told(unit: int, given_to: str, ranks: tuple[Rank, ...]) -> Sequence[Person]:
        logins = recipients(unit, given_to, people, units, ranks=ranks, away=away)
        return [one for one in people if one.login in logins]

    return lambda unit, given_to, kind, left: told(unit, given_to, policy.ranks(kind, left))
