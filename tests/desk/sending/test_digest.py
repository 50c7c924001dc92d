"""The digest: one a working morning, every overdue case in it, and each alert told once."""

from dataclasses import replace

import pytest

from desk.config import AlertsConfig
from tests.desk.sending.conftest import Sender, mailing
from tests.desk.sending.sinks import mail_server
from tests.offices import act
from workflow.outbox import MessageKind


def digests(box, to="wang@example.gov.cn"):
    return [one for one in box.came if one["To"] == to and "提醒：" in one["Subject"]]


def test_what_was_raised_in_the_night_is_told_in_the_morning_in_one_message(mailed):
    sender, box = mailed
    for _ in range(3):
        sender.log()
    for moment in ("00:00", "00:01", "07:59", "08:29"):
        sender.ring(f"2026-03-16 {moment}")
    assert [] == box.came

    sender.ring("2026-03-16 08:30")
    assert 2 == len(box.came)
    (mail,) = digests(box)
    assert "2026-03-16 提醒：逾期0件，其他3件" == mail["Subject"]
    assert all(ref in mail.get_content() for ref in ("2026-0001", "2026-0002", "2026-0003"))
    assert {"sent": 2, "folded": 6} == sender.counts


def test_a_day_has_one_digest_however_often_the_bell_rings(mailed):
    sender, box = mailed
    sender.log()
    for moment in ("08:30", "08:31", "12:00", "19:59"):
        sender.ring(f"2026-03-16 {moment}")

    assert 1 == len(digests(box))


@pytest.mark.parametrize(
    "moment", ["2026-03-16 20:00", "2026-03-16 23:59", "2026-03-21 10:00", "2026-04-06 10:00"]
)
def test_nothing_leaves_in_the_evening_or_on_a_day_off(mailed, moment):
    sender, box = mailed
    sender.log()
    sender.ring(moment)

    assert [] == box.came
    assert "sent" not in sender.counts


def test_what_is_overdue_is_listed_again_every_working_day_and_first(mailed):
    sender, box = mailed
    sender.log()
    late = sender.log("2026-02-24")
    for day in ("2026-03-25", "2026-03-26", "2026-03-27", "2026-03-28", "2026-03-29", "2026-03-30"):
        sender.ring(f"{day} 00:00")
        sender.ring(f"{day} 08:30")

    told = digests(box)
    assert ["2026-03-25", "2026-03-26", "2026-03-27", "2026-03-30"] == [one["Subject"][:10] for one in told]
    assert all(late in one.get_content() for one in told)
    last = told[-1].get_content()
    assert last.index(late) < last.index("2026-0001")
    assert "2026-03-30 提醒：逾期1件，其他1件" == told[-1]["Subject"]


def test_an_alert_raised_late_says_how_it_stands_today(mailed):
    sender, box = mailed
    sender.send("2026-04-01 08:30")
    act(sender.house.office, sender.log(), "consult 2026-03-03")
    sender.ring("2026-04-01 09:00")

    assert "2026-0001 第三方意见期限 2026-03-24，逾期6个工作日" == box.came[0]["Subject"]


def test_each_case_stands_in_a_digest_once_as_it_was_told_last(mailed):
    sender, box = mailed
    sender.log()
    sender.ring("2026-03-16 00:00")
    act(sender.house.office, "2026-0001", "extend 2026-03-16 days=5")
    sender.ring("2026-03-23 08:30")

    assert 1 == digests(box)[0].get_content().count("2026-0001  ")
    assert "2026-04-07" in digests(box)[0].get_content()


def test_nothing_is_left_out_of_a_digest_however_much_there_is(mailed):
    sender, box = mailed
    refs = [sender.log() for _ in range(60)]
    sender.ring("2026-04-02 08:30")

    text = digests(box)[0].get_content()
    assert [] == [ref for ref in refs if ref not in text]
    assert "2026-04-02 提醒：逾期60件，其他0件" == digests(box)[0]["Subject"]


def test_a_case_that_was_given_to_one_is_in_nobody_elses_digest(mailed):
    sender, box = mailed
    act(sender.house.office, sender.log(), "assign 2026-03-03 to=li")
    sender.ring("2026-03-31 08:30")

    assert [] == digests(box)
    assert 1 == len(digests(box, "li@example.gov.cn"))


def test_a_day_without_anything_to_say_has_no_digest(mailed):
    sender, box = mailed
    sender.log()
    sender.ring("2026-03-03 08:30")

    assert [] == box.came
    assert {} == sender.counts


def test_an_urgent_office_hears_of_a_last_day_at_once_and_of_the_rest_in_the_morning(config):
    with mail_server() as (box, port):
        told = replace(mailing(config, port), alerts=AlertsConfig(urgent=True))
        with Sender(told) as sender:
            sender.log()
            sender.log("2026-03-03")
            sender.ring("2026-03-30 00:00")
            night = [one["Subject"] for one in box.came]
            sender.ring("2026-03-30 08:30")

            assert ["2026-0001 答复期限 2026-03-30，今日到期"] * 2 == night
            (mail,) = digests(box)
            assert all(ref in mail.get_content() for ref in ("2026-0001", "2026-0002"))


def test_a_digest_that_fails_keeps_what_it_holds_and_leaves_later(mailed):
    sender, box = mailed
    box.answers = ["451 later", "451 later", "250 OK"]
    sender.log()
    sender.ring("2026-03-16 00:00")
    sender.ring("2026-03-16 08:30")
    sender.send("2026-03-16 08:45")

    assert {"sent": 2, "folded": 2} == sender.counts
    assert all(one.told.kind is MessageKind.DIGEST for one in sender.outbox.page() if one.sent_at)
