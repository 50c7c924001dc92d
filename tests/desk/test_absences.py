"""Away and back by the command line."""

import pytest


@pytest.fixture
def staffed(office):
    """An office with an administrator, a head and two clerks."""
    for login, role in (
        ("admin", "administrator"),
        ("he", "head"),
        ("li", "clerk"),
        ("wang", "clerk"),
    ):
        assert 0 == office("--as", "admin", "user", "add", login, "--role", role).code
    return office


AWAY = ("user", "away", "wang", "--from", "2026-03-09", "--until", "2026-03-13", "--deputy", "li")


def test_who_is_away_and_who_stands_in_is_listed_on_the_days_of_it(staffed):
    assert "li代" in staffed("--as", "wang", *AWAY).out

    for on, deputy in (("2026-03-08", None), ("2026-03-09", "li"), ("2026-03-14", None)):
        listed = staffed("--as", "admin", "--today", on, "--json", "user", "list").json["items"]
        assert {"wang": deputy}.items() <= {one["login"]: one["deputy"] for one in listed}.items()


def test_whoever_is_back_hears_of_their_own_alerts_again(staffed):
    staffed("--as", "he", *AWAY)
    said = staffed("--as", "wang", "--json", "user", "back", "wang", "--on", "2026-03-11")

    assert {"back_on": "2026-03-11", "until": "2026-03-13"}.items() <= said.json.items()
    assert 3 == staffed("--as", "wang", "user", "back", "wang", "--on", "2026-03-11").code


@pytest.mark.parametrize(
    ("by", "changed", "code"),
    [
        ("li", (), 4),
        ("wang", ("--deputy", "wang"), 4),
        ("wang", ("--deputy", "nobody"), 3),
        ("wang", ("--until", "2026-03-01"), 2),
        ("wang", ("--until", "soon"), 2),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_noted(staffed, by, changed, code):
    assert code == staffed("--as", by, *AWAY, *changed).code
    assert 3 == staffed("--as", "wang", "user", "back", "wang", "--on", "2026-03-11").code
