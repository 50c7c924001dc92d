"""People are let in, sign in and leave; roles and units are minded from the first of them on."""

from datetime import UTC, datetime, timedelta

import pytest

from desk.passwords import hashed, matches
from desk.sign_in import LET_PASS, LIFETIME, Browser, change_password, sign_in, who_is
from store.accounts import Password
from store.ledger import open_ledger
from tests.desk.conftest import LOG
from workflow.errors import BadFacts, Refused
from workflow.people import Person
from workflow.vocabulary import Role

NOW = datetime(2026, 3, 2, 1, tzinfo=UTC)
HERE, ELSEWHERE = Browser("10.0.0.7", "Chromium"), Browser("10.0.0.8", "Chromium")
IDLE = timedelta(minutes=15)
SECRET = "一个很长的口令2026"


@pytest.fixture
def staffed(office):
    """An office with an administrator, a clerk of a unit, and a head."""
    office("unit", "add", "城关镇", "--code", "CG")
    for words in (
        ("admin", "--role", "administrator"),
        ("head", "--role", "head", "--role", "auditor"),
        ("cg", "--role", "clerk", "--unit", "城关镇"),
    ):
        said = office("--as", "admin", "--json", "user", "add", *words)
        assert said.code == 0
        assert said.json["password"]
    return office


@pytest.fixture
def accounts(tmp_path):
    ledger = open_ledger(f"sqlite:///{tmp_path / 'accounts.db'}")
    ledger.migrate()
    unit = ledger.add_unit("办公室").id
    kept = ledger.accounts
    kept.keep_person(Person("wang", "小王", frozenset({Role.CLERK}), unit))
    kept.keep_password("wang", Password(hashed(SECRET, "wang"), given=False))
    yield kept
    ledger.close()


def test_roles_are_minded_from_the_first_person_on(staffed):
    refused = staffed("--as", "head", "--json", "log", *LOG)

    assert 0 == staffed("--as", "cg", "log", *LOG).code
    assert 0 == refused.code
    assert (4, "role_not_allowed") == (
        (said := staffed("--as", "admin", "--json", "log", *LOG)).code,
        said.error["code"],
    )
    assert "not_let_in" == staffed("--as", "nobody", "--json", "list").error["code"]


def test_a_unit_sees_its_own_cases_and_the_office_above_all(staffed):
    staffed("--as", "head", "log", *LOG, "--received", "2026-03-02")
    staffed("--as", "cg", "log", *LOG, "--received", "2026-03-02")

    def refs(login):
        return [item["ref"] for item in staffed("--as", login, "--json", "list").json["items"]]

    assert ["CG-2026-0001"] == refs("cg")
    assert ["2026-0001", "CG-2026-0001"] == refs("head")
    assert [] == refs("admin")
    for words in (("show",), ("act", "accept"), ("letter", "draft"), ("alerts",), ("clock",)):
        command, *more = words
        asked = (command, *more, "2026-0001") if command == "letter" else (command, "2026-0001", *more)
        assert "no_case" == staffed("--as", "cg", "--json", *asked).error["code"]


def test_an_auditor_changes_nothing(staffed):
    staffed("--as", "admin", "user", "add", "audit", "--role", "auditor")
    staffed("--as", "head", "log", *LOG, "--received", "2026-03-02")

    assert 0 == staffed("--as", "audit", "show", "2026-0001").code
    assert 4 == staffed("--as", "audit", "act", "2026-0001", "accept").code


def test_only_an_administrator_minds_people_and_settings(staffed):
    for words in (
        ("user", "add", "x", "--role", "clerk"),
        ("user", "password", "cg"),
        ("unit", "add", "新单位"),
    ):
        assert "duty_not_allowed" == staffed("--as", "head", "--json", *words).error["code"]


def test_only_who_keeps_the_people_sees_where_they_are_reached(staffed):
    added = staffed("--as", "admin", "user", "add", "li", "--role", "clerk", "--mail", "li@example.gov.cn")
    changed = staffed("--as", "admin", "--json", "user", "change", "cg", "--mail", "cg@example.gov.cn")

    assert (0, "cg@example.gov.cn") == (added.code, changed.json["mail"])
    seen = staffed("--as", "admin", "--json", "user", "list").json["items"]
    assert {"li@example.gov.cn", "cg@example.gov.cn", ""} == {one["mail"] for one in seen}
    for words in (("user", "list"), ("--json", "user", "list")):
        assert "@" not in staffed("--as", "head", *words).out


@pytest.mark.parametrize(
    "mail", ["wang", "a@b c", "小王@example.cn", "a@b\nBcc: c@d", "a@" + "b" * 300, "@b.cn"]
)
def test_what_is_no_mail_address_is_refused_and_nobody_is_kept(staffed, mail):
    said = staffed("--as", "admin", "--json", "user", "add", "li", "--role", "clerk", "--mail", mail)

    assert (2, "bad_mail") == (said.code, said.error["code"])
    assert "li" not in staffed("--as", "admin", "user", "list").out.split()


def test_a_password_is_kept_as_argon2id_and_never_in_clear():
    kept = hashed(SECRET, "wang")

    assert kept.startswith("$argon2id$")
    assert SECRET not in kept
    assert matches(kept, SECRET)
    assert not matches(kept, SECRET + "x")
    assert not matches("", SECRET)


@pytest.mark.parametrize("password", ["short", "x" * 129, "aaaaaaaaaaaa", "my-wang-password"])
def test_a_password_that_will_not_do_is_refused(password):
    with pytest.raises(BadFacts):
        hashed(password, "wang")


def test_signing_in_begins_a_session_and_another_password_none(accounts):
    told = sign_in(accounts, "wang", SECRET, HERE, NOW)

    assert "wang" == who_is(accounts, told.token, IDLE, NOW)[0].login
    for login, password in (("wang", "another-secret"), ("nobody", SECRET)):
        with pytest.raises(Refused) as refused:
            sign_in(accounts, login, password, HERE, NOW)
        assert "sign_in_failed" == refused.value.code
    assert who_is(accounts, "", IDLE, NOW) is None
    assert who_is(accounts, "made-up", IDLE, NOW) is None


def test_a_session_ends_when_it_lies_idle_and_when_it_is_old(accounts):
    idle = sign_in(accounts, "wang", SECRET, HERE, NOW).token
    assert who_is(accounts, idle, IDLE, NOW + IDLE + timedelta(seconds=1)) is None
    assert who_is(accounts, idle, IDLE, NOW) is None

    busy, at = sign_in(accounts, "wang", SECRET, HERE, NOW).token, NOW
    while at - NOW < LIFETIME:
        assert who_is(accounts, busy, IDLE, at)
        at += timedelta(minutes=10)
    assert who_is(accounts, busy, IDLE, at + timedelta(minutes=1)) is None


def test_guessing_ends_soon_and_locks_no_colleague_out(accounts):
    own = sign_in(accounts, "wang", SECRET, HERE, NOW).device
    for _ in range(LET_PASS):
        with pytest.raises(Refused, match="wrong"):
            sign_in(accounts, "wang", "a-wrong-guess", HERE, NOW)
    with pytest.raises(Refused, match="Too many"):
        sign_in(accounts, "wang", SECRET, HERE, NOW)

    # From the same address, but with the browser its owner has signed in with before; and from another.
    assert sign_in(accounts, "wang", SECRET, Browser(HERE.address, HERE.agent, own), NOW).token
    assert sign_in(accounts, "wang", SECRET, ELSEWHERE, NOW).token
    assert sign_in(accounts, "wang", SECRET, HERE, NOW + timedelta(hours=2)).token


def test_a_password_given_by_another_is_to_be_changed(accounts):
    accounts.keep_password("wang", Password(hashed(SECRET, "wang"), given=True))
    told = sign_in(accounts, "wang", SECRET, HERE, NOW)
    assert told.given

    with pytest.raises(Refused):
        change_password(accounts, "wang", "not-the-old-one", "a-new-secret-9")
    with pytest.raises(Refused):
        change_password(accounts, "wang", SECRET, SECRET)
    change_password(accounts, "wang", SECRET, "a-new-secret-9")
    assert who_is(accounts, told.token, IDLE, NOW) is None
    assert not sign_in(accounts, "wang", "a-new-secret-9", HERE, NOW).given


def test_a_password_may_be_given_in_a_file(staffed, tmp_path):
    file = tmp_path / "口令"
    file.write_text(SECRET + "\n", encoding="utf-8")

    said = staffed("--as", "admin", "--json", "user", "password", "cg", "--password-file", str(file))
    assert (0, False) == (said.code, "password" in said.json)
    assert 3 == staffed("--as", "admin", "user", "password", "cg", "--password-file", "nowhere").code


def test_who_has_left_is_named_and_does_nothing_more(staffed):
    staffed("--as", "admin", "user", "change", "cg", "--left")
    assert "已离职" in staffed("--as", "admin", "user", "list").out
    assert 4 == staffed("--as", "cg", "list").code
    staffed("--as", "admin", "user", "change", "cg", "--back", "--name", "小张", "--role", "reviewer")
    assert {"小张": ["reviewer"]} == {
        item["name"]: item["roles"]
        for item in staffed("--as", "admin", "--json", "user", "list").json["items"]
        if item["login"] == "cg"
    }


def test_the_year_is_frozen_by_heads_and_a_ledger_taken_out_by_those_who_see_cases(staffed):
    refused = {
        ("cg", ("report", "freeze", "2026", "--unit", "城关镇")),
        ("head", ("report", "enter", "2026", "T2.20.5.xk/本年处理决定数量=3")),
        ("admin", ("export", "ledger.csv")),
        ("admin", ("import", "--undo", "1")),
        ("admin", ("report", "year", "2026")),
        ("admin", ("report", "freeze", "2026")),
    }
    staffed("--as", "admin", "user", "change", "head", "--role", "auditor")

    for login, words in refused:
        assert "duty_not_allowed" == staffed("--as", login, "--json", *words).error["code"], words
    assert "no_unit" == staffed("--as", "cg", "--json", "report", "year", "2026").error["code"]
