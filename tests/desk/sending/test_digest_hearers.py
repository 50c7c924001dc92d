"""Who finds what in the digest: those who hear of alerts, by the same rules and nobody by others."""

from dataclasses import replace
from datetime import date

import pytest

from desk.config import AlertsConfig
from tests.desk.sending.conftest import CLERK, Sender, at, mailing
from tests.desk.sending.sinks import mail_server
from tests.desk.sending.test_digest import digests
from tests.offices import act
from workflow.absences import Absence
from workflow.people import Person
from workflow.vocabulary import Role


@pytest.fixture
def office(config):
    """(an urgent office with a head, so that alerts of a last day leave at night, its letterbox)."""
    alerts = AlertsConfig(urgent=True)
    with mail_server() as (box, port), Sender(replace(mailing(config, port), alerts=alerts)) as sender:
        head = Person("he", "he", frozenset({Role.HEAD}), 1, mail="he@example.gov.cn")
        sender.house.ledger.accounts.keep_person(head)
        yield sender, box


def given(sender, to="wang", received="2026-03-02"):
    ref = sender.log(received)
    act(sender.house.office, ref, f"assign {received} to={to}")
    return ref


def texts(box, login):
    return [one.get_content() for one in digests(box, f"{login}@example.gov.cn")]


def note_away(sender, login, deputy, since, until):
    sender.house.ledger.accounts.absences.keep(
        Absence(
            login,
            date.fromisoformat(since),
            date.fromisoformat(until),
            deputy,
            login,
            at("2026-03-02 09:00"),
        )
    )


def test_a_head_to_whom_a_case_has_climbed_finds_it_in_the_digest(office):
    sender, box = office
    ref = given(sender)
    for moment in ("2026-03-31 00:00", "2026-03-31 08:30"):
        sender.ring(moment)

    assert [True, True] == [ref in texts(box, login)[0] for login in ("wang", "he")]
    assert [] == texts(box, "li")


def test_what_has_not_climbed_is_not_in_the_digest_of_the_head(office):
    sender, box = office
    given(sender)
    for moment in ("2026-03-16 00:00", "2026-03-16 08:30"):
        sender.ring(moment)

    assert 1 == len(texts(box, "wang"))
    assert [] == texts(box, "he")


def test_a_deputy_gets_the_digest_of_whoever_is_away_and_only_meanwhile(office):
    sender, box = office
    ref = given(sender)
    note_away(sender, "wang", "li", "2026-03-31", "2026-04-01")
    for day in ("2026-03-31", "2026-04-01", "2026-04-02"):
        sender.ring(f"{day} 00:00")
        sender.ring(f"{day} 08:30")

    def mornings(login):
        return [one["Subject"][:10] for one in digests(box, f"{login}@example.gov.cn")]

    assert ["2026-03-31", "2026-04-01"] == mornings("li")
    assert ["2026-04-02"] == mornings("wang")
    assert all(ref in text for text in texts(box, "li"))


def test_a_day_given_to_somebody_is_in_their_digest_until_the_case_is_given_anew(office):
    sender, box = office
    ref = sender.log()
    act(sender.house.office, ref, "assign 2026-03-03 to=wang until=2026-03-10")
    for day in ("2026-03-10", "2026-03-11", "2026-03-12"):
        sender.ring(f"{day} 00:00")
        sender.ring(f"{day} 08:30")
    act(sender.house.office, ref, "assign 2026-03-12 to=li")
    sender.ring("2026-03-13 08:30")

    assert ["2026-03-10", "2026-03-11", "2026-03-12"] == [
        one["Subject"][:10] for one in digests(box) if "交办期限  2026-03-10" in one.get_content()
    ]
    assert [] == texts(box, "he")


def test_who_is_no_more_at_work_has_no_digest(office):
    sender, box = office
    given(sender)
    sender.house.ledger.accounts.keep_person(Person("wang", "wang", CLERK, 1, active=False))
    sender.ring("2026-03-31 08:30")

    assert [] == texts(box, "wang")
    assert 1 == len(texts(box, "li"))
