"""The same request is logged once, unless somebody says that it is another."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from tests.offices import CLERK, HEAD, NOW, a_request, an_office
from workflow.casework import Receipt
from workflow.errors import Conflict
from workflow.ledger import Applicant
from workflow.twice import MOMENT, log_once
from workflow.vocabulary import ApplicantKind, Channel

CAME = Receipt(date(2026, 3, 2), Channel.LETTER, ApplicantKind.NATURAL)


@pytest.fixture
def office():
    """An office in which one request has just been logged."""
    made = an_office()
    log(made)
    return made


def log(office, request=None, came=CAME, actor=CLERK, *, now=NOW, **more):
    arrivals = office.ledger.arrivals
    return log_once(office, arrivals, request or a_request(), came, actor, now=now, **more)


def test_the_same_words_by_the_same_person_within_ten_minutes_are_refused_with_the_number_they_have(office):
    with pytest.raises(Conflict) as refused:
        log(office, now=NOW + MOMENT - timedelta(seconds=1))

    assert ("logged_just_now", "2026-0001") == (refused.value.code, refused.value.values["ref"])
    assert ["2026-0001"] == list(office.ledger.refs())


@pytest.mark.parametrize(
    "other",
    [
        {"request": a_request(note="同日又来一件")},
        {"request": a_request(subject="戊村征地补偿方案")},
        {"request": a_request(applicants=(Applicant("张三", contact="0951-0000000"),))},
        {"came": replace(CAME, on=date(2026, 3, 1))},
        {"came": replace(CAME, channel=Channel.IN_PERSON)},
        {"actor": HEAD},
        {"now": NOW + MOMENT},
        {"ref": "又2026-9"},
        {"again": True},
    ],
    ids=lambda other: next(iter(other)),
)
def test_what_differs_in_anything_or_is_insisted_on_is_logged(office, other):
    log(office, **other)

    assert 2 == len(list(office.ledger.refs()))
