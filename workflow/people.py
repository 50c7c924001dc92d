"""Who works in an office: their roles, their unit, and what they may see."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from workflow.casework import Actor
from workflow.duties import DUTIES, Duty
from workflow.errors import BadFacts, Conflict, NotFound, Refused
from workflow.ledger import Unit
from workflow.machine import EVERY_ROLE
from workflow.vocabulary import Role

#: What a login may look like: it stands in every entry that its owner makes.
LOGIN = re.compile(r"[^\s\x00-\x1f]{1,64}")
#: What a mail address may look like: a plain one, so that it can stand in a header as it is.
MAIL = re.compile(
    r"(?=.{3,254}\Z)[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*", re.ASCII
)
#: The roles that see cases; an administrator keeps the settings and sees none.
SEES_CASES = frozenset({Role.CLERK, Role.REVIEWER, Role.HEAD, Role.AUDITOR})


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who works here; one who has left is no longer `active`, and stays named in what they did.

    `mail` is the address reminders are sent to, empty where there is none; only who keeps the people sees it.
    """

    login: str
    name: str
    roles: frozenset[Role]
    unit: int
    active: bool = True
    mail: str = ""


class People(Protocol):
    """Persons, remembered."""

    def people(self) -> Sequence[Person]:
        """Everybody who works here, or did, by login."""

    def person(self, login: str) -> Person | None:
        """Who has a login, or had it."""

    def keep_person(self, person: Person) -> None:
        """Keep a person, in the place of who had that login."""


def add_person(people: People, person: Person, actor: Actor) -> None:
    """Let somebody work here; the first must be an administrator, or nobody could let in the second.

    Raises:
        BadFacts: the login or the mail address cannot be one, or the person has no role.
        Conflict: the login is taken.
        Refused: whoever adds them is no administrator, or there would be none.
    """
    known = people.people()
    if not LOGIN.fullmatch(person.login):
        raise BadFacts(
            "bad_login", "“{login}” cannot be a login: 1 to 64 characters, no blanks.", login=person.login
        )
    if any(one.login == person.login for one in known):
        raise Conflict("login_taken", "Another has the login {login}.", login=person.login)
    _keep(people, person, actor if known else Actor(actor.name, EVERY_ROLE))


def change_person(people: People, person: Person, actor: Actor) -> None:
    """Change somebody's name, roles or unit, or take their leave.

    Raises:
        BadFacts: the person has no role, or the mail address cannot be one.
        NotFound: nobody has that login.
        Refused: whoever changes them is no administrator, or there would be none left.
    """
    find_person(people, person.login)
    _keep(people, person, actor)


def find_person(people: People, login: str) -> Person:
    """The person with a login.

    Raises:
        NotFound: nobody has it.
    """
    found = people.person(login)
    if found is None:
        raise NotFound("no_person", "Nobody here has the login {login}.", login=login)
    return found


def actor_of(people: People, login: str) -> Actor:
    """Who acts under a login: until somebody has been let in, whoever is at the machine holds every role.

    Raises:
        Refused: nobody active has that login.
    """
    known = people.people()
    if not known:
        return Actor(login, EVERY_ROLE)
    for one in known:
        if one.login == login and one.active:
            return Actor(login, one.roles)
    raise Refused("not_let_in", "{login} does not work here.", login=login)


def sees(person: Person, units: Mapping[int, Unit]) -> frozenset[int]:
    """The units whose cases a person sees: their own and all below it, or none."""
    return below(units, person.unit) if person.roles & SEES_CASES else frozenset()


def below(units: Mapping[int, Unit], root: int) -> frozenset[int]:
    """A unit and all below it."""
    found = {root}
    while more := {unit.id for unit in units.values() if unit.parent in found} - found:
        found |= more
    return frozenset(found)


def check_duty(actor: Actor, duty: Duty) -> None:
    """Prove that somebody may do what is no act on a case.

    Raises:
        Refused: none of their roles is there for it.
    """
    if not actor.roles & set(DUTIES[duty]):
        raise Refused("duty_not_allowed", "{name} may not do this: {duty}.", name=actor.name, duty=duty)


def _keep(people: People, person: Person, actor: Actor) -> None:
    check_duty(actor, Duty.PEOPLE)
    if not person.roles:
        raise BadFacts("no_role", "{login} needs a role.", login=person.login)
    if person.mail and not MAIL.fullmatch(person.mail):
        raise BadFacts(
            "bad_mail", "“{mail}” is no mail address such as wang@example.gov.cn.", mail=person.mail
        )
    after = {one.login: one for one in people.people()} | {person.login: person}
    if not any(one.active and Role.ADMINISTRATOR in one.roles for one in after.values()):
        raise Refused("no_administrator", "Somebody must stay administrator.")
    people.keep_person(replace(person, name=person.name.strip() or person.login))
