"""What a unit itself owes is told outside like what a case owes: once, to whom it concerns, in the digest."""

from zoneinfo import ZoneInfo

import pytest

from desk.proof_words import messages_of, remarks, told_outside
from tests.builders import day
from tests.desk.sending.test_digest import digests
from tests.offices import NOW, act
from workflow.outbox import about_unit
from workflow.people import Person
from workflow.proof import Cause, Standing, proof_of_unit
from workflow.vocabulary import Role
from workflow.yearbook import Frozen, Place

ZONE = ZoneInfo("Asia/Shanghai")
LINK = "https://foi.example.gov.cn/reports/2025"


@pytest.fixture
def owing(mailed):
    """(an office with a town below, whose report of 2025 is owed by 31 January 2026; the letterbox)."""
    sender, box = mailed
    accounts = sender.house.ledger.accounts
    town = sender.house.ledger.add_unit("城关镇", "CG", 1).id
    for login, role in (("zhen", Role.CLERK), ("zhenzhang", Role.HEAD)):
        told = Person(login, login, frozenset({role}), town, mail=f"{login}@example.gov.cn")
        accounts.keep_person(told)
    act(sender.house.office, sender.log("2025-03-03"), "answer 2025-03-05 outcome=provided")
    return sender, box


def of_town(mail):
    return [line for line in mail.get_content().splitlines() if line.startswith("城关镇")]


def told(box):
    """Who was told of the town's report, in order: (to, the subject or the line of the digest)."""
    return [(one["To"].partition("@")[0], line) for one in box.came for line in of_town(one)]


def test_a_report_that_comes_near_is_told_to_the_unit_that_owes_it(owing):
    sender, box = owing
    sender.send("2026-01-19 08:30")
    sender.ring("2026-01-19 09:00")
    sender.ring("2026-01-19 09:01")

    line = "城关镇  年度报告提交期限  2026-01-31 周六  还有10个工作日"
    assert [("zhen", line), ("zhenzhang", line)] == sorted(told(box))
    assert all(LINK in one.get_content() for one in box.came if of_town(one))
    assert "城关镇 年度报告提交期限 2026-01-31，还有10个工作日" in [one["Subject"] for one in box.came]


def test_a_report_that_is_late_climbs_and_stands_in_every_digest_until_it_is_frozen(owing):
    sender, box = owing
    for moment in ("2026-02-02 00:00", "2026-02-02 08:30", "2026-02-03 00:00", "2026-02-03 08:30"):
        sender.ring(moment)
    sender.house.ledger.freeze(
        Frozen(place=Place(2, 2025, "2021"), content="d" * 64, by="李", signed_by="李", at=NOW)
    )
    sender.ring("2026-02-04 08:30")

    mornings = [(one["To"].partition("@")[0], one["Subject"][:10]) for one in box.came if of_town(one)]
    days = ("2026-02-02", "2026-02-03")
    # The office above hears of what has been missed.
    assert sorted((who, on) for who in ("li", "wang", "zhen", "zhenzhang") for on in days) == sorted(mornings)
    assert all(one["Subject"][11:13] == "提醒" for one in digests(box))


def test_what_is_to_be_said_of_a_unit_is_proved_with_who_was_told_and_by_which_way(owing):
    sender, _ = owing
    sender.send("2026-01-19 08:30")
    sender.ring("2026-01-19 09:00")
    house = sender.house
    found = proof_of_unit(house.office, 2, day("2026-01-20"), ZONE)
    messages = told_outside(house, about_unit(2))

    assert [(10, Standing.RAISED), (5, Standing.TO_COME)] == [
        (one.alert.threshold, one.standing) for one in found[:2]
    ]
    said = list(remarks("zh", ZONE, found[0], messages_of(messages, about_unit(2), found[0])))
    assert ["电子邮件 → zhen 已发送 2026-01-19 09:00", "电子邮件 → zhenzhang 已发送 2026-01-19 09:00"] == said


def test_the_proof_of_a_unit_outlives_its_name(owing):
    sender, _ = owing
    sender.ring("2026-01-19 09:00")
    ledger = sender.house.ledger
    units = ledger.units()
    ledger.change_unit(type(units[2])(2, "城关街道", "CG", 1))

    assert 2 == len(ledger.outbox.about(about_unit(2)))
    assert "城关街道" == ledger.office_alerts.of(2)[0].ref


def test_why_an_alert_of_a_unit_was_late_is_told(owing):
    sender, _ = owing
    sender.ring("2026-01-16 09:00")
    sender.ring("2026-01-21 09:00")
    late, *_ = proof_of_unit(sender.house.office, 2, day("2026-01-21"), ZONE)

    assert (10, 2) == (late.alert.threshold, late.raised.late_by)
    assert [Cause.SILENT] == [reason.cause for reason in late.reasons]
