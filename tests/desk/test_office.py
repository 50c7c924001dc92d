"""The office itself: its configuration, its database, its calendar, its law."""

import sqlite3

import pytest

from tests.desk.conftest import LOG

BAD_CONFIG = [
    ('[alerts]\ndays_before = "5"', "[alerts] days_before"),
    ('[alerts]\nat = "25:00"', "[alerts] at"),
    ("[alerts]\ndays_before = [100000]", "[alerts] days_before"),
    ("[alerts.kinds]\nfees = [1]", "[alerts.kinds]"),
    ("[alerts.kinds]\nreply = [1]", "[alerts.kinds]"),
    ("[alerts.kinds]\nfee = []", "fee"),
    ("[alerts.kinds]\nfee = [1.5]", "fee"),
    ("[alerts]\nkinds = 3", "[alerts.kinds]"),
    ("[alerts.escalation]\nwhen = 1", "[alerts.escalation]"),
    ('[[alerts.escalation]]\nwhen = true\nto = "head"', "when"),
    ('[[alerts.escalation]]\nwhen = 1\nto = "mayor"', "mayor"),
    ('[[alerts.escalation]]\nwhen = 1\nto = ["head"]', "[alerts.escalation]"),
    ('[office]\ntimezone = "Mars/Olympus"', "[office] timezone"),
    ("[office]\nname = 7", "[office] name"),
    ('[office]\nlang = "fr"', "[office] lang"),
    ("[offices]\n", "offices"),
    ('[office]\nnames = "甲"', "[office] names"),
    ("[law.cn-2008]\nclarification = 1", "[law.cn-2008]"),
    ("office = ", "config.toml"),
]


@pytest.mark.parametrize(("text", "key"), BAD_CONFIG)
def test_a_fault_of_the_configuration_names_its_key(foi, tmp_path, text, key):
    (tmp_path / "config.toml").write_text(text, encoding="utf-8")
    said = foi("--json", "deadline", "--received", "2026-03-02")

    assert (4, "bad_config") == (said.code, said.error["code"])
    assert key in said.error["message"]


def test_a_configuration_that_is_not_there_is_not_found(foi):
    assert 3 == foi("--config", "nowhere.toml", "list").code


def test_an_office_without_a_database_says_what_to_do(foi):
    said = foi("list")

    assert 3 == said.code
    assert "foi init" in said.err


def test_making_the_office_twice_keeps_what_is_there(logged):
    assert 0 == logged("init").code
    assert ["2026-0001"] == [item["ref"] for item in logged("--json", "list").json["items"]]


def test_a_choice_where_the_law_is_silent_is_the_offices(foi, tmp_path):
    history = (
        "deadline",
        "--received",
        "2018-03-05",
        "--event",
        "ask_clarification 2018-03-07",
        "--event",
        "clarify 2018-03-14",
    )
    paused = foi("--json", *history).json["reply"]["due"]
    (tmp_path / "config.toml").write_text('[law.cn-2008]\nclarification = "restart"', encoding="utf-8")

    assert ("2018-04-02", "2018-04-04") == (paused, foi("--json", *history).json["reply"]["due"])


def test_a_region_has_its_own_days_off(foi, tmp_path):
    (tmp_path / "config.toml").write_text('[office]\nregion = "cn-64"', encoding="utf-8")

    assert "2019-06-20" == foi("--json", "deadline", "--received", "2019-05-20").json["reply"]["due"]


def test_a_notice_makes_provisional_days_firm_and_moves_the_open_cases(office, notice_2027):
    office("log", *LOG, "--received", "2026-12-20")
    assert office("--json", "show", "2026-0001").json["reply"] == {"due": "2027-01-15", "provisional": True}

    said = office("--json", "calendar", "add", notice_2027)

    assert [
        ("clarification_notice", "2026-12-29", "2026-12-29", True, False),
        ("reply", "2027-01-15", "2027-01-18", True, False),
    ] == [
        tuple(one[name] for name in ("kind", "before", "after", "was_provisional", "provisional"))
        for one in said.json["items"]
    ]
    assert {"due": "2027-01-18", "provisional": False} == office("--json", "show", "2026-0001").json["reply"]
    assert 0 == office("verify").code
    assert office("--json", "calendar", "show", "2027").json["published"] is True


def test_a_bad_notice_is_refused_with_its_line_and_nothing_is_kept(office, tmp_path):
    path = tmp_path / "bad.toml"
    path.write_text(
        'jurisdiction = "cn"\nyear = 2027\ntitle = "x"\n[[day]]\ndate = 2027-13-01\n', encoding="utf-8"
    )
    said = office("--json", "calendar", "add", path)

    assert 4 == said.code
    assert "5" in said.error["message"]
    assert office("--json", "calendar", "show", "2027").json["published"] is False


def test_the_calendar_of_a_year_names_its_days(foi):
    said = foi("--json", "calendar", "show", "2018").json

    makeup = [day["on"] for day in said["days"] if day["kind"] == "makeup"]
    assert [
        "2018-02-11",
        "2018-02-24",
        "2018-04-08",
        "2018-04-28",
        "2018-09-29",
        "2018-09-30",
        "2018-12-29",
    ] == makeup
    assert (250, True) == (said["workdays"], said["published"])


def test_the_statutes_are_listed_shown_and_checked(foi):
    assert ["cn-2008", "cn-2019", "uk-2000"] == sorted(
        s["id"] for s in foi("--json", "statute", "list").json["items"]
    )
    assert 15 == foi("--json", "statute", "show", "cn-2008").json["limits"]["reply"]["days"]
    assert 0 == foi("--today", "2026-11-23", "statute", "check").code
    assert 6 == foi("--today", "2029-11-23", "statute", "check").code
    assert 3 == foi("statute", "show", "cn-1949").code


def test_verify_names_the_case_whose_copy_differs_by_one_byte(logged, tmp_path):
    with sqlite3.connect(tmp_path / "foi.db") as database:
        database.execute("UPDATE cases SET state = 'accepted'")
    database.close()
    said = logged("verify")

    assert 6 == said.code
    assert "2026-0001" in said.err


def test_doctor_says_how_the_database_is_kept(office):
    said = office("--json", "doctor").json

    assert 2026 == said["calendar_published_through"]
    assert "synchronous" in said["database"]


def test_no_word_of_the_command_line_is_lost(foi):
    assert 2 == foi("nothing").code
    assert 2 == foi("report", "2018").code
    assert 0 == foi("--help").code


def test_a_new_notice_reckons_closed_cases_too(office, notice_2027):
    office("log", *LOG, "--received", "2026-12-10")
    office("answer", "2026-0001", "provided", "--on", "2026-12-14")
    office("serve", "2026-0001", "--method", "post", "--posted", "2026-12-15")
    office("calendar", "add", notice_2027)

    assert 0 == office("verify").code


def test_another_choice_of_alert_days_is_taken_up_by_init(logged, tmp_path):
    logged("act", "2026-0001", "accept", "--on", "2026-03-03")
    config = tmp_path / "config.toml"
    config.write_text(
        config.read_text(encoding="utf-8") + "\n[alerts]\ndays_before = [15, 0]\n", encoding="utf-8"
    )

    assert 1 == logged("--json", "verify").json["behind"]
    assert 0 == logged("init").code
    assert 0 == logged("--json", "verify").json["behind"]


@pytest.mark.parametrize(
    "text",
    ["[alerts.kinds]\nclarification_notice = [6, 0]", '[[alerts.escalation]]\nwhen = 6\nto = "head"'],
)
def test_another_choice_for_a_kind_of_deadline_or_a_step_is_taken_up_by_init(logged, tmp_path, text):
    config = tmp_path / "config.toml"
    config.write_text(f"{config.read_text(encoding='utf-8')}\n{text}\n", encoding="utf-8")

    assert 1 == logged("--json", "verify").json["behind"]
    assert 0 == logged("init").code
    assert 0 == logged("--json", "verify").json["behind"]


@pytest.mark.parametrize("url", ["nonsense", "mysql://localhost/foi", "postgresql://localhost/foi"])
def test_an_address_that_is_no_database_is_refused(foi, url):
    assert 4 == foi("--db", url, "list").code


def test_a_database_out_of_reach_is_busy(foi):
    said = foi("--json", "--db", "postgresql+psycopg://nobody@127.0.0.1:1/foi", "list")

    assert (7, "database_out_of_reach") == (said.code, said.error["code"])
