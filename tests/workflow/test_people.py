"""Who works in an office, and what their roles are there for."""

import pytest

from workflow.casework import Actor
from workflow.duties import DUTIES, Duty
from workflow.errors import BadFacts, Conflict, NotFound, Refused
from workflow.ledger import Unit
from workflow.machine import EVERY_ROLE
from workflow.people import Person, actor_of, add_person, change_person, check_duty, sees
from workflow.vocabulary import Role

NOBODY = Actor("小王", EVERY_ROLE)
ADMIN = Person("admin", "管理员", frozenset({Role.ADMINISTRATOR}), 1)
CLERK = Person("wang", "小王", frozenset({Role.CLERK}), 2)
UNITS = {
    1: Unit(1, "区政府"),
    2: Unit(2, "某局", parent=1),
    3: Unit(3, "某科", parent=2),
    4: Unit(4, "别局", parent=1),
}


class Memory:
    """People in memory."""

    def __init__(self, *people):
        self.kept = {person.login: person for person in people}

    def person(self, login):
        return next((one for one in self.people() if one.login == login), None)

    def people(self):
        return sorted(self.kept.values(), key=lambda person: person.login)

    def keep_person(self, person):
        self.kept[person.login] = person


def actor(person):
    return Actor(person.login, person.roles)


def test_until_somebody_is_let_in_whoever_is_there_holds_every_role():
    assert EVERY_ROLE == actor_of(Memory(), "小王").roles


def test_from_then_on_only_those_let_in_act_and_in_their_roles():
    people = Memory(ADMIN, CLERK)

    assert {Role.CLERK} == actor_of(people, "wang").roles
    with pytest.raises(Refused):
        actor_of(people, "li")


def test_the_first_must_be_an_administrator():
    people = Memory()

    with pytest.raises(Refused):
        add_person(people, CLERK, NOBODY)
    add_person(people, ADMIN, NOBODY)
    assert [ADMIN] == people.people()


@pytest.mark.parametrize("role", [Role.CLERK, Role.REVIEWER, Role.HEAD, Role.AUDITOR])
def test_only_an_administrator_lets_people_in(role):
    with pytest.raises(Refused) as refused:
        add_person(Memory(ADMIN), CLERK, Actor("x", frozenset({role})))
    assert "duty_not_allowed" == refused.value.code


def test_somebody_must_stay_administrator():
    people = Memory(ADMIN, CLERK)

    for changed in (
        Person("admin", "甲", frozenset({Role.CLERK}), 1),
        Person("admin", "甲", ADMIN.roles, 1, active=False),
    ):
        with pytest.raises(Refused, match="administrator"):
            change_person(people, changed, actor(ADMIN))
    assert ADMIN in people.people()


def test_whoever_has_left_acts_no_more_and_stays_on_record():
    people = Memory(ADMIN, CLERK)
    change_person(people, Person("wang", "小王", CLERK.roles, 2, active=False), actor(ADMIN))

    assert 2 == len(people.people())
    with pytest.raises(Refused):
        actor_of(people, "wang")


@pytest.mark.parametrize(
    ("person", "error"),
    [
        (Person("wang", "又一人", frozenset({Role.CLERK}), 1), Conflict),
        (Person("小 王", "", frozenset({Role.CLERK}), 1), BadFacts),
        (Person("", "", frozenset({Role.CLERK}), 1), BadFacts),
        (Person("li", "", frozenset(), 1), BadFacts),
    ],
)
def test_a_person_who_cannot_be_is_refused(person, error):
    people = Memory(ADMIN, CLERK)

    with pytest.raises(error):
        add_person(people, person, actor(ADMIN))
    assert [ADMIN, CLERK] == people.people()


def test_nobody_who_is_not_there_is_changed():
    with pytest.raises(NotFound):
        change_person(Memory(ADMIN), CLERK, actor(ADMIN))


def test_a_unit_sees_its_own_and_what_is_below():
    assert {2, 3} == sees(CLERK, UNITS)
    assert {1, 2, 3, 4} == sees(Person("li", "", frozenset({Role.HEAD}), 1), UNITS)


def test_an_administrator_sees_no_cases():
    assert frozenset() == sees(ADMIN, UNITS)


def test_every_duty_is_somebodys():
    assert set(Duty) == set(DUTIES)
    assert all(DUTIES.values())


@pytest.mark.parametrize("duty", Duty)
@pytest.mark.parametrize("role", Role)
def test_a_duty_is_for_those_the_table_names(duty, role):
    told = Actor("x", frozenset({role}))
    if role in DUTIES[duty]:
        check_duty(told, duty)
    else:
        with pytest.raises(Refused):
            check_duty(told, duty)
