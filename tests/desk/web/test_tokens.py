"""Tokens by browser."""

import re

SECRET = re.compile(r'class="secret">([^<]+)<')


def test_a_token_is_shown_this_once(visit):
    clerk = visit("clerk")
    made = clerk.post("/tokens", label="台账程序", purpose="api")
    secret = SECRET.search(made.text)[1]

    assert len(secret) >= 40
    assert secret not in clerk.get("/tokens").text
    assert "台账程序" in clerk.get("/tokens").text


def test_a_token_for_a_calendar_is_shown_as_the_address_to_subscribe_to(visit):
    made = visit("clerk").post("/tokens", label="手机", purpose="calendar")

    assert re.fullmatch(r"https://desk\.example/feed/[\w-]{40,}\.ics", SECRET.search(made.text)[1])


def test_what_a_token_lacks_is_said_and_what_was_typed_stands(visit):
    clerk = visit("clerk")
    told = clerk.post("/tokens", label="我的手机", purpose="everything")

    assert 422 == told.status_code
    assert 'value="我的手机"' in told.text
    assert 422 == clerk.post("/tokens", label="长" * 61, purpose="api").status_code


def test_nobody_revokes_a_colleagues_token_but_an_administrator(visit):
    clerk = visit("clerk")
    clerk.post("/tokens", label="手机", purpose="calendar")
    for login, told in (("head", 404), ("admin", 200), ("clerk", 200)):
        assert told == visit(login).post("/tokens/1/revoke", page="/tokens").status_code
    assert "已作废" in clerk.get("/tokens").text
