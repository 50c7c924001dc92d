"""Mail, by a real server: what it says, what it never says, and how each way of failing ends."""

from dataclasses import replace

from desk.sending import mail
from tests.desk.sending.conftest import Sender, mailing
from tests.desk.sending.sinks import mail_server
from workflow.outbox import MessageState

S = MessageState


def test_an_alert_raised_in_the_day_is_mailed_at_once_to_whoever_works_on_the_case(mailed):
    sender, box = mailed
    sender.alert()

    assert ["li@example.gov.cn", "wang@example.gov.cn"] == sorted(one["To"] for one in box.came)
    assert {"sent": 2} == sender.counts
    sender.ring("2026-03-16 09:01")
    assert 2 == len(box.came)


def test_a_mail_names_the_case_the_day_and_the_link_and_nobody(mailed):
    sender, box = mailed
    sender.alert()
    told = box.came[0]

    assert "2026-0001 答复期限 2026-03-30，还有10个工作日" == told["Subject"]
    text = told.get_content()
    assert "https://foi.example.gov.cn/cases/2026-0001" in text
    assert "2026-03-30 周一" in text
    assert "text/plain" == told.get_content_type()
    assert "auto-generated" == told["Auto-Submitted"]
    assert "<foi-alerts.example.gov.cn>" == told["List-Id"]
    assert told["From"] == "甲区人民政府办公室 <foi@example.gov.cn>"
    assert "Mon, 16 Mar 2026 01:00:00 +0000" == told["Date"]
    for personal in ("张三", "丁村", "征地"):
        assert personal not in told.as_string() + text


def test_whoever_has_no_address_is_sent_nothing(mailed):
    sender, _ = mailed
    sender.alert()

    assert {"li", "wang"} == {one.told.recipient for one in sender.outbox.page()}


def test_what_the_server_puts_off_waits_and_leaves_later(mailed):
    sender, box = mailed
    box.answers = ["451 later", "250 OK"]
    sender.alert()

    assert {"sent": 1, "pending": 1} == sender.counts
    (waits,) = sender.outbox.page((S.PENDING,))
    assert (1, "邮件服务器拒收：451 later") == (waits.attempts, waits.error)
    sender.send("2026-03-16 09:02")
    assert {"sent": 2} == sender.counts


def test_what_the_server_refuses_for_good_is_dead_at_once_and_says_why(mailed):
    sender, box = mailed
    box.answers = ["554 no such thing", "250 OK"]
    sender.alert()

    assert {"sent": 1, "dead": 1} == sender.counts
    assert "554 no such thing" in sender.outbox.page((S.DEAD,))[0].error


def test_an_address_that_is_nobodys_kills_one_message_and_no_other(mailed):
    sender, box = mailed
    people = sender.house.ledger.accounts
    people.keep_person(replace(people.person("li"), mail="nobody@example.gov.cn"))
    sender.alert()

    assert ["wang@example.gov.cn"] == [one["To"] for one in box.came]
    assert ["li"] == [one.told.recipient for one in sender.outbox.page((S.DEAD,))]


def test_a_connection_lost_after_the_mail_was_taken_sends_it_again_under_the_same_name(mailed):
    sender, box = mailed
    box.answers = ["lost", "250 OK"]
    sender.alert()
    sender.send("2026-03-16 09:02")

    assert {"sent": 2} == sender.counts
    assert (3, 2) == (len(box.codes), len(set(box.codes)))


def test_a_slow_server_is_not_waited_for(mailed, monkeypatch):
    monkeypatch.setattr(mail, "TIMEOUT", 0.3)
    sender, box = mailed
    box.answers = ["slow"]
    sender.alert()

    assert {"pending": 2} == sender.counts
    assert [0, 1] == sorted(one.attempts for one in sender.outbox.page())  # the second was not even tried


def test_a_server_that_is_away_is_asked_once_a_run(config):
    with Sender(mailing(config, 1)) as sender:
        sender.alert()

        assert [0, 1] == sorted(one.attempts for one in sender.outbox.page())
        assert "邮件服务器没有应答" in max(one.error for one in sender.outbox.page())


def test_a_password_that_is_missing_kills_no_message(config):
    with mail_server() as (box, port):
        told = mailing(config, port)
        told = replace(told, mail=replace(told.mail, login="foi", password_file="mail-password"))
        with Sender(told) as sender:
            sender.alert()

            assert [] == box.came
            assert {"pending": 2} == sender.counts
            assert "mail-password" in max(one.error for one in sender.outbox.page())


def test_whoever_has_left_is_sent_nothing_more_and_it_is_said(mailed):
    sender, box = mailed
    sender.log()
    sender.ring("2026-03-16 00:01")
    people = sender.house.ledger.accounts
    people.keep_person(replace(people.person("li"), active=False))
    sender.ring("2026-03-16 09:00")

    assert {"wang@example.gov.cn"} == {one["To"] for one in box.came}
    assert "li" in sender.outbox.page((S.DEAD,))[0].error
