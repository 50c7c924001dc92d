"""Tokens are kept, found by their digest, and end."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from sqlalchemy.exc import IntegrityError

from tests.store.stories import the_unit
from workflow.people import Person
from workflow.vocabulary import Role, TokenPurpose

NOW = datetime(2026, 3, 2, 1, tzinfo=UTC)
API, CALENDAR = TokenPurpose.API, TokenPurpose.CALENDAR


@pytest.fixture
def accounts(sql_ledger):
    kept = sql_ledger.accounts
    unit = the_unit(sql_ledger)
    for login in ("li", "wang"):
        kept.keep_person(Person(login, login, frozenset({Role.CLERK}), unit))
    return kept


def test_a_token_is_found_by_its_digest_and_its_purpose_only(accounts):
    kept = accounts.tokens.keep("d" * 64, "wang", API, "台账程序", NOW)

    assert kept == accounts.tokens.find("d" * 64, API)
    assert accounts.tokens.find("d" * 64, CALENDAR) is None
    assert accounts.tokens.find("e" * 64, API) is None


def test_a_token_remembers_its_last_use(accounts):
    kept = accounts.tokens.keep("d" * 64, "wang", API, "台账程序", NOW)
    accounts.tokens.touch(kept.number, NOW)

    assert NOW == accounts.tokens.find("d" * 64, API).used_at


def test_a_revoked_token_is_found_no_more_but_stays_listed(accounts):
    kept = accounts.tokens.keep("d" * 64, "wang", API, "台账程序", NOW)
    accounts.tokens.keep("e" * 64, "li", CALENDAR, "手机", NOW)
    accounts.tokens.revoke(kept.number)

    assert accounts.tokens.find("d" * 64, API) is None
    assert [True] == [one.revoked for one in accounts.tokens.every("wang")]
    assert ["li", "wang"] == [one.login for one in accounts.tokens.every()]


def test_who_leaves_takes_their_tokens_along_for_good(accounts):
    accounts.tokens.keep("d" * 64, "wang", API, "台账程序", NOW)
    accounts.tokens.keep("e" * 64, "li", API, "台账程序", NOW)
    wang = accounts.people()[1]
    accounts.keep_person(replace(wang, active=False))
    accounts.keep_person(wang)

    assert accounts.tokens.find("d" * 64, API) is None
    assert accounts.tokens.find("e" * 64, API)


def test_no_two_tokens_have_one_digest(accounts):
    accounts.tokens.keep("d" * 64, "wang", API, "台账程序", NOW)
    with pytest.raises(IntegrityError):
        accounts.tokens.keep("d" * 64, "li", API, "台账程序", NOW)
