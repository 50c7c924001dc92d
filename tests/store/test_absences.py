"""Absences are kept, end, and are asked for by the day they end on."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from sqlalchemy.exc import IntegrityError

from store.ledger import open_ledger
from tests.fake_absences import MemoryAbsences
from tests.store.stories import the_unit
from workflow.absences import Absence
from workflow.errors import Conflict
from workflow.people import Person
from workflow.vocabulary import Role

NOTED = datetime(2026, 3, 2, 1, tzinfo=UTC)
FIRST = Absence("wang", date(2026, 3, 9), date(2026, 3, 13), "li", "wang", NOTED)
SECOND = Absence("li", date(2026, 3, 9), date(2026, 3, 20), "wang", "he", NOTED)


@pytest.fixture(params=["memory", "sqlite", "postgresql"])
def absences(request):
    """The absences of an office of each kind, where two people work."""
    if request.param == "memory":
        yield MemoryAbsences()
        return
    ledger = open_ledger(
        request.getfixturevalue("sqlite_url" if request.param == "sqlite" else "postgres_url")
    )
    unit = the_unit(ledger)
    for login in ("li", "wang"):
        ledger.accounts.keep_person(Person(login, login, frozenset({Role.CLERK}), unit))
    yield ledger.accounts.absences
    ledger.close()


def test_an_absence_is_kept_as_it_was_noted(absences):
    kept = absences.keep(FIRST)

    assert FIRST == replace(kept, id=0)
    assert [kept] == list(absences.ending_from(date(2026, 3, 13)))


def test_those_that_have_ended_are_not_asked_for(absences):
    kept = [absences.keep(one) for one in (FIRST, SECOND)]

    assert kept[::-1] == list(absences.ending_from(date(2026, 3, 1)))
    assert [kept[1]] == list(absences.ending_from(date(2026, 3, 14)))
    assert [] == list(absences.ending_from(date(2026, 3, 21)))


def test_an_absence_ends_before_its_time_or_is_forgotten(absences):
    first, second = absences.keep(FIRST), absences.keep(SECOND)
    absences.keep(replace(first, until=date(2026, 3, 10)))
    absences.drop(second)

    assert [date(2026, 3, 10)] == [one.until for one in absences.ending_from(date(2026, 3, 9))]


def test_of_two_who_note_the_same_absence_at_one_moment_one_is_told(absences):
    absences.keep(FIRST)

    with pytest.raises(Conflict):
        absences.keep(replace(FIRST, deputy="wang"))
    assert ["li"] == [one.deputy for one in absences.ending_from(date(2026, 3, 9))]


def test_the_database_itself_refuses_an_absence_that_ends_before_it_begins(sql_ledger):
    unit = the_unit(sql_ledger)
    for login in ("li", "wang"):
        sql_ledger.accounts.keep_person(Person(login, login, frozenset({Role.CLERK}), unit))

    with pytest.raises(IntegrityError):
        sql_ledger.accounts.absences.keep(replace(FIRST, until=date(2026, 3, 8)))
