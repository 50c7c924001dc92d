"""Accounts are kept: who works here, their passwords, where they are signed in."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from store.accounts import Password, Session, SignIn
from tests.store.stories import the_unit
from workflow.errors import NotFound
from workflow.people import Person
from workflow.vocabulary import Role

NOW = datetime(2026, 3, 2, 1, tzinfo=UTC)


@pytest.fixture
def accounts(sql_ledger):
    kept = sql_ledger.accounts
    unit = the_unit(sql_ledger)
    kept.keep_person(Person("wang", "小王", frozenset({Role.CLERK, Role.HEAD}), unit))
    kept.keep_person(Person("admin", "管理员", frozenset({Role.ADMINISTRATOR}), unit))
    return kept


def session(login="wang", digest="d" * 64):
    return Session(digest, login, NOW, NOW, "10.0.0.7", "浏览器")


def test_people_are_found_as_they_were_kept(accounts):
    admin, wang = accounts.people()

    assert ("admin", "wang") == (admin.login, wang.login)
    assert {Role.CLERK, Role.HEAD} == wang.roles


def test_a_changed_person_keeps_the_password(accounts):
    accounts.keep_password("wang", Password("argon", given=True))
    accounts.keep_person(replace(accounts.people()[1], name="老王"))

    assert Password("argon", given=True) == accounts.password("wang")
    assert "老王" == accounts.people()[1].name


def test_a_mail_address_is_kept_and_changed_with_the_person(accounts):
    wang = accounts.person("wang")
    assert wang.mail == ""
    accounts.keep_person(replace(wang, mail="wang@example.gov.cn"))
    assert "wang@example.gov.cn" == accounts.person("wang").mail


def test_nobody_has_a_password_until_one_is_kept(accounts):
    assert accounts.password("wang") is None
    assert accounts.password("nobody") is None
    with pytest.raises(NotFound):
        accounts.keep_password("nobody", Password("x", given=False))


def test_a_session_lasts_until_it_is_ended(accounts):
    accounts.begin_session(session())
    accounts.touch("d" * 64, NOW + timedelta(minutes=5))

    assert NOW + timedelta(minutes=5) == accounts.session("d" * 64).seen_at
    assert [session().address] == [one.address for one in accounts.sessions("wang")]
    accounts.end_session("d" * 64)
    assert accounts.session("d" * 64) is None


def test_a_new_password_and_a_leave_end_every_session(accounts):
    accounts.begin_session(session())
    accounts.begin_session(session("admin", "e" * 64))
    accounts.keep_password("wang", Password("x", given=False))
    assert accounts.session("d" * 64) is None

    accounts.begin_session(session())
    accounts.keep_person(replace(accounts.people()[1], active=False))
    assert accounts.session("d" * 64) is None
    assert accounts.session("e" * 64) is not None


def test_failures_are_counted_by_login_address_and_browser(accounts):
    for at, login, address, device, well in (
        (0, "wang", "a", "", False),
        (1, "wang", "b", "", False),
        (2, "admin", "a", "f", False),
        (3, "wang", "a", "g", True),
    ):
        accounts.note_sign_in(SignIn(NOW + timedelta(minutes=at), login, address, device, well=well))

    assert 2 == accounts.failures(NOW, login="wang")
    assert 2 == accounts.failures(NOW, address="a")
    assert 1 == accounts.failures(NOW, device="f")
    assert 1 == accounts.failures(NOW + timedelta(minutes=1), login="wang")
    assert accounts.knows_device("wang", "g")
    assert not accounts.knows_device("admin", "f")
