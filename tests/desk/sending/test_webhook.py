"""Robots of group chats, by a real server: their shapes, their signatures, how each failure ends."""

import base64
import hashlib
import hmac
from urllib.parse import parse_qs, urlsplit

import pytest

from desk.sending import webhook
from workflow.outbox import MessageState

TEXT = "2026-0001  答复期限  2026-03-30 周一  还有10个工作日"
PATH = "/robot?key=geheim"


@pytest.mark.parametrize(
    ("kind", "found"),
    [
        ("wecom", lambda body: (body["msgtype"], body["text"]["content"])),
        ("dingtalk", lambda body: (body["msgtype"], body["text"]["content"])),
        ("feishu", lambda body: (body["msg_type"], body["content"]["text"])),
        ("plain", lambda body: ("text", body["text"])),
    ],
)
def test_each_kind_of_robot_is_posted_its_own_shape_once_for_all(posted, kind, found):
    sender, sink = posted(kind)
    sender.alert()
    ((path, headers, body),) = sink.came

    told, text = found(body)
    assert ("text", PATH, "application/json; charset=utf-8") == (told, path, headers["Content-Type"])
    assert TEXT in text
    assert {"sent": 1} == sender.counts


def test_whoever_reads_our_own_shape_has_every_deadline_as_values(posted):
    sender, sink = posted("plain")
    sender.alert()
    body = sink.came[0][2]

    assert [
        {
            "ref": "2026-0001",
            "kind": "reply",
            "due": "2026-03-30",
            "left": 10,
            "link": "https://foi.example.gov.cn/cases/2026-0001",
        }
    ] == body["lines"]
    assert sink.came[0][1]["Idempotency-Key"] == body["id"] == sender.outbox.message(1).told.code


@pytest.mark.parametrize(
    ("kind", "answer", "why"),
    [
        ("wecom", (200, {"errcode": 93000, "errmsg": "invalid webhook url"}), "93000 invalid webhook url"),
        ("dingtalk", (200, {"errcode": 310000, "errmsg": "keywords not in content"}), "310000 keywords"),
        ("feishu", (200, {"code": 19021, "msg": "sign match fail"}), "19021 sign match fail"),
        ("wecom", (200, b"<html>proxy</html>"), "200 <html>proxy"),
        ("wecom", (200, {}), "200 {}"),
        ("plain", (500, {}), "500"),
        ("plain", (302, {}), "302"),
        ("plain", (404, {}), "404"),
    ],
)
def test_what_a_robot_refuses_waits_and_says_why(posted, kind, answer, why):
    sender, sink = posted(kind)
    sink.answer = answer
    sender.alert()

    (waits,) = sender.outbox.page()
    assert (MessageState.PENDING, 1) == (waits.state, waits.attempts)
    assert why in waits.error
    assert 1 == len(sink.came)  # and a redirect is not followed
    sink.answer = (200, {"errcode": 0, "code": 0})
    sender.send("2026-03-16 09:02")
    assert {"sent": 1} == sender.counts


def test_a_post_that_will_never_do_is_dead_at_once(posted):
    sender, sink = posted("plain")
    sink.answer = (400, {})
    sender.alert()

    assert {"dead": 1} == sender.counts


def test_a_silent_robot_is_not_waited_for_and_its_key_is_not_told(posted, monkeypatch):
    monkeypatch.setattr(webhook, "TIMEOUT", 0.2)
    sender, sink = posted()
    sink.answer = 1.0
    sender.alert()

    (waits,) = sender.outbox.page()
    assert "群机器人没有应答" in waits.error
    assert "geheim" not in waits.error


@pytest.mark.parametrize("url", ["file:///etc/passwd", "no address", "http://127.0.0.1:1/x"])
def test_an_address_that_leads_nowhere_is_said(posted, config, url):
    sender, _ = posted()
    (config.folder / "url").write_text(url, encoding="utf-8")
    sender.alert()

    assert {"pending": 1} == sender.counts
    assert sender.outbox.message(1).error


def signed(key, told):
    return base64.b64encode(hmac.new(key.encode(), told.encode(), hashlib.sha256).digest()).decode()


def test_posts_to_dingtalk_are_signed_in_their_address(posted):
    sender, sink = posted("dingtalk", "SEC-1")
    sender.alert()
    told = parse_qs(urlsplit(sink.came[0][0]).query)

    assert [signed("SEC-1", f"{told['timestamp'][0]}\nSEC-1")] == told["sign"]
    assert ["geheim"] == told["key"]


def test_posts_to_feishu_are_signed_in_their_body(posted):
    sender, sink = posted("feishu", "SEC-1")
    sender.alert()
    body = sink.came[0][2]

    assert signed(f"{body['timestamp']}\nSEC-1", "") == body["sign"]


def test_what_does_not_fit_into_a_post_is_counted_not_hidden(posted):
    sender, sink = posted("wecom")
    for _ in range(40):
        sender.log()
    sender.ring("2026-04-01 09:00")
    (((_, _, body)),) = sink.came
    text = body["text"]["content"]

    shown = text.count("答复期限")
    assert len(text.encode()) <= 2048
    assert f"还有{40 - shown}件这里没有列出" in text
