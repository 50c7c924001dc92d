"""Tokens by the command line: made for oneself, shown once, listed, revoked."""

import pytest


@pytest.fixture
def staffed(office):
    """An office with an administrator and two clerks."""
    for words in (
        ("admin", "--role", "administrator"),
        ("li", "--role", "clerk"),
        ("wang", "--role", "clerk"),
    ):
        assert 0 == office("--as", "admin", "user", "add", *words).code
    return office


def token(foi, login="wang", purpose="api"):
    return foi("--as", login, "--json", "user", "token", "add", "台账程序", "--purpose", purpose)


def test_a_token_is_shown_once_and_kept_as_a_digest(staffed, tmp_path):
    secret = token(staffed).json["token"]

    assert len(secret) >= 40
    assert secret not in staffed("--as", "wang", "--json", "user", "token", "list").out
    assert secret.encode() not in b"".join(path.read_bytes() for path in tmp_path.glob("foi.db*"))


def test_one_sees_and_revokes_ones_own_tokens_and_an_administrator_everybodys(staffed):
    number = str(token(staffed).json["number"])

    assert [] == staffed("--as", "li", "--json", "user", "token", "list").json["items"]
    assert 3 == staffed("--as", "li", "user", "token", "revoke", number).code
    assert 1 == len(staffed("--as", "admin", "--json", "user", "token", "list").json["items"])
    assert staffed("--as", "admin", "--json", "user", "token", "revoke", number).json["items"][0]["revoked"]
    assert "已作废" in staffed("--as", "wang", "user", "token", "list").out


def test_a_token_wants_a_name_and_a_known_purpose(staffed):
    assert 2 == staffed("--as", "wang", "user", "token", "add", " ", "--purpose", "api").code
    assert 2 == staffed("--as", "wang", "user", "token", "add", "手机", "--purpose", "all").code
    assert 4 == token(staffed, "nobody").code


def test_nobody_has_a_token_before_people_are_let_in(office):
    assert 3 == token(office).code
