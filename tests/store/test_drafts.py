"""What somebody has typed is kept for its author, in one draft an address, for a while."""

from datetime import UTC, datetime, timedelta

import pytest

from store.accounts import SignIn
from store.drafts import Draft
from tests.store.stories import the_unit
from workflow.people import Person
from workflow.vocabulary import Role

NOW = datetime(2026, 3, 2, 1, tzinfo=UTC)


@pytest.fixture
def accounts(sql_ledger):
    kept, unit = sql_ledger.accounts, the_unit(sql_ledger)
    for login in ("wang", "li"):
        kept.keep_person(Person(login, login, frozenset({Role.CLERK}), unit))
    return kept


def test_a_draft_is_found_by_its_author_alone_as_it_was_left(accounts):
    accounts.drafts.keep("wang", "/log", Draft({"subject": "补偿"}, NOW))
    accounts.drafts.keep("wang", "/log", Draft({"subject": "补偿方案"}, NOW))

    assert Draft({"subject": "补偿方案"}, NOW) == accounts.drafts.find("wang", "/log", NOW)
    assert accounts.drafts.find("li", "/log", NOW) is None
    assert accounts.drafts.find("wang", "/arrivals/add", NOW) is None


def test_a_draft_ends_when_it_is_sent_and_with_time(accounts):
    for path, days in (("/a", 0), ("/b", 8), ("/c", 0)):
        accounts.drafts.keep("wang", path, Draft({}, NOW - timedelta(days=days)))
    accounts.drafts.end("wang", "/a")
    accounts.drafts.end("li", "/c")
    since = NOW - timedelta(days=7)

    assert accounts.drafts.find("wang", "/a", since) is None
    assert accounts.drafts.find("wang", "/b", since) is None
    assert accounts.drafts.find("wang", "/c", since) is not None
    accounts.drafts.end_before(since)
    assert accounts.drafts.find("wang", "/b", NOW - timedelta(days=9)) is None


def test_a_browser_is_known_by_who_signed_in_with_it_last(accounts):
    for at, login, device, well in ((0, "li", "d", True), (1, "wang", "d", True), (2, "li", "d", False)):
        accounts.note_sign_in(SignIn(NOW + timedelta(minutes=at), login, "a", device, well=well))

    assert "wang" == accounts.last_login("d")
    assert "" == accounts.last_login("e")
