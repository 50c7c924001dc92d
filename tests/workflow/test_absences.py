"""Who may note an absence, who can stand in, and from when on somebody is back."""

from datetime import UTC, date, datetime

import pytest

from tests.builders import day
from tests.fake_absences import MemoryAbsences
from tests.workflow.test_people import Memory
from workflow.absences import Absence, deputies, note_absence, note_return
from workflow.casework import Actor
from workflow.errors import BadFacts, Conflict, NotFound, Refused
from workflow.ledger import Unit
from workflow.people import Person
from workflow.vocabulary import Role

UNITS = {1: Unit(1, "区政府"), 2: Unit(2, "某局", parent=1), 3: Unit(3, "别局", parent=1)}
CLERK, HEAD, AUDITOR = (frozenset({role}) for role in (Role.CLERK, Role.HEAD, Role.AUDITOR))
STAFF = (
    Person("wang", "小王", CLERK, 2),
    Person("li", "小李", CLERK, 2),
    Person("he", "何局长", HEAD, 2),
    Person("ji", "纪主任", HEAD, 1),
    Person("bie", "别局长", HEAD, 3),
    Person("shen", "老沈", AUDITOR, 2),
    Person("zou", "走了", CLERK, 2, active=False),
)
PEOPLE = Memory(*STAFF)
NOTED = datetime(2026, 3, 2, 1, tzinfo=UTC)


@pytest.fixture
def absences():
    return MemoryAbsences()


def actor(login):
    return Actor(login, PEOPLE.person(login).roles)


def note(absences, login="wang", since="2026-03-09", until="2026-03-13", *, deputy="li", by="wang"):
    absence = Absence(login, day(since), day(until), deputy, by, NOTED)
    return note_absence(absences, PEOPLE, UNITS, absence, actor(by))


def back(absences, on, login="wang", by="wang"):
    return note_return(absences, PEOPLE, UNITS, login, actor(by), day=day(on))


@pytest.mark.parametrize(
    ("on", "told"), [("2026-03-08", {}), ("2026-03-09", {"wang": "li"}), ("2026-03-13", {"wang": "li"})]
)
def test_a_deputy_stands_in_from_the_first_day_to_the_last(absences, on, told):
    note(absences)

    assert told == deputies(absences.ending_from(day(on)), day(on))
    assert {} == deputies(absences.ending_from(day("2026-03-09")), day("2026-03-14"))


@pytest.mark.parametrize("by", ["wang", "he", "ji"])
def test_an_absence_is_noted_by_whoever_is_away_or_a_head_of_theirs(absences, by):
    assert by == note(absences, by=by).noted_by
    assert "wang" == back(absences, "2026-03-10", by=by).login


@pytest.mark.parametrize("by", ["li", "bie", "shen"])
def test_nobody_else_notes_it_or_its_end(absences, by):
    with pytest.raises(Refused):
        note(absences, by=by)
    note(absences)
    with pytest.raises(Refused):
        back(absences, "2026-03-10", by=by)


@pytest.mark.parametrize("deputy", ["wang", "shen", "bie", "zou"])
def test_a_deputy_is_another_who_works_on_cases_of_the_unit(absences, deputy):
    with pytest.raises(Refused):
        note(absences, deputy=deputy)


def test_whoever_is_above_can_stand_in(absences):
    assert "ji" == note(absences, deputy="ji").deputy


def test_nobody_stands_in_for_whoever_is_not_there(absences):
    for wrong in ({"login": "nobody"}, {"deputy": "nobody"}):
        with pytest.raises(NotFound):
            note(absences, **{"by": "ji"} | wrong)


def test_an_absence_does_not_end_before_it_begins(absences):
    with pytest.raises(BadFacts):
        note(absences, until="2026-03-08")


@pytest.mark.parametrize(
    ("since", "until"),
    [("2026-03-09", "2026-03-13"), ("2026-03-01", "2026-03-09"), ("2026-03-13", "2026-03-13")],
)
def test_two_absences_of_one_person_do_not_meet(absences, since, until):
    note(absences)
    with pytest.raises(Conflict) as refused:
        note(absences, since=since, until=until, deputy="he")

    assert {"since": date(2026, 3, 9), "until": date(2026, 3, 13)}.items() <= refused.value.values.items()


def test_absences_follow_each_other_and_those_of_others_meet(absences):
    note(absences)
    note(absences, since="2026-03-14", until="2026-03-14")
    note(absences, "li", deputy="he", by="li")

    assert {"wang": "li", "li": "he"} == deputies(absences.ending_from(day("2026-03-09")), day("2026-03-10"))


def test_whoever_is_back_early_hears_of_their_own_alerts_from_that_day(absences):
    note(absences)
    back(absences, "2026-03-11")

    assert [{"wang": "li"}, {}] == [
        deputies(absences.ending_from(day(on)), day(on)) for on in ("2026-03-10", "2026-03-11")
    ]
    note(absences, since="2026-03-11", until="2026-03-12")


def test_an_absence_that_never_began_is_forgotten(absences):
    note(absences)
    back(absences, "2026-03-09")

    assert [] == absences.ending_from(day("2026-03-01"))


def test_whoever_is_not_away_is_not_back(absences):
    note(absences)
    for on in ("2026-03-08", "2026-03-14"):
        with pytest.raises(NotFound):
            back(absences, on)
