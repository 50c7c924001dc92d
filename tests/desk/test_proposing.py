"""Another calendar: what it moves is listed, a head approves the list, and every case then follows."""

import pytest

from desk.config_file import read_config
from desk.listing_moved import list_on, list_waiting
from desk.office import open_office
from desk.proposing import approve, propose_notice
from tests.desk.conftest import CONFIG, LOG, configure
from tests.desk.test_verify import change
from workflow.casework import Actor
from workflow.errors import Conflict
from workflow.machine import EVERY_ROLE

LATE = (*LOG, "--received", "2026-12-10")


@pytest.fixture
def busy(office):
    """An office with three cases, of which the notice for 2027 moves the second and settles the third."""
    for received in ("2026-03-02", "2026-12-10", "2026-11-27"):
        assert 0 == office("log", *LOG, "--received", received).code
    return office


def reply(foi, ref="2026-0002"):
    return foi("--json", "show", ref).json["reply"]["due"]


def listed(foi, ref="2026-0002"):
    """The day as the lists have it."""
    due = foi("--json", "--today", "2026-12-30", "due", "--within", "20").json["items"]
    return {item["ref"]: item["due"] for item in due}[ref]


@pytest.fixture
def peopled(busy):
    """The same with a clerk, a head and an administrator."""
    for login, *roles in (("admin", "administrator"), ("li", "head"), ("wang", "clerk")):
        words = [word for role in roles for word in ("--role", role)]
        assert 0 == busy("--as", "admin", "user", "add", login, *words).code, login
    return busy


def test_a_notice_holds_only_once_its_list_is_approved(busy, notice_2027):
    tried = busy("--json", "calendar", "what-if", notice_2027).json
    proposed = busy("--json", "calendar", "propose", notice_2027).json

    assert (1, 1, 3) == (tried["moved"], tried["firm"], proposed["cases"])
    assert tried["items"] == proposed["items"]
    assert ("listed", "2027-01-07") == (proposed["state"], reply(busy))
    approved = busy("--json", "calendar", "approve", "1").json
    assert ("approved", proposed["items"]) == (approved["state"], approved["items"])
    assert ("2027-01-08", "2027-01-08") == (reply(busy), listed(busy))
    assert 0 == busy("--json", "verify").json["behind"]
    assert [] == busy("--json", "calendar", "what-if", notice_2027).json["items"]


def test_each_line_tells_the_days_that_move_it_and_what_becomes_firm(busy, notice_2027):
    busy("log", *LOG, "--received", "2026-11-27")
    moved, firm, _ = busy("--json", "calendar", "what-if", notice_2027).json["items"]

    assert ["2027-01-01"] == moved["because"]
    assert ("2026-12-25", "2026-12-25", True, False) == tuple(
        firm[name] for name in ("before", "after", "was_provisional", "provisional")
    )
    assert "2026-12-25 暂定" in busy("calendar", "what-if", notice_2027).out


def test_an_administrator_proposes_and_a_head_approves(peopled, notice_2027):
    refused = peopled("--json", "--as", "admin", "calendar", "add", notice_2027)
    assert "duty_not_allowed" == refused.error["code"]
    assert [] == peopled("--json", "--as", "li", "calendar", "proposals").json["items"]
    assert (
        "duty_not_allowed"
        == peopled("--json", "--as", "wang", "calendar", "propose", notice_2027).error["code"]
    )
    assert 0 == peopled("--as", "admin", "calendar", "propose", notice_2027).code
    assert "duty_not_allowed" == peopled("--json", "--as", "admin", "calendar", "approve", "1").error["code"]
    assert 0 == peopled("--as", "li", "calendar", "approve", "1").code
    (one,) = peopled("--json", "--as", "li", "calendar", "proposals").json["items"]

    assert ("admin", "li", "approved") == (one["by"], one["decided_by"], one["state"])
    assert "decided_already" == peopled("--json", "--as", "li", "calendar", "approve", "1").error["code"]


def test_where_two_people_sign_nobody_approves_what_they_proposed(busy, notice_2027, tmp_path):
    (tmp_path / "config.toml").write_text(CONFIG + "[signoff]\ntwo_people = true\n", encoding="utf-8")
    busy("calendar", "propose", notice_2027)

    assert "own_proposal" == busy("--json", "calendar", "approve", "1").error["code"]
    assert "own_proposal" == busy("--json", "calendar", "add", notice_2027).error["code"]
    assert 1 == len(busy("--json", "calendar", "proposals").json["items"])


def test_a_case_written_to_since_makes_the_list_stale_until_it_is_looked_at_again(busy, notice_2027):
    seen = busy("--json", "calendar", "propose", notice_2027).json["digest"]
    busy("log", *LATE)
    house = open_office(read_config(None))
    with pytest.raises(Conflict) as stale:
        approve(house, 1, seen, Actor("li", EVERY_ROLE))
    house.ledger.close()

    assert "list_is_stale" == stale.value.code
    brought_up = busy("--json", "calendar", "proposal", "1").json
    assert ["2026-0002", "2026-0004"] == [i["ref"] for i in brought_up["items"] if i["before"] != i["after"]]
    assert (2, "listed", "2027-01-07") == (brought_up["moved"], brought_up["state"], reply(busy))
    assert 0 == busy("calendar", "approve", "1").code
    assert "2027-01-08" == reply(busy, "2026-0004")


def test_a_list_of_other_rules_is_made_anew(busy, notice_2027, tmp_path):
    busy("calendar", "propose", notice_2027)
    (tmp_path / "config.toml").write_text(CONFIG + "[alerts]\ndays_before = [7]\n", encoding="utf-8")

    assert "list_of_other_rules" == busy("--json", "calendar", "approve", "1").error["code"]
    assert "listed" == busy("--json", "calendar", "proposal", "1").json["state"]
    assert 0 == busy("calendar", "approve", "1").code


def test_a_proposal_is_dropped_with_a_reason_and_moves_nothing(busy, notice_2027):
    busy("calendar", "propose", notice_2027)

    assert "no_reason" == busy("--json", "calendar", "drop", "1").error["code"]
    assert "dropped" == busy("--json", "calendar", "drop", "1", "--reason", "稿子不对").json["state"]
    assert "decided_already" == busy("--json", "calendar", "approve", "1").error["code"]
    assert "2027-01-07" == reply(busy)


def test_a_region_is_switched_on_and_off_by_the_same_way(busy, tmp_path):
    busy("log", *LOG, "--received", "2021-04-20")  # 开斋节 of 2021 lies within
    before = (tmp_path / "config.toml").read_text(encoding="utf-8")
    proposed = busy("--json", "calendar", "region", "cn-64").json
    assert ["2021-0001"] == [item["ref"] for item in proposed["items"]]
    assert before == (tmp_path / "config.toml").read_text(encoding="utf-8")
    assert 0 == busy("calendar", "approve", "1").code

    assert 'region = "cn-64"' in (tmp_path / "config.toml").read_text(encoding="utf-8")
    assert proposed["items"][0]["after"] == reply(busy, "2021-0001")
    assert "region_holds" == busy("--json", "calendar", "region", "cn-64").error["code"]
    assert "region_unknown" == busy("--json", "calendar", "region", "cn-99").error["code"]
    assert 0 == busy("calendar", "region", "-").code
    assert 0 == busy("calendar", "approve", "2").code
    assert proposed["items"][0]["before"] == reply(busy, "2021-0001")
    assert 0 == busy("verify").code


def test_an_amended_notice_replaces_its_year_and_both_stay_on_record(busy, notice_2027):
    assert 0 == busy("calendar", "add", notice_2027).code
    amended = notice_2027.read_text(encoding="utf-8").replace("date = 2027-01-01", "date = 2027-01-02")
    notice_2027.write_text(amended, encoding="utf-8")
    (line,) = busy("--json", "calendar", "add", notice_2027).json["items"]

    # New Year falls on a Saturday now: the Friday before it is worked again.
    assert ("2026-0002", "2027-01-08", "2027-01-07") == (line["ref"], line["before"], line["after"])
    assert 2 == len(busy("--json", "calendar", "proposals").json["items"])


def test_changed_days_of_reminding_reach_every_case_with_the_next_sweep(busy, tmp_path):
    busy("--today", "2026-12-11", "remind")
    (tmp_path / "config.toml").write_text(CONFIG + "[alerts]\ndays_before = [18]\n", encoding="utf-8")
    assert 3 == busy("--json", "verify").json["behind"]
    raised = busy("--json", "--today", "2026-12-14", "remind").json["items"]

    # 18 working days before 7 January is 14 December; before, the next look was on the 23rd.
    assert ("2026-0002", 18, "2026-12-14") in [(i["ref"], i["threshold"], i["owed"]) for i in raised]
    assert 0 == busy("--json", "verify").json["behind"]


def test_an_issued_letter_that_told_the_old_day_is_listed_with_its_line(busy, notice_2027, tmp_path):
    configure(tmp_path)
    steps = (
        ("calendar", "add", notice_2027),
        ("act", "2026-0002", "accept", "--on", "2026-12-11"),
        (
            "act",
            "2026-0002",
            "extend",
            "--on",
            "2026-12-14",
            "--fact",
            "days=10",
            "--fact",
            "reason=调取档案",
        ),
        ("letter", "draft", "2026-0002"),
        ("letter", "issue", "2026-0002", "--on", "2026-12-15"),
    )
    for step in steps:
        said = busy(*step)
        assert said.code == 0, said.err
    amended = notice_2027.read_text(encoding="utf-8").replace("date = 2027-01-01", "date = 2027-01-02")
    notice_2027.write_text(amended, encoding="utf-8")
    told = busy("--json", "calendar", "propose", notice_2027).json
    with_letters = {item["ref"]: item["letters"] for item in told["items"] if item["letters"]}

    assert {"2026-0002": ["甲公开告〔2026〕1号"]} == with_letters
    assert 1 == told["letters"]
    assert "待批准" in busy("calendar", "proposal", "2").out


def test_the_bell_goes_on_with_a_list_and_one_unreadable_case_stops_no_other(busy, notice_2027, tmp_path):
    change(tmp_path / "foi.db", "UPDATE entries SET action = 'zz' WHERE case_id = 1")
    house = open_office(read_config(None))
    everybody = Actor("li", EVERY_ROLE)
    one = propose_notice(house, notice_2027.read_text(encoding="utf-8"), "2027.toml", everybody)
    list_on(house, one.id, enough=lambda: True)
    assert one.id == house.ledger.proposals.unlisted().id
    list_waiting(house)
    listed = house.ledger.proposals.proposal(one.id).listed
    house.ledger.close()

    assert (3, 1, 1) == (listed.cases, listed.moved, listed.firm)
