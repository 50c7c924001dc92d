"""What has not left, by the command line: seen first, sent again, given up, by who may."""

import pytest

from tests.desk.conftest import CONFIG, LOG
from workflow.outbox import MessageState

DROP = f'{CONFIG}\n[drop]\nfolder = "out"\n'


@pytest.fixture
def stuck(office, tmp_path):
    """An office whose folder is not there: a message for each of two clerks could not be sent."""
    (tmp_path / "config.toml").write_text(DROP, encoding="utf-8")
    office("--as", "admin", "user", "add", "admin", "--role", "administrator")
    for login in ("wang", "li"):
        office("--as", "admin", "user", "add", login, "--role", "clerk")
    assert 0 == office("--as", "wang", "log", *LOG, "--received", "2026-03-02").code
    assert 0 == office("--as", "wang", "act", "2026-0001", "accept", "--on", "2026-03-03").code
    assert 0 == office("--as", "admin", "--today", "2026-03-16", "remind").code
    return office


def as_admin(foi, *words):
    return foi("--as", "admin", "--json", "outbox", *words)


def test_what_has_not_left_is_listed_with_how_often_it_was_tried(stuck):
    items = as_admin(stuck, "list").json["items"]

    assert {"li", "wang"} == {one["to"] for one in items}
    assert {"pending"} == {one["state"] for one in items}
    assert "待发送: 2" in stuck("--as", "admin", "outbox", "list").err.replace("：", ": ")


def test_a_message_given_up_is_sent_again_when_somebody_says_so(stuck, tmp_path):
    assert ["discarded"] == [one["state"] for one in as_admin(stuck, "discard", "1").json["items"]]
    assert 5 == as_admin(stuck, "discard", "1").code
    assert {"resent": 1} == as_admin(stuck, "resend", "1").json
    assert ("pending", "admin") == ((one := as_admin(stuck, "show", "1").json)["state"], one["by"])
    assert 5 == as_admin(stuck, "resend", "1").code
    assert 3 == as_admin(stuck, "show", "9").code


def test_all_that_could_not_be_sent_is_sent_again_at_once(stuck, tmp_path):
    from store.ledger import open_ledger

    ledger = open_ledger(f"sqlite:///{tmp_path / 'foi.db'}")
    for _ in range(2):
        message = ledger.outbox.message(1 + _)
        taken = ledger.outbox.lease("a", message.at, message.at, [message.told.route])
        ledger.outbox.failed(taken.id, "a", "没有这个邮箱", None)
    ledger.close()
    assert ["dead", "dead"] == [one["state"] for one in as_admin(stuck, "list").json["items"]]

    assert {"resent": 2} == as_admin(stuck, "resend", "--all").json
    assert {"resent": 0} == as_admin(stuck, "resend", "--all").json
    assert 2 == as_admin(stuck, "resend").code
    assert 2 == as_admin(stuck, "discard").code


def test_one_wrong_number_among_several_changes_nothing(stuck):
    assert 3 == as_admin(stuck, "discard", "1", "9").code
    assert {"pending"} == {one["state"] for one in as_admin(stuck, "list").json["items"]}


@pytest.mark.parametrize("words", [("list",), ("show", "1"), ("resend", "1"), ("discard", "1")])
def test_only_who_keeps_the_settings_minds_the_messages(stuck, words):
    assert "duty_not_allowed" == stuck("--as", "wang", "--json", "outbox", *words).error["code"]


def test_every_way_a_message_can_stand_is_counted_when_it_is_sent(stuck):
    assert set(MessageState) == as_admin(stuck, "send").json.keys()


def test_a_message_says_what_it_will_say(stuck):
    said = stuck("--as", "admin", "outbox", "show", "1").out

    assert "2026-0001  答复期限  2026-03-30" in said
    assert "张三" not in said
