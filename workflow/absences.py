"""Who is away from when until when, and who hears of their alerts meanwhile (我不在时由…代)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Protocol

from workflow.casework import Actor
from workflow.errors import BadFacts, Conflict, NotFound, Refused
from workflow.ledger import Unit
from workflow.machine import WRITERS
from workflow.people import People, Person, find_person, sees
from workflow.vocabulary import Role


@dataclass(frozen=True, slots=True)
class Absence:
    """Somebody is away from `since` to `until`, both days included; `deputy` is told in their place."""

    login: str
    since: date
    until: date
    deputy: str
    noted_by: str
    noted_at: datetime
    id: int = 0


class Absences(Protocol):
    """Absences, remembered."""

    def ending_from(self, day: date) -> Sequence[Absence]:
        """Those that end on a day or later, by the day they begin on, then by login."""

    def keep(self, absence: Absence) -> Absence:
        """Keep an absence, in the place of the one with its id where it has one.

        Raises:
            Conflict: somebody else has noted one that begins on its day.
        """

    def drop(self, absence: Absence) -> None:
        """Forget an absence that has not begun."""


def deputies(absences: Iterable[Absence], day: date) -> Mapping[str, str]:
    """The deputy of everybody who is away on a day, by login."""
    return {one.login: one.deputy for one in absences if one.since <= day <= one.until}


def note_absence(
    absences: Absences, people: People, units: Mapping[int, Unit], absence: Absence, actor: Actor
) -> Absence:
    """Note that somebody will be away.

    Raises:
        NotFound: nobody has that login, or that of the deputy.
        BadFacts: it ends before it begins.
        Refused: not for `actor` to note; or the deputy is no other who works on cases of that unit.
        Conflict: the person is away on one of these days already.
    """
    person, deputy = find_person(people, absence.login), find_person(people, absence.deputy)
    _check_may_note(people, units, person, actor)
    if absence.until < absence.since:
        raise BadFacts("ends_before", "It cannot end on {until}, before it begins.", until=absence.until)
    stands_in = deputy.active and deputy.roles & set(WRITERS) and person.unit in sees(deputy, units)
    if not stands_in or deputy.login == person.login:
        raise Refused(
            "no_deputy",
            "{deputy} cannot stand in for {login}: it must be another who works on cases of that unit.",
            deputy=deputy.login,
            login=person.login,
        )
    for other in absences.ending_from(absence.since):
        if other.login == person.login and other.since <= absence.until:
            raise away_already(other)
    return absences.keep(absence)


def note_return(
    absences: Absences, people: People, units: Mapping[int, Unit], login: str, actor: Actor, *, day: date
) -> Absence:
    """Note that somebody is back on a day, or will be; the absence as it was, which now ends the day before.

    Raises:
        NotFound: nobody has that login, or they are not away on that day.
        Refused: not for `actor` to note.
    """
    person = find_person(people, login)
    _check_may_note(people, units, person, actor)
    found = (one for one in absences.ending_from(day) if one.login == login and one.since <= day)
    absence = next(found, None)
    if absence is None:
        raise NotFound("not_away", "{login} is not noted as away on {day}.", login=login, day=day)
    if absence.since == day:
        absences.drop(absence)
    else:
        absences.keep(replace(absence, until=day - timedelta(days=1)))
    return absence


def may_note(units: Mapping[int, Unit], person: Person, noting: Person) -> bool:
    """Whether `noting` may note an absence of `person`: their own, or as a head of theirs."""
    heads = Role.HEAD in noting.roles and person.unit in sees(noting, units)
    return noting.login == person.login or heads


def away_already(other: Absence) -> Conflict:
    """What is said of an absence that meets another."""
    return Conflict(
        "away_already",
        "{login} is noted as away from {since} to {until} already; note their return first.",
        login=other.login,
        since=other.since,
        until=other.until,
    )


def _check_may_note(people: People, units: Mapping[int, Unit], person: Person, actor: Actor) -> None:
    if not may_note(units, person, find_person(people, actor.name)):
        raise Refused(
            "not_theirs",
            "An absence is noted by whoever is away, or by a head of their unit: not by {name}.",
            name=actor.name,
        )
